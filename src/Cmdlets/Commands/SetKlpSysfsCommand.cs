using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Sysfs;
using KlpShell.Projection;

namespace KlpShell.Commands;

/// <summary>Writes to files of the kernel under /sys, /proc and /dev, as echo does: what the file's owner refuses is an error with its errno.</summary>
[Cmdlet(VerbsCommon.Set, "KlpSysfs", SupportsShouldProcess = true)]
[OutputType(typeof(SysfsInfo))]
public sealed class SetKlpSysfsCommand : KlpChangeCommand
{
    /// <summary>The paths. Wildcards are allowed in each part. What isn't a whole path is taken from /sys/kernel/livepatch.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NameOf("Path")]
    [ArgumentCompleter(typeof(SysfsCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = null!;

    /// <summary>What is written; a newline is added, as echo does.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(SysfsValueCompleter))]
    [AllowEmptyString]
    public string Value { get; set; } = null!;

    /// <summary>Adds no newline.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>The user who writes, by number; 0 is root.</summary>
    [Parameter]
    public int UserId { get; set; }

    /// <summary>Writes the files, with what they say now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (string path in Path)
        {
            foreach (string file in Files(SysfsProjection.Whole(path))) Guard(() => Write(file));
        }
    }

    private List<string> Files(string path) => !WildcardPattern.ContainsWildcardCharacters(path) ? [path] : Seen(kernel =>
    {
        List<string> files = [];
        foreach (FileNode node in SysfsProjection.Match(kernel, path))
        {
            if (!node.IsDirectory) files.Add(node.Path);
        }

        return files;
    });

    private void Write(string file)
    {
        string kernelName = Target.Name;
        Change(
            $"file '{file}'",
            $"Write '{Value}' to",
            kernel => kernel.WriteFile(file, NoNewline ? Value : Value + "\n", UserId),
            PassThru ? kernel => SysfsProjection.FindOne(kernelName, kernel, file, UserId) : null);
    }
}
