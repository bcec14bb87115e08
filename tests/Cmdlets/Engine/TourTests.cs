using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>docs/tour.md holds what each tour printed in a real pwsh: klpsh must print the same.</summary>
public sealed partial class TourTests
{
    [Theory]
    [InlineData("tour")]
    [InlineData("tour-stacking")]
    [InlineData("tour-original")]
    public void Klpsh_prints_what_pwsh_printed(string name)
    {
        string page = File.ReadAllText(Path.Combine(Places.Root, "docs", "tour.md"));
        Match recorded = Block().Match(page[page.IndexOf($"`manifests/{name}.ps1`", System.StringComparison.Ordinal)..]);
        Assert.Equal(recorded.Groups["text"].Value.Trim(), Run(name).Trim());
    }

    private static string Run(string name)
    {
        ProcessStartInfo start = new("dotnet", [Places.Klpsh, "-NonInteractive", "-File", Path.Combine(Places.Root, "manifests", name + ".ps1")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Places.Root,
            Environment = { ["NO_COLOR"] = "1" },
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", errors.GetAwaiter().GetResult());
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    [GeneratedRegex("```text\n(?<text>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
