using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace KlpShell.Core.Hosts;

/// <summary>A captured host whose files are in memory.</summary>
public sealed class HostTexts : IHostFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _folders = new(StringComparer.Ordinal) { [""] = new(StringComparer.Ordinal) };

    /// <summary>Adds a file, or puts another in its place, and makes the folders above it.</summary>
    /// <param name="path">Its path without a leading slash.</param>
    /// <param name="content">What it holds.</param>
    public void Add(string path, byte[] content)
    {
        Place(path);
        _files[path] = content;
    }

    /// <summary>The same for a text.</summary>
    public void Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a folder, and those above it.</summary>
    public void AddFolder(string path)
    {
        Place(path);
        _folders.TryAdd(path, new(StringComparer.Ordinal));
    }

    /// <summary>Takes a file away.</summary>
    public void Remove(string path)
    {
        _files.Remove(path);
        if (_folders.TryGetValue(Above(path), out SortedSet<string>? names)) names.Remove(path[(path.LastIndexOf('/') + 1)..]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string>? List(string folder) => _folders.TryGetValue(folder, out SortedSet<string>? names) ? [.. names] : null;

    /// <inheritdoc/>
    public Stream? Open(string path) => _files.TryGetValue(path, out byte[]? content) ? new MemoryStream(content, writable: false) : null;

    private static string Above(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    private void Place(string path)
    {
        while (path.Length > 0)
        {
            string above = Above(path);
            bool known = _folders.TryGetValue(above, out SortedSet<string>? names);
            if (!known) _folders[above] = names = new(StringComparer.Ordinal);
            names!.Add(path[(path.LastIndexOf('/') + 1)..]);
            if (known) return;
            path = above;
        }
    }
}
