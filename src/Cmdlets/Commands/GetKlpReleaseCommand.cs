using System;
using System.Linq;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core;

namespace KlpShell.Commands;

/// <summary>Lists the releases: the livepatch cores that there is evidence for, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "KlpRelease")]
[OutputType(typeof(ReleaseInfo))]
public sealed class GetKlpReleaseCommand : KlpCommand
{
    /// <summary>Their names. Wildcards are allowed. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Run()
    {
        foreach (string name in Name)
        {
            if (WildcardPattern.ContainsWildcardCharacters(name))
            {
                NamePattern pattern = new(name);
                foreach (Release release in Release.All)
                {
                    if (pattern.IsMatch(release.Name)) Write(release);
                }

                continue;
            }

            if (Release.TryParse(name, out Release? one, out string? problem)) Write(one!);
            else WriteError(Failure.Of("ReleaseUnknown", name, problem!.TrimEnd('.')).ToRecord());
        }
    }

    private void Write(Release release) => WriteObject(new ReleaseInfo
    {
        Name = release.Name,
        Era = release.Era,
        BaseVersion = release.BaseVersion,
        Features = Array.AsReadOnly(release.Features.Select(static feature => feature.Name).ToArray()),
    });
}
