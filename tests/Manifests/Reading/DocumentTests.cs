using System.IO;
using System.Linq;
using KlpShell.Core.Abi;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Reading;

/// <summary>Files of several documents, and what is told of problems.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void AFileHoldsDocumentsOfAnyKind()
    {
        ManifestReading reading = Text.Read("---\nkind: Module\nname: m\n---\nkind: Livepatch\nname: p\nobjects: []\n---\nkind: Abi\nentries: []\n---\n");
        Assert.True(reading.Succeeded);
        Assert.Equal(["Module m 2", "Livepatch p 5", "Abi test 9"], reading.Documents.Select(document => $"{document.Kind} {document.Name} {document.Line}"));
        Assert.Equal(["m", "p", null], reading.Documents.Select(document => document.LoadableFor(Core.Release.Original)?.Name));
    }

    [Fact]
    public void AGoodDocumentComesBesideABadOne()
    {
        ManifestReading reading = Text.Read("kind: Module\nname: m\n---\nkind: Module\n---\nkind: Module\nname: n\n---\n{\n");
        Assert.Equal(["m", "n"], reading.Documents.Select(document => document.Name));
        Assert.Equal([ManifestProblemId.MissingKey, ManifestProblemId.Syntax], reading.Problems.Select(problem => problem.Id));
        Assert.False(reading.Succeeded);
    }

    [Fact]
    public void AProblemHasAllItsParts()
    {
        ManifestProblem problem = Text.Problem("kind: Kernel\nname: k\nrelease: b700e7f03d\nsymbols: []\ncpus: 99999\n");
        Assert.Equal((Text.Source, 5, 7, "cpus", ManifestProblemId.OutOfRange, "'99999'", "a number of CPUs from 1 to 8192", "cpus: 99999"), (problem.File, problem.Line, problem.Column, problem.Path, problem.Id, problem.Found, problem.Expected, problem.LineText));
        Assert.Equal("/here/test.yaml:5:7: cpus: found '99999' where a number of CPUs from 1 to 8192 was expected [OutOfRange]\n5 | cpus: 99999\n  |       ^", problem.Render());
    }

    [Fact]
    public void LongLinesAreShownAroundTheirPlace()
    {
        ManifestProblem problem = Text.Problem("kind: Module\nname: m\ndepends: [" + string.Concat(Enumerable.Repeat("aaaa, ", 50)) + "[], " + string.Concat(Enumerable.Repeat("bbbb, ", 50)) + "]\n");
        Assert.Equal(311, problem.Column);
        Assert.Equal("[]", problem.LineText.Substring(problem.Caret - 1, 2));
        Assert.InRange(problem.LineText.Length, 100, 125);
    }

    [Fact]
    public void NothingThatATerminalActsOnIsShown()
    {
        string yaml = "kind: Module\nname: \"a\\e[31m\\u202e\\0\\x9b\"\nÀ\u202E: 1\n" + "\"\\a\": 2\n";
        foreach (ManifestProblem problem in Text.Read(yaml).Problems)
        {
            string shown = problem.Render() + problem.Found + problem.Expected + problem.Path;
            Assert.DoesNotContain(shown, c => (char.IsControl(c) && c != '\n') || c == '\u202E');
        }

        Assert.Equal("2:7: name: found 'a\\x1b[31m\\u202e\\x00\\x9b' where a module's name of 1 to 55 letters, digits and underscores was expected [BadName]", Text.Lines(yaml)[0]);
    }

    [Fact]
    public void AbiEntriesTakeOneNameOrSeveral()
    {
        AbiEntry entry = Assert.Single(Text.Good("kind: Abi\nname: mine\nentries:\n  - what: [/sys/a, /sys/b]\n    level: stable\n    contact: [x@y, z@y]\n    users: tool\n    description: |\n      One.\n\n      Two.\n").AbiEntries);
        Assert.Equal(("/sys/a,/sys/b", AbiLevel.Stable, "x@y,z@y", "tool", "One.\n\nTwo.\n", "", 4), (string.Join(',', entry.What), entry.Level, string.Join(',', entry.Contact), string.Join(',', entry.Users), entry.Description, entry.Date, entry.Line));
    }

    [Fact]
    public void ARelativePathIsTakenFromTheCurrentFolder()
    {
        string path = Path.GetRelativePath(System.Environment.CurrentDirectory, Path.Combine(Support.Shipped.Folder, "modules", "tgt-mod.yaml"));
        Assert.Equal(Path.Combine(Support.Shipped.Folder, "modules", "tgt-mod.yaml"), Assert.Single(ManifestReader.Read(path).Documents).Source);
    }
}
