using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Text;
using KlpShell.Core;
using KlpShell.Session;

namespace KlpShell.Drive;

/// <summary>
/// Writes to an open file of a kernel. What comes at once is one write, each object a line of it, as echo does; what comes one after the
/// other down a pipeline is as many writes to the same open file, which answers ENODEV when what it belongs to is gone.
/// </summary>
internal sealed class KlpContentWriter : IContentWriter
{
    private readonly CmdletProvider _provider;
    private readonly KernelHandle _handle;
    private readonly string _path;
    private readonly bool _noNewline;
    private readonly long _file;
    private bool _closed;

    /// <summary>Opens the file, or says why it can't be opened.</summary>
    public KlpContentWriter(CmdletProvider provider, KernelHandle handle, string path, int userId, bool noNewline)
    {
        (_provider, _handle, _path, _noNewline) = (provider, handle, path, noNewline);
        EntranceResult opened = handle.Use(kernel => kernel.OpenFile(path, Core.Sysfs.FileAccess.Write, userId), () => provider.Stopping);
        if (!opened.Succeeded) throw Failed(opened);
        _file = opened.Value.Number;
    }

    /// <inheritdoc/>
    public IList Write(IList content)
    {
        try
        {
            EntranceResult written = _handle.Enter(kernel => kernel.WriteHandle(_file, Data(content, _noNewline)), () => _provider.Stopping);
            if (!written.Succeeded) throw Failed(written);
        }
        catch (KlpException error)
        {
            _provider.WriteError(error.ToRecord());
        }

        return content;
    }

    /// <summary>What is written of objects: a line of each.</summary>
    public static string Data(IList content, bool noNewline)
    {
        StringBuilder data = new();
        foreach (object? each in content)
        {
            object? item = each is PSObject wrapped ? wrapped.BaseObject : each;
            data.Append(Convert.ToString(item, CultureInfo.InvariantCulture));
            if (!noNewline) data.Append('\n');
        }

        return data.ToString();
    }

    /// <inheritdoc/>
    public void Seek(long offset, SeekOrigin origin)
    {
    }

    /// <inheritdoc/>
    public void Close() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        _handle.Use(kernel =>
        {
            kernel.CloseHandle(_file);
            return true;
        });
    }

    private KlpException Failed(EntranceResult result) => Failure.Of($"Can't write to '{_path}'", result, _path);
}
