using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core.Abi;
using KlpShell.Documents;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>
/// Reads entries of the ABI: the kernel's own files (Documentation/ABI, one level of it, one file), as they are or at a revision, manifests,
/// or JSON. One object for each path, which the other cmdlets take as -Abi.
/// </summary>
[Cmdlet(VerbsData.Import, "KlpAbi")]
[OutputType(typeof(AbiSetInfo))]
public sealed class ImportKlpAbiCommand : KlpCommand
{
    /// <summary>The files or folders.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The revision to read the folder at, as git takes it: a tag, a branch, a commit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(AbiRevisionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Revision { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (string path in Path)
        {
            if (IsStopping) return;
            Guard(() =>
            {
                string host = HostPath(path);
                AbiHandle handle = Revision is null ? AbiStore.Read(host) : AbiStore.Revision(host, Revision);
                foreach (AbiDocument document in handle.Set.Documents)
                {
                    foreach (AbiFinding problem in document.Problems)
                    {
                        if (problem.Rule == Core.Abi.Rules.AbiRules.Unreadable.Id) WriteError(Failure.Of("AbiUnreadable", problem.File, problem.File, problem.Message).ToRecord());
                    }
                }

                WriteObject(AbiProjection.Of(handle));
            });
        }
    }
}
