using System;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Manifests;
using KlpShell.Core.Symbols;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Reading;

/// <summary>Documents of kind Kernel.</summary>
public sealed class KernelTests : IDisposable
{
    private const string Head = "kind: Kernel\nname: k\nrelease: b700e7f03d\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TakeEverything()
    {
        ManifestDocument document = Text.Good("""
            kind: Kernel
            name: my kernel
            description: for a test
            release: b700e7f03d
            symbols:
              - { name: cmdline_proc_show, address: 0xffffffff81000000, type: t }
              - { name: twice, address: 0xffffffff81000040 }
              - { name: twice, address: 0xffffffff81000080, size: 16 }
              - { name: built_in, address: 0xffffffffa0000000, type: d, module: mod }
            traceable: [cmdline_proc_show, twice, twice]
            kaslr: true
            livepatch_starts: false
            kaslr_offset: 0x200000
            entry_offset: 4
            module_area: 0xffffffffc0000000
            uname_release: 6.12.1
            version: Linux version 6.12.1
            command_line: "root=/dev/sda "
            vermagic: 6.12.1 SMP mod_unload
            cpus: 3
            tasks: [sshd, nginx]
            functions:
              - name: twice
                body: [ { return: 2 } ]
            files:
              /proc/twice: twice
              /proc/both: { show: twice, store: twice }
              /proc/mine: { store: twice, mode: 0o600 }
            """);
        KernelDefinition kernel = document.Kernel!;
        Assert.Equal((ManifestKind.Kernel, "my kernel", 1, "for a test", "b700e7f03d"), (document.Kind, document.Name, document.Line, kernel.Description, kernel.Release.Name));
        Assert.Equal(["cmdline_proc_show t", "twice T", "twice T", "built_in d mod"], Enumerable.Range(0, 4).Select(i => $"{kernel.Symbols[i].Name} {kernel.Symbols[i].Type} {kernel.Symbols[i].Module}".TrimEnd()));
        Assert.Equal(16ul, kernel.Symbols.SizeOf(2));
        Assert.False(kernel.LivepatchStarts);
        Assert.Equal(3, kernel.Traceable!.Count);
        Assert.Equal((true, 0x200000ul, 4u, 0xffffffffc0000000, 3), (kernel.Kaslr, kernel.KaslrOffset, kernel.EntryOffset, kernel.ModuleArea, kernel.Cpus));
        Assert.Equal(("6.12.1", "Linux version 6.12.1", "root=/dev/sda ", "6.12.1 SMP mod_unload"), (kernel.UnameRelease, kernel.Version, kernel.CommandLine, kernel.Vermagic));
        Assert.Equal("sshd,nginx", string.Join(',', kernel.Tasks));
        Assert.Equal(["/proc/twice twice - 444", "/proc/both twice twice 644", "/proc/mine - twice 600"], kernel.Files.Select(file => $"{file.Path} {file.Show ?? "-"} {file.Store ?? "-"} {Convert.ToString(file.Mode, 8)}"));
    }

    [Fact]
    public void WhatIsLeftOutIsAsTheReleaseHasIt()
    {
        KernelDefinition kernel = Text.Good(Head + "symbols: []\n").Kernel!;
        KernelDefinition plain = new("k", kernel.Release);
        Assert.Equal((plain.Version, plain.UnameRelease, plain.CommandLine, plain.ModuleArea, plain.Cpus), (kernel.Version, kernel.UnameRelease, kernel.CommandLine, kernel.ModuleArea, kernel.Cpus));
        Assert.True(kernel.LivepatchStarts);
        Assert.Null(kernel.Traceable);
        Assert.Null(kernel.Vermagic);
    }

