using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using KlpShell.Core.Hosts;
using Xunit;

namespace KlpShell.Core.Tests.Hosts;

/// <summary>Every snapshot of the recordings is a host: nothing is odd about it that wasn't, and what its patched files said tells who wins.</summary>
public sealed class RecordedHostTests
{
    public static IEnumerable<object[]> All =>
        from release in (string[])["original", "original-kaslr", "4.1", "6.1", "6.12"]
        from name in RecordedHosts.Names(release)
        select new object[] { release, name };

    [Theory]
    [MemberData(nameof(All))]
    public void A_real_kernel_shows_no_difference_and_the_simulated_one_comes_to_the_same_state(string release, string name)
    {
        foreach ((JsonNode snapshot, HostTexts files) in RecordedHosts.Read(release, name))
        {
            HostReport report = HostAnalysis.Judge(HostReader.Read(files), Of(release));
            HostKernel built = HostKernelBuilder.Build(report, name);
            string[] odd = [.. built.Report.Differences.Where(difference => difference.Rule.Severity == HostSeverity.Warning).Select(difference => $"{snapshot["label"]}: {difference.Rule.Id} {difference.Subject}: {difference.Message}")];
            Assert.True(odd.Length == 0, string.Join("\n", odd));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_winner_is_who_spoke(string release, string name)
    {
        (string File, string Object, string Function)[] files = [("/proc/cmdline", "vmlinux", "cmdline_proc_show"), ("/proc/version", "vmlinux", "version_proc_show"), ("/proc/meminfo", "vmlinux", "meminfo_proc_show")];
        foreach ((JsonNode snapshot, HostTexts texts) in RecordedHosts.Read(release, name))
        {
            if (snapshot["reads"] is not { } reads) continue;
            HostReport report = HostAnalysis.Judge(HostReader.Read(texts), Of(release));
            foreach ((string file, string obj, string function) in files)
            {
                if ((string?)reads[file] is not { } said || said.Length == 0) continue;
                string? speaker = said == "this has been live patched" ? "livepatch_sample" : said.Contains(": this has been live", System.StringComparison.Ordinal) ? said.Split(':')[0] : null;
                HostReplacement? replacement = report.Replacements.FirstOrDefault(one => one.Object == obj && one.Function.Name == function);
                string?[] possible = replacement is null ? [null] : report.Transition is null ? [replacement.Winner?.Name] : [replacement.Winner?.Name, replacement.Otherwise?.Name];
                Assert.True(possible.Contains(speaker), $"{snapshot["label"]}: {file} said '{said}', and {string.Join(" or ", possible)} should have spoken");
            }
        }
    }

    private static Release Of(string folder) => folder switch { "6.12" => Release.Linux612, "6.1" => Release.Linux61, "4.1" => Release.Linux41, _ => Release.Original };
}
