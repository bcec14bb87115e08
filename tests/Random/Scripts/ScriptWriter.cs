using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.Manifests;
using KlpShell.Histories.Operations;
using KlpShell.Histories.World;
using KlpShell.Manifests;

namespace KlpShell.Histories.Scripts;

/// <summary>Writes a history as a script that plays it in klpsh and pwsh, with its manifests beside it.</summary>
internal static class ScriptWriter
{
    /// <summary>The script's file.</summary>
    public const string FileName = "history.ps1";

    private const string Kernel = "kernel.yaml";

    /// <summary>Writes the script and its manifests.</summary>
    /// <param name="release">The release that it is played on.</param>
    /// <param name="operations">The steps.</param>
    /// <param name="folder">The folder; made where it isn't there.</param>
    /// <param name="notes">Lines for the script's head.</param>
    /// <returns>The script's path.</returns>
    public static string Write(Release release, IReadOnlyList<Operation> operations, string folder, params string[] notes)
    {
        Directory.CreateDirectory(folder);
        ManifestDocument kernel = new(ManifestKind.Kernel, "history", "", 0) { Kernel = Definition(release, operations), KernelFiles = new KernelFiles(null, null) };
        File.WriteAllText(Path.Combine(folder, Kernel), ManifestWriter.Write(kernel));
        foreach (Load load in operations.OfType<Load>()) File.WriteAllText(Path.Combine(folder, load.File), Manifest(load));
        string script = Path.Combine(folder, FileName);
        File.WriteAllText(script, Text(operations, notes));
        return script;
    }

    /// <summary>The kernel that the script is for: the small one, with the history's faults.</summary>
    public static KernelDefinition Definition(Release release, IReadOnlyList<Operation> operations) => SmallKernel.Definition(release) with { Faults = ScriptFaults.Of(release, operations) };

    /// <summary>The script.</summary>
    public static string Text(IReadOnlyList<Operation> operations, params string[] notes)
    {
        StringBuilder text = new();
        foreach (string note in notes) text.Append("# ").Append(note.ReplaceLineEndings(" ")).Append('\n');
        text.Append($"New-KlpKernel -Path (Join-Path $PSScriptRoot '{Kernel}') -Name history -Overwrite | Out-Null\n");
        foreach (Operation operation in operations) text.Append(operation.Script).Append('\n');
        return text.ToString();
    }

    private static string Manifest(Load load) => ManifestWriter.Write(load.Module.Patches.IsEmpty
        ? new ManifestDocument(ManifestKind.Module, load.Module.Name, "", 0) { Module = load.Module }
        : new ManifestDocument(ManifestKind.Livepatch, load.Module.Name, "", 0) { Livepatch = new LivepatchDefinition(load.Module) });
}
