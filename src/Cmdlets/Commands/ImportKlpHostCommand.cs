using System.Management.Automation;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.Hosts;
using KlpShell.Hosts;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// Reads a captured host, or the machine that this runs on: says which patches are enabled, who wins each function, who is stuck where and
/// since when, and what isn't as it is expected; makes a simulated kernel in that state, and makes it the current one. What the host's own
/// code does isn't known: a call says that machine code would run there.
/// </summary>
[Cmdlet(VerbsData.Import, "KlpHost", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(HostInfo))]
public sealed class ImportKlpHostCommand : KlpCommand
{
    /// <summary>A bundle that docs/klp-bundle.sh made, or one like it: a folder, or a tar file, plain or gzip.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The root of a running machine: / for the one that this runs on, whose log is read with dmesg.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Root")]
    [ArgumentCompleter(typeof(AbiSourceCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>The name that the kernel goes by in this session. host and the release when left out, with a number where that is taken.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KernelCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Takes the place of a kernel of the same name.</summary>
    [Parameter]
    public SwitchParameter Overwrite { get; set; }

    /// <summary>Only says what is so, and makes no kernel. That works for every release, also where there is no core for it, and with no symbols or live patches.</summary>
    [Parameter]
    public SwitchParameter ReportOnly { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        if (Root is not null)
        {
            string root = HostPath(Root);
            Import(root, HostSource.Machine(root));
            return;
        }

        foreach (string path in Path!)
        {
            if (IsStopping) return;
            Guard(() =>
            {
                foreach (string bundle in HostPaths(path)) Import(bundle, HostSource.Bundle(bundle));
            });
        }
    }

    private void Import(string path, HostCapture capture)
    {
        Release? release = null;
        string? problem = null;
        if (capture.UnameRelease is not null) Release.TryParse(capture.UnameRelease, out release, out problem);
        if (!ReportOnly) Require(path, capture, release, problem);
        HostReport report = HostAnalysis.Judge(capture, release);
        if (ReportOnly)
        {
            WriteObject(HostProjection.Of(path, report, null));
            return;
        }

        KlpSession session = KlpSession.Current;
        if (Name is not null && session.Find(Name) is not null && !Overwrite) throw Failure.Of("KernelExists", Name, Name);
        string name = Name ?? session.FreeName($"host-{release!.Name}");
        if (!ShouldProcess(Internal.Text.Visible(name), Internal.Text.Visible($"Boot a kernel in the state that '{path}' shows")))
        {
            WriteObject(HostProjection.Of(path, report, null));
            return;
        }

        HostKernel built = HostKernelBuilder.Build(report, name);
        session.Add(name, built.Kernel, path);
        WriteObject(HostProjection.Of(path, built.Report, name));
    }

    // The first that is in the way of a kernel.
    private static void Require(string path, HostCapture capture, Release? release, string? problem)
    {
        if (capture.Patches.IsDefault)
        {
            bool has = capture.Symbols?.CountOf("klp_enable_patch", null) > 0;
            throw Failure.Of("HostWithoutLivepatch", path, path, has ? "its kernel has livepatch (klp_enable_patch is in kallsyms), so that sysfs was not mounted, or not captured" : "its kernel was built without CONFIG_LIVEPATCH, or sysfs was not captured");
        }

        if (capture.UnameRelease is null) throw Failure.Of("HostReleaseMissing", path, path);
        if (release is null) throw Failure.Of("HostReleaseUnsupported", path, path, problem!.TrimEnd('.'));
        if (capture.Symbols is null) throw Failure.Of("HostSymbolsUnusable", path, path, capture.SymbolProblem!.TrimEnd('.'));
    }
}