    [Fact]
    public void SymbolsComeFromAFileBesideTheManifest()
    {
        _folder.Write("my.map", "ffffffff81000000 T f\nffffffff81000040 T g\n");
        _folder.Write("list", "g\n");
        ManifestDocument document = Read("symbol_table: my.map\ntraceable: list\n").Documents[0];
        Assert.Equal(2, document.Kernel!.Symbols.Count);
        Assert.Equal(1, document.Kernel.Traceable!.Count);
        Assert.Equal(new KernelFiles(_folder.File("my.map"), _folder.File("list")), document.KernelFiles);
    }

    [Fact]
    public void KernelsOfOneFileShareItsTableUntilTheFileChanges()
    {
        string file = _folder.Write("my.map", "ffffffff81000000 T f\n");
        _folder.Write("list", "f\n");
        KernelDefinition[] kernels = [.. Enumerable.Range(0, 10).Select(_ => Read("symbol_table: my.map\ntraceable: list\n").Documents[0].Kernel!)];
        Assert.All(kernels, kernel => Assert.Same(kernels[0].Symbols, kernel.Symbols));
        Assert.All(kernels, kernel => Assert.Same(kernels[0].Traceable, kernel.Traceable));
        File.WriteAllText(file, "ffffffff81000000 T f\nffffffff81000040 T g\n");
        SymbolTable changed = Read("symbol_table: my.map\n").Documents[0].Kernel!.Symbols;
        Assert.Equal(2, changed.Count);
        Assert.Equal(1, kernels[0].Symbols.Count);
    }

    [Theory]
    [InlineData("0000000000000000 T f\n", ":my.map: symbol_table: my.map: every address is zero, as an unprivileged reader of /proc/kallsyms gets them; read it as root or set kernel.kptr_restrict=0 [BadSymbols]")]
    [InlineData("", ":my.map: symbol_table: my.map: the file is empty; lines such as 'ffffffff81000000 T _stext' are expected [BadSymbols]")]
    [InlineData("ffffffff81000000 T f\nno line\n", ":my.map:2:1: symbol_table: found 'no line' where an address of 1 to 16 hexadecimal digits and a blank was expected; the line is left out [BadSymbols]")]
    public void BadSymbolsAreToldWithTheirOwnFile(string symbols, string expected)
    {
        _folder.Write("my.map", symbols);
        ManifestReading reading = Read("symbol_table: my.map\n");
        Assert.Empty(reading.Documents);
        Assert.Equal([expected[1..]], reading.Problems.Select(problem => problem.ToString()[(_folder.Path.Length + 1)..]));
    }

    [Theory]
    [InlineData("symbol_table: none.gz\n", "4:15: symbol_table: there is no file 'none.gz' here; paths are relative to the manifest's own folder [FileNotFound]")]
    [InlineData("symbol_table: 'a\\b'\n", "4:15: symbol_table: there is no file 'a\\b' here; paths are relative to the manifest's own folder [FileNotFound]")]
    [InlineData("symbol_table: \"a\\0b\"\n", "4:15: symbol_table: found 'a\\x00b' where the file of a symbol table, such as a copy of /proc/kallsyms without control characters was expected [BadName]")]
    [InlineData("", "1:1: the key 'symbol_table' is missing: a file such as a copy of /proc/kallsyms, or 'symbols' for a few symbols in the manifest itself [MissingKey]")]
    public void FilesThatAreNotThereAreRefused(string lines, string expected) =>
        Assert.Equal([expected], Read(lines).Problems.Select(problem => problem.ToString()[(_folder.File("k.yaml").Length + 1)..]));

    [Fact]
    public void AFolderIsNoSymbolTable() => Assert.Equal(ManifestProblemId.FileUnreadable, Assert.Single(Read("symbol_table: .\n").Problems).Id);

    [Fact]
    public void TheManifestItselfIsNoSymbolTable() => Assert.All(Read("symbol_table: k.yaml\n").Problems, problem => Assert.Equal(ManifestProblemId.BadSymbols, problem.Id));

    private ManifestReading Read(string rest) => ManifestReader.Read(_folder.Write("k.yaml", Head + rest));
}
