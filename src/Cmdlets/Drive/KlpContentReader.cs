using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation.Provider;

namespace KlpShell.Drive;

/// <summary>Gives the lines of what a file said when it was opened.</summary>
/// <param name="said">What it said.</param>
/// <param name="raw">True to give all as one text.</param>
internal sealed class KlpContentReader(string said, bool raw) : IContentReader
{
    private int _at;

    /// <inheritdoc/>
    public IList Read(long readCount)
    {
        List<string> lines = [];
        while (_at < said.Length && (readCount <= 0 || lines.Count < readCount))
        {
            int end = raw ? -1 : said.IndexOf('\n', _at);
            int next = end < 0 ? said.Length : end;
            lines.Add(said[_at..next]);
            _at = end < 0 ? said.Length : end + 1;
        }

        return lines;
    }

    /// <inheritdoc/>
    public void Seek(long offset, SeekOrigin origin)
    {
        long start = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _at,
            _ => said.Length,
        };
        _at = (int)Math.Clamp(start + offset, 0, said.Length);
    }

    /// <inheritdoc/>
    public void Close()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
