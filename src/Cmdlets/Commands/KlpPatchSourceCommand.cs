using System.Collections;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core.Manifests;
using KlpShell.Files;

namespace KlpShell.Commands;

/// <summary>A cmdlet that brings live patches in by their names, or by their manifests' files.</summary>
public abstract class KlpPatchSourceCommand : KlpPatchChangeCommand
{
    /// <summary>Manifests of kind Livepatch. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ArgumentCompleter(typeof(ManifestFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>Parameters of the patch's module, where it is loaded.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Writes the patches.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The names that were given, where it wasn't files.</summary>
    private protected abstract string[] Names { get; }

    /// <summary>Brings in what a name means.</summary>
    private protected abstract void TakeName(string name);

    /// <summary>Brings in what a file holds.</summary>
    private protected abstract void TakeFile(string file);

    /// <inheritdoc/>
    protected sealed override void Run()
    {
        bool fromPath = ParameterSetName == "Path";
        foreach (string item in fromPath ? Path : Names)
        {
            Guard(() =>
            {
                if (!fromPath && !ManifestStore.LooksLikePath(item))
                {
                    TakeName(item);
                    return;
                }

                foreach (string file in HostPaths(item)) Guard(() => TakeFile(file));
            });
        }
    }

    /// <summary>The live patch of a name in the manifests folders.</summary>
    private protected LivepatchDefinition Described(string name) => ManifestStore.Livepatch(ManifestStore.Require(name, "Livepatch", Location, ManifestStore.LivepatchRoom));
}
