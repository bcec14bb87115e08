using System;
using System.IO;
using System.Linq;
using System.Text;
using KlpShell.Core.Manifests;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Refusals;

/// <summary>Files that are no manifests, or aren't there.</summary>
public sealed class FileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AMissingFile() => Check(_folder.File("none.yaml"), ManifestProblemId.FileNotFound, "there is no such file");

    [Fact]
    public void AFolder() => Check(_folder.Path, ManifestProblemId.FileUnreadable, "this is a folder where a file was expected");

    [Fact]
    public void NoPath()
    {
        Assert.Equal("this is no path of a file", ManifestReader.Read("").Problems[0].Message);
        Assert.Equal("a\\x00b: this is no path of a file [FileNotFound]", ManifestReader.Read("a\0b").Problems[0].ToString());
    }

    [Fact]
    public void TwoGigabytesAreNotRead()
    {
        string file = _folder.File("huge.yaml");
        using (FileStream stream = File.Create(file)) stream.SetLength(2L << 30);
        Check(file, ManifestProblemId.FileTooLong, "found 2,147,483,648 bytes where at most 8,388,608 bytes were expected; the file was not read");
    }

    [SkippableUnixFact]
    public void ADeviceWithoutAnEndIsNotReadToItsEnd() => Check("/dev/zero", ManifestProblemId.FileTooLong, "found more where at most 8,388,608 bytes were expected; the file was not read");

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    [InlineData("# nothing\n")]
    [InlineData("---\n...\n---\n")]
    public void Nothing(string text) => Check(_folder.Write("empty.yaml", Encoding.UTF8.GetBytes(text)), ManifestProblemId.Empty, "there is no document in this file; one that begins with 'kind: Livepatch', or another kind, was expected");

    [Theory]
    [InlineData("6b696e643a204d6f64756c650a6e616d653a2061ff0a", "2:8: found the byte '\\xff' where UTF-8 text was expected; save the file as UTF-8")]
    [InlineData("7f454c4602010100ff", ":1:9: found the byte '\\xff' where UTF-8 text was expected; this seems to be binary data")]
    [InlineData("6b6900", ":1:3: found the character '\\x00' where text was expected; this seems to be binary data")]
    [InlineData("6b0a691b5b33316d", ":2:2: found the character '\\x1b' where text was expected; in double quotes it can be written as an escape")]
    [InlineData("6bc285", ":1:2: found the character '\\x85' where text was expected; in double quotes it can be written as an escape")]
    [InlineData("6be280a8", ":1:2: found the character '\\u2028' where text was expected; in double quotes it can be written as an escape")]
    [InlineData("fffe6b006900", ": found UTF-16 text where UTF-8 was expected; save the file as UTF-8")]
    [InlineData("1f8b0800", ": found gzip data where a manifest was expected; symbol tables may be gzip, manifests not")]
    [InlineData("eda080", ":1:1: found the byte '\\xed' where UTF-8 text was expected; save the file as UTF-8")]
    public void NoText(string bytes, string expected)
    {
        ManifestProblem problem = Assert.Single(ManifestReader.Read(_folder.Write("junk.yaml", Convert.FromHexString(bytes))).Problems);
        Assert.Equal(ManifestProblemId.NotText, problem.Id);
        Assert.EndsWith(expected + " [NotText]", problem.ToString());
        Assert.DoesNotContain(problem.Render(), c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void RandomBytesNeverThrow()
    {
        Random random = new(7);
        for (int i = 0; i < 500; i++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            Assert.NotEmpty(ManifestReader.Read(_folder.Write("random.yaml", bytes)).Problems);
        }
    }

    [Fact]
    public void DamagedManifestsNeverThrow()
    {
        Random random = new(11);
        string[] texts = [.. Support.Shipped.Files.Select(File.ReadAllText)];
        const string Junk = "{}[]:-,&*!|>'\"%@`#?~ \n\tx0";
        for (int i = 0; i < 3000; i++)
        {
            StringBuilder text = new(texts[random.Next(texts.Length)]);
            for (int j = random.Next(1, 5); j > 0; j--)
            {
                int at = random.Next(text.Length);
                if (random.Next(2) == 0) text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                else text.Insert(at, Junk[random.Next(Junk.Length)]);
            }

            ManifestReading reading = Text.Read(text.ToString());
            Assert.Equal(reading.Problems.Count, reading.ProblemCount);
        }
    }

    [Fact]
    public void ByteOrderMarksAndOtherLineEndsAreFine()
    {
        Assert.True(ManifestReader.Read(_folder.Write("bom.yaml", Encoding.UTF8.GetBytes("\uFEFFkind: Module\r\nname: m\r\n"))).Succeeded);
        Assert.Equal([":3:1: x: 'x' is no key here; the keys here are kind, name, description, license, vermagic, in_tree, signed, depends, parameters, variables, functions, kprobes, init, exit, files [UnknownKey]"], Text.Lines("kind: Module\r\nname: m\rx: 1\r\n").Select(line => ":" + line));
    }

    private static void Check(string file, ManifestProblemId id, string message)
    {
        ManifestReading reading = ManifestReader.Read(file);
        Assert.Empty(reading.Documents);
        ManifestProblem problem = Assert.Single(reading.Problems);
        Assert.Equal((id, message, file, 0), (problem.Id, problem.Message, problem.File, problem.Line));
        Assert.Equal($"{file}: {message} [{id}]", problem.Render());
    }
}
