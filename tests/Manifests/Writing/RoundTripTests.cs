using System.IO;
using System.Linq;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Writing;

/// <summary>What is written reads as the same definition again.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Names => Support.Shipped.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ShippedManifestsComeBack(string name)
    {
        ManifestDocument document = Support.Shipped.Read(name);
        string folder = Path.GetDirectoryName(document.Source)!;
        string text = ManifestWriter.Write(document, folder);
        ManifestReading again = ManifestReader.ReadText(text, document.Source);
        Assert.Empty(again.Problems.Select(problem => problem.Render()));
        DeepComparer.Equal(document, again.Documents[0]);
        Assert.Equal(text, ManifestWriter.Write(again.Documents[0], folder));
    }

    [Fact]
    public void PathsAreRelativeToAFolderOrWhole()
    {
        ManifestDocument document = Support.Shipped.Read("kernels/debian-6.12.yaml");
        Assert.Contains("\nsymbol_table: kernels/symbols/debian-6.12.117.kallsyms.gz\n", ManifestWriter.Write(document, Support.Shipped.Folder));
        Assert.Contains($"\nsymbol_table: {Support.Shipped.Folder}/kernels/symbols/debian", ManifestWriter.Write(document));
    }

    [Fact]
    public void TheSampleIsWrittenAsAPersonWould() => Assert.Equal(
        """
        kind: Livepatch
        name: livepatch_sample
        description: Makes /proc/cmdline say that it has been live patched.
        objects:
          - name: vmlinux
            functions:
              - old_name: cmdline_proc_show
                body:
                  - seq_printf: "this has been live patched\n"

        """,
        ManifestWriter.Write(Support.Shipped.Read("livepatches/livepatch-sample.yaml")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomDefinitionsComeBack(int seed)
    {
        RandomDefinitions random = new(seed);
        for (int i = 0; i < 250; i++)
        {
            ManifestDocument[] documents = [random.Module(), random.Livepatch(), random.Abi(), random.Kernel()];
            string text = ManifestWriter.Write(documents);
            ManifestReading again = ManifestReader.ReadText(text, Text.Source);
            Assert.True(again.Succeeded, string.Join('\n', again.Problems.Select(problem => problem.Render())) + "\n" + text);
            DeepComparer.Equal(documents, again.Documents.ToArray());
        }
    }

    [Fact]
    public void JumpsThatHaveNoShapeGetLabels()
    {
        Body body = Body.Of(new JumpStep(2), new ReturnStep(1), new BranchStep(Operand.Argument, 1), new SeqPrintfStep("x"), new JumpStep(5));
        ManifestDocument document = new(ManifestKind.Module, "m", Text.Source, 1) { Module = new ModuleDefinition("m") { Functions = [new FunctionDefinition("f", body)] } };
        string text = ManifestWriter.Write(document);
        Assert.Contains("- goto: step2\n      - label: step1\n      - return: 1\n      - label: step2\n      - unless: ${argument}\n        goto: step1\n", text);
        DeepComparer.Equal(document, Text.Good(text));
    }

    [Fact]
    public void CodeOfTheHostCannotBeWritten()
    {
        ModuleDefinition module = new("m") { Init = Body.FromHost(static (_, _, _) => 0) };
        Assert.Throws<System.NotSupportedException>(() => ManifestWriter.Write(new ManifestDocument(ManifestKind.Module, "m", "", 1) { Module = module }));
    }
}
