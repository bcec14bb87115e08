using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace KlpShell.Core.Abi;

/// <summary>Files that are held in memory.</summary>
/// <param name="files">Each file's path and bytes.</param>
public sealed class AbiMemoryFiles(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) : IAbiFileSource
{
    /// <inheritdoc/>
    public IEnumerable<string> Paths => files.Keys;

    /// <summary>Files from their texts.</summary>
    public static AbiMemoryFiles FromText(params (string Path, string Text)[] files) =>
        new(files.ToDictionary(f => f.Path, f => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(f.Text)));

    /// <inheritdoc/>
    public AbiFileContent Read(string path) =>
        files.TryGetValue(path, out ReadOnlyMemory<byte> bytes) ? new AbiFileContent(path, bytes) : new AbiFileContent(path, default, "there is no such file");
}
