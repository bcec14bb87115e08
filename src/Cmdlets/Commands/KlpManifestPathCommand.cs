using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>A cmdlet that reads manifest files: those that a path or wildcard means, or one by its name in the manifests folders.</summary>
public abstract class KlpManifestPathCommand : KlpCommand
{
    /// <summary>The files. Wildcards are allowed. What is no file may be a name in the manifests folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [NameOf("Path")]
    [ArgumentCompleter(typeof(AnyManifestCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The files, as they are named: no wildcards.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = null!;

    /// <summary>The work for one file.</summary>
    private protected abstract void Read(string file);

    /// <inheritdoc/>
    protected override void Run()
    {
        bool literal = ParameterSetName == "LiteralPath";
        foreach (string path in literal ? LiteralPath : Path)
        {
            Guard(() =>
            {
                foreach (string file in literal ? [HostPath(path)] : Resolve(path))
                {
                    if (IsStopping) return;
                    Guard(() => Read(file));
                }
            });
        }
    }

    private IReadOnlyList<string> Resolve(string path)
    {
        IReadOnlyList<string> files = HostPaths(path);
        if (files is not [string only] || File.Exists(only) || path.Contains('/', StringComparison.Ordinal)) return files;
        return [ManifestStore.Find(path, Location, ManifestStore.LivepatchRoom, ManifestStore.ModuleRoom, ManifestStore.KernelRoom, ManifestStore.AbiRoom) ?? only];
    }
}
