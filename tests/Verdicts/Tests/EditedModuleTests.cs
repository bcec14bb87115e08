using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using KlpShell.Core;
using KlpShell.Core.Elf;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Vetting;
using KlpShell.Verdicts.Playing;
using KlpShell.Verdicts.Records;
using Xunit;

namespace KlpShell.Verdicts.Tests;

/// <summary>A sound module with one field of its ELF headers changed: what two real kernels did with it, and where each error is said to be.</summary>
public sealed class EditedModuleTests
{
    private const string Base = "k054.ko";
    private const int FewestEdits = 70;

    [Theory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void Every_recorded_edit_comes_to_what_the_kernel_did(string release)
    {
        VerdictFolder folder = Open(release);
        List<EditedVerdict> edits = Edits(release);
        ModuleFile sound = folder.Module(Base)!;
        foreach (EditedVerdict edit in edits) folder.Add(edit.File, ModuleFile.Read(edit.Change.Apply(sound), edit.File));
        VerdictPlayer player = new(folder);
        string[] differing = [.. edits.Select(edit => (edit, player.Play(edit))).Where(static played => played.Item2 is not null).Select(static played => $"{played.edit.Change}: {played.Item2}")];
        Assert.Empty(differing);
        Assert.True(edits.Count >= FewestEdits, "the records are there");
        Assert.Contains(edits, static edit => edit.Exit == 0);
        Assert.Contains(edits, static edit => edit.Exit != 0);
    }

    [Theory]
    [InlineData("6.12", "-", "type", 3, 16)]
    [InlineData("6.12", "-", "shoff", 0x7fffffff, 40)]
    [InlineData("6.12", "-", "shentsize", 40, 58)]
    [InlineData("6.12", "-", "shstrndx", 0x7fff, 62)]
    [InlineData("6.12", "#0", "size", 5, 0)]
    [InlineData("6.12", ".text", "offset", 0x7fffffff, 24)]
    [InlineData("6.12", ".text", "flags", 7, 8)]
    [InlineData("6.12", ".text", "name", 0x7fffffff, 0)]
    [InlineData("6.12", ".symtab", "link", 0x7fff, 40)]
    [InlineData("6.12", ".strtab", "type", 1, 4)]
    [InlineData("6.12", ".gnu.linkonce.this_module", "size", 64, 32)]
    [InlineData("6.12", ".gnu.linkonce.this_module", "flags", 2, 8)]
    [InlineData("6.12", ".rela.text", "type", 9, 4)]
    [InlineData("6.12", ".init.text", "flags", 2, 8)]
    [InlineData("6.1", ".comment", "name", 0x7fffffff, 0)]
    [InlineData("6.1", ".gnu.linkonce.this_module", "size", 64, 32)]
    public void A_refusal_points_at_the_field_that_is_wrong(string release, string section, string field, ulong value, int offset)
    {
        VerdictFolder folder = Open(release);
        ModuleFile sound = folder.Module(Base)!;
        ModuleVerdict verdict = ModuleVetter.Vet(Kernel.Boot(folder.Definition), ModuleFile.Read(new FieldEdit(section, field, value).Apply(sound), "edited.ko"));
        Assert.Contains(verdict.Kind, (VerdictKind[])[VerdictKind.Refused, VerdictKind.Unpredictable]);
        long header = section switch { "-" => 0, "#0" => sound.Elf.Sections[0].HeaderOffset, _ => sound.Elf.Sections[sound.Elf.Find(section)].HeaderOffset };
        Assert.Equal(header + offset, verdict.FileRefusal!.Offset);
    }

    [Fact]
    public void What_cannot_be_decoded_has_its_place()
    {
        VerdictFolder folder = Open("6.12");
        ModuleFile sound = folder.Module("k092.ko")!;
        ElfFile elf = sound.Elf;
        int section = elf.Find(".rela.data");

        // The first thing in .data is the patch: a pointer to the module, and one to the objects.
        ElfRelocation objects = elf.Relocation(section, 1);
        HasProblem(sound, objects.Place + 12, ElfProblemKind.PlaceOutside, objects.Place + 12);
        HasProblem(sound, objects.Place, ElfProblemKind.PlaceOutside, objects.Place);
        HasProblem(sound, objects.Place + 16, ElfProblemKind.PointerOutside, (long)(elf.Sections[elf.Find(".data")].Offset + objects.Offset));
        ElfRelocation livepatch = elf.Relocation(elf.Find(".klp.rela.vmlinux..text"), 0);
        HasProblem(sound, livepatch.Place + 12, ElfProblemKind.SymbolOutside, livepatch.Place + 12);
    }

    [Fact]
    public void Modules_that_came_back_stand_at_the_end_of_enabled_functions()
    {
        VerdictFolder folder = Open("6.12");
        Kernel kernel = Kernel.Boot(folder.Definition);
        Load("kct_beta");
        Load("three_objects");
        Load("kct_alpha");
        Assert.Equal(["devinfo_show", "beta_value", "alpha_value"], Enabled());
        Assert.True(kernel.UnloadModule("kct_beta").Succeeded);
        Load("kct_beta");
        Assert.Equal(["devinfo_show", "alpha_value", "beta_value"], Enabled());

        void Load(string name) => Assert.True(kernel.LoadModule(folder.Module(name + ".ko")!).Succeeded);
        string[] Enabled() => [.. kernel.ReadFile("/sys/kernel/tracing/enabled_functions").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')[0])];
    }

    private static void HasProblem(ModuleFile sound, long at, ElfProblemKind kind, long offset)
    {
        Assert.Empty(sound.Decode(Release.Linux612).Problems);
        byte[] bytes = sound.Whole.ToArray();
        BitConverter.GetBytes(0x00ffffff).CopyTo(bytes, at);
        ModuleContents contents = ModuleFile.Read(bytes, "edited.ko").Decode(Release.Linux612);
        Assert.True(contents.Problems.Any(problem => problem.Kind == kind && problem.Offset == offset), $"{kind} at 0x{offset:x} isn't among {string.Join("; ", contents.Problems)}; {string.Join("; ", contents.Patches)}");
    }

    private static VerdictFolder Open(string release) => VerdictFolder.Open(Path.Combine(AppContext.BaseDirectory, "data", release), new KernelSources());

    private static List<EditedVerdict> Edits(string release)
    {
        using GZipStream stream = new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", release, "edits.json.gz")), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<EditedVerdict>>(stream, VerdictFolder.Options)!;
    }
}
