using System;
using System.Collections;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Provider;

namespace KlpShell.Probe;

/// <summary>A drive: it works in pwsh, and must not keep the module from loading elsewhere.</summary>
[CmdletProvider("Probe", ProviderCapabilities.ShouldProcess)]
public sealed class ProbeProvider : NavigationCmdletProvider, IContentCmdletProvider
{
    private ProviderInfo? _info;

    // PowerShellStandard shows a provider its own description here and nowhere else.
    protected override ProviderInfo Start(ProviderInfo providerInfo) => _info = providerInfo;

    protected override Collection<PSDriveInfo> InitializeDefaultDrives() => [new PSDriveInfo("probe", _info, "/", "", null)];

    protected override bool IsValidPath(string path) => true;

    protected override bool ItemExists(string path) => path.Length < 4;

    protected override bool IsItemContainer(string path) => path.Trim('/').Length == 0;

    protected override void GetItem(string path) => WriteItemObject(path, path, IsItemContainer(path));

    protected override void GetChildItems(string path, bool recurse) => WriteItemObject("a", MakePath(path, "a"), false);

    public IContentReader GetContentReader(string path) => new Reader(path);

    public object? GetContentReaderDynamicParameters(string path) => null;

    public IContentWriter GetContentWriter(string path) => throw new NotSupportedException();

    public object? GetContentWriterDynamicParameters(string path) => null;

    public void ClearContent(string path) { }

    public object? ClearContentDynamicParameters(string path) => null;

    private sealed class Reader(string path) : IContentReader
    {
        private bool _done;

        public IList Read(long readCount)
        {
            if (_done) return Array.Empty<string>();
            _done = true;
            return new[] { path };
        }

        public void Seek(long offset, SeekOrigin origin) { }

        public void Close() { }

        public void Dispose() { }
    }
}
