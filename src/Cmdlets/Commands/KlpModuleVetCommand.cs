using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Symbols;
using KlpShell.Core.Vetting;
using KlpShell.Files;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>
/// A cmdlet that vets modules' files: against a kernel of the session, or against a symbol table. Nothing is loaded: the kernel is a clone's.
/// </summary>
public abstract class KlpModuleVetCommand : KlpKernelCommand
{
    private (string Name, Kernel Kernel)? _booted;

    /// <summary>The modules' files: .ko, or .ko.gz. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "FullName")]
    [NameOf("Path")]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>The symbol table of the machine that is meant: a copy of its /proc/kallsyms or a System.map, plain or gzip. Without it, a kernel of the session is taken.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SymbolTable { get; set; }

    /// <summary>With -SymbolTable: the machine's available_filter_functions, plain or gzip. Without it, what can be traced is guessed from the symbols.</summary>
    [Parameter]
    [Alias("TraceableFunctions", "AvailableFilterFunctions")]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? TraceableFunction { get; set; }

    /// <summary>The kernel's Module.symvers, plain or gzip: what it exports, and in which versions. Without it, versions aren't compared.</summary>
    [Parameter]
    [Alias("ModuleSymvers")]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SymbolVersion { get; set; }

    /// <summary>With -SymbolTable: the release of the kernel. That which the module was built for when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Release { get; set; }

    /// <summary>Files of modules that come later: each is loaded on its own once the first is there, and what the patch does to it is part of the verdict.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(HostFileCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] TargetModule { get; set; } = [];

    /// <summary>The module's parameters, by name.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>What is written for one file.</summary>
    private protected abstract void Show(string path, string kernelName, ModuleVerdict verdict);

    /// <inheritdoc/>
    protected override void Run()
    {
        string arguments = ModuleArguments.Of(Parameter);
        foreach (string item in Path)
        {
            Guard(() =>
            {
                foreach (string path in HostPaths(item)) Guard(() => Vet(path, arguments));
            });
        }
    }

    private void Vet(string path, string arguments)
    {
        ModuleFile file = Apart(() => ModuleFileStore.Read(path));
        List<ModuleFile> targets = [.. TargetModule.SelectMany(HostPaths).Select(target => Apart(() => ModuleFileStore.Read(target)))];
        SymbolExportTable? exports = SymbolVersion is null ? null : Exports();
        (string name, Kernel kernel) = SymbolTable is null ? (Target.Name, Look(kernel => Untouched(exports is null ? kernel.Clone() : kernel.Clone(exports)))) : Booted(file, exports);
        Show(path, name, Apart(() => ModuleVetter.Vet(kernel, file, arguments, targets)));
    }

    // What stands in for a function is no part of the machine that is asked about, and mustn't run in a verdict.
    private static Kernel Untouched(Kernel clone)
    {
        clone.ClearStandIns();
        return clone;
    }

    private SymbolExportTable Exports()
    {
        string path = HostPath(SymbolVersion!);
        return Apart(() => ModuleFileStore.ReadExports(path));
    }

    // The kernel that the release's manifest describes, with the machine's own symbols.
    private (string Name, Kernel Kernel) Booted(ModuleFile file, SymbolExportTable? exports)
    {
        if (_booted is { } ready) return ready;
        string wanted = Release ?? file.Modinfo["vermagic"]?.Split(' ')[0] ?? "";
        if (!Core.Release.TryParse(wanted, out Core.Release? release, out string? problem)) throw Failure.Of("ReleaseUnknown", wanted, problem!.TrimEnd('.'));
        string manifest = ManifestStore.OfRelease(release!, Location) ?? throw Failure.Of("ManifestNotFound", wanted, release!.Name, "Kernel", string.Join(", ", ManifestFolders.All(Location)));
        string table = HostPath(SymbolTable!);
        string? traceable = TraceableFunction is null ? null : HostPath(TraceableFunction);
        Kernel kernel = Apart(() => Core.Kernel.Boot(MachineSymbols.Into(ManifestStore.Kernel(manifest), table, traceable) with { Exports = exports }));
        string name = System.IO.Path.GetFileName(table);
        _booted = (name, kernel);
        return (name, kernel);
    }
}
