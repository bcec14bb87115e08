using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core.Abi;
using KlpShell.Documents;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Reads entries of the ABI: the kernel's own files (Documentation/ABI, one level of it, one file), as they are or at a revision, manifests,
/// or JSON. One object for each path, which the other cmdlets take as -Abi. What one call read is also what this session goes by from then on:
/// what the other cmdlets take without -Abi, and what live patches are held against.
/// </summary>
[Cmdlet(VerbsData.Import, "KlpAbi", SupportsShouldProcess = true)]
[OutputType(typeof(AbiSetInfo))]
public sealed class ImportKlpAbiCommand : KlpCommand
{
    private readonly List<AbiHandle> _read = [];

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
                string? revision = Revision;
                AbiHandle handle = Apart(() => revision is null ? AbiStore.Read(host) : AbiStore.Revision(host, revision));
                foreach (AbiDocument document in handle.Set.Documents)
                {
                    foreach (AbiFinding problem in document.Problems)
                    {
                        if (problem.Rule == Core.Abi.Rules.AbiRules.Unreadable.Id) WriteError(Failure.Of("AbiUnreadable", problem.File, problem.File, problem.Message).ToRecord());
                    }
                }

                _read.Add(handle);
                if (ShouldProcess(Internal.Text.Visible(path), "Hold live patches against these entries")) KlpSession.Current.ImportedAbi = _read.Count == 1 ? handle : new AbiHandle(AbiSet.FromEntries(_read.SelectMany(one => one.Set.Entries)), _read[0].Path);
                WriteObject(AbiProjection.Of(handle));
            });
        }
    }
}
