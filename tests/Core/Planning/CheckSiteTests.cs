using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Planning;

/// <summary>No check of the livepatch cores, the loader and ftrace refuses without being noted: a plan would say that it passed.</summary>
public sealed partial class CheckSiteTests
{
    // No checks: a failed allocation, a call that isn't there, what a callback or an init answered.
    private static readonly string[] s_answers = ["OutOfMemory", "NotInThisRelease", "CallbackFailed", "ModuleInitFailed", "ModuleDirectoryFailed", "FtraceFilterFailed", "None"];

    public static IEnumerable<object[]> Files => new[] { "Livepatch", "Modules" }
        .SelectMany(static room => Directory.EnumerateFiles(Path.Combine(Sources.Core, room), "*.cs", SearchOption.AllDirectories))
        .Append(Path.Combine(Sources.Core, "Sysfs", "Kobjects.cs")).Append(Path.Combine(Sources.Core, "Sysfs", "LaterKobjects.cs"))
        .Where(static file => Refused().IsMatch(File.ReadAllText(file))).Select(static file => new object[] { Path.GetRelativePath(Sources.Core, file) });

    [Theory]
    [MemberData(nameof(Files))]
    public void What_refuses_is_noted(string file)
    {
        string text = File.ReadAllText(Path.Combine(Sources.Core, file));
        string[] noted = [.. Noted().Matches(text).SelectMany(static match => match.Groups["id"].Captures).Select(static id => id.Value)];
        Assert.Empty(Refused().Matches(text).Select(static match => match.Groups["id"].Value).Except(s_answers).Except(noted));
    }

    [GeneratedRegex(@"Refused\([^;]*?Refusal\.(?<id>\w+)")]
    private static partial Regex Refused();

    [GeneratedRegex(@"Refuses\([^;]*?Refusal\.(?<id>\w+)")]
    private static partial Regex Noted();
}
