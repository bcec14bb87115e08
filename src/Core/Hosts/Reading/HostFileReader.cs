using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text;

namespace KlpShell.Core.Hosts.Reading;

/// <summary>Reads files of a host within limits, and notes what can't be read.</summary>
internal sealed class HostFileReader(IHostFiles files, HostLimits limits)
{
    private readonly Dictionary<(string Path, string Reason), int> _gaps = [];
    private readonly List<(string Path, string Reason)> _order = [];
    private byte[] _buffer = new byte[1 << 14];

    public HostLimits Limits => limits;

    /// <summary>What is missing so far.</summary>
    public ImmutableArray<HostGap> Gaps
    {
        get
        {
            ImmutableArray<HostGap>.Builder gaps = ImmutableArray.CreateBuilder<HostGap>();
            foreach ((string path, string reason) in _order) gaps.Add(new HostGap(path, reason, _gaps[(path, reason)]));
            return gaps.ToImmutable();
        }
    }

    /// <summary>Notes that something is missing. What is noted again is only counted.</summary>
    public void Note(string path, string reason)
    {
        if (_gaps.TryGetValue((path, reason), out int count))
        {
            _gaps[(path, reason)] = count + 1;
            return;
        }

        if (_order.Count >= limits.Gaps) return;
        _gaps.Add((path, reason), 1);
        _order.Add((path, reason));
    }

    /// <summary>The names in a folder; none where it isn't there or can't be listed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="family">What a note calls it; null for its own path.</param>
    public IReadOnlyList<string>? List(string folder, string? family = null)
    {
        try
        {
            return files.List(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Note(family ?? folder, Reason(error, family));
            return null;
        }
    }

    /// <summary>The text of a file; null where it isn't there, can't be read or is too long.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes of it at most.</param>
    /// <param name="family">What a note calls it; null for its own path.</param>
    public string? Text(string path, int most, string? family = null)
    {
        try
        {
            using Stream? stream = files.Open(path);
            if (stream is null) return null;
            int length = 0;
            while (true)
            {
                if (length == _buffer.Length) Array.Resize(ref _buffer, length * 2);
                int read = stream.Read(_buffer, length, Math.Min(_buffer.Length, most + 1) - length);
                if (read <= 0) break;
                length += read;
                if (length <= most) continue;
                Note(family ?? path, $"it is longer than {most:N0} bytes, and left out");
                return null;
            }

            return Encoding.UTF8.GetString(_buffer, 0, length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Note(family ?? path, Reason(error, family));
            return null;
        }
    }

    /// <summary>The text of a short file without the newline at its end.</summary>
    public string? Short(string path, string? family = null) => Text(path, limits.ShortFile, family)?.TrimEnd('\n');

    /// <summary>A file as a stream; null where it isn't there or can't be opened.</summary>
    public Stream? Open(string path)
    {
        try
        {
            return files.Open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Note(path, Reason(error, null));
            return null;
        }
    }

    /// <summary>The text of the first file of several that is there.</summary>
    public string? First(int most, params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (Text(path, most) is { } text) return text;
        }

        return null;
    }

    // Of many files of a form one reason is enough, without each one's name in it.
    private static string Reason(Exception error, string? family) => error is UnauthorizedAccessException
        ? "only its owner or root may read it"
        : family is null ? error.Message : "it could not be read, or vanished meanwhile";
}
