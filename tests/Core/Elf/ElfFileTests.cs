using System;
using System.Buffers.Binary;
using System.Linq;
using KlpShell.Core.Elf;
using KlpShell.Core.Tests.ModuleFiles;
using Xunit;

namespace KlpShell.Core.Tests.Elf;

/// <summary>Each thing that can't be read is a problem with its number and the byte that says so.</summary>
public sealed class ElfFileTests
{
    private const int SectionTable = 40;
    private const int SectionHeaderSize = 58;
    private const int SectionCount = 60;
    private const int NamesIndex = 62;

    private readonly byte[] _sound = new SmallElf().Function("one", [0xc3]).Function("two", [0xe8, 0, 0, 0, 0], calls: "outside").Build();

    [Fact]
    public void A_sound_file_has_none()
    {
        ElfFile file = ElfFile.Read(_sound);
        Assert.Empty(file.Problems);
        Assert.Equal(["", ".text", ".rela.text", ".symtab", ".strtab", ".modinfo", ".shstrtab"], Enumerable.Range(0, file.Sections.Count).Select(file.NameOf));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void A_header_that_is_cut(int length) => Has(_sound[..length], "ELF001", length, $"the file ends after {length} bytes");

    [Fact]
    public void Another_magic() => Has(Changed(0, 0), "ELF002", 0, "7f 45 4c 46");

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(0x7fffffffffffffffUL)]
    [InlineData(0x10000UL)]
    public void Section_headers_outside(ulong place)
    {
        byte[] bytes = (byte[])_sound.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(SectionTable), place);
        Has(bytes, "ELF003", SectionTable, $"7 section headers from 0x{place:x} on don't fit");
    }

    [Fact]
    public void More_section_headers_than_fit() => Has(Changed(SectionCount, 0xff, 0xff), "ELF003", SectionTable, "65535 section headers");

    [Fact]
    public void Section_headers_of_another_size() => Has(Changed(SectionHeaderSize, 40, 0), "ELF004", SectionHeaderSize, "section headers of 40 bytes");

    [Fact]
    public void Names_in_a_section_that_is_not_there() => Has(Changed(NamesIndex, 7, 0), "ELF005", NamesIndex, "section 7 of 7");

    [Fact]
    public void A_section_outside()
    {
        int header = Header(1);
        Has(Changed(header + 32, 0xff, 0xff, 0xff, 0xff), "ELF006", header + 24, "section 1 has 0xffffffff bytes");
        Has(Changed(header + 24, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), "ELF006", header + 24, "from 0xffffffffffffffff on");
    }

    [Fact]
    public void A_name_outside() => Has(Changed(Header(1), 0xff, 0xff), "ELF007", Header(1), "the name of section 1 begins at 65535");

    [Fact]
    public void Sections_that_lie_on_each_other_are_read_as_they_are()
    {
        byte[] bytes = (byte[])_sound.Clone();
        for (int i = 1; i < 6; i++) bytes.AsSpan(Header(6) + 24, 16).CopyTo(bytes.AsSpan(Header(i) + 24));
        ElfFile file = ElfFile.Read(bytes);
        Assert.Empty(file.Problems);
        Assert.True(file.Content(1).SequenceEqual(file.Content(6)));
    }

    [Fact]
    public void Only_the_first_hundred_are_kept()
    {
        byte[] bytes = new byte[64 + 1000 * 64];
        _sound.AsSpan(0, 64).CopyTo(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(SectionTable), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(SectionCount), 1000);
        for (int i = 0; i < 1000; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(64 + i * 64 + 4), 1);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(64 + i * 64 + 32), ulong.MaxValue);
        }

        Assert.Equal(100, ElfFile.Read(bytes).Problems.Count);
    }

    private static void Has(byte[] bytes, string id, long offset, string text)
    {
        ElfProblem problem = ElfFile.Read(bytes).Problems[0];
        Assert.Equal((id, offset), (problem.Id, problem.Offset));
        Assert.Contains(text, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{id} at offset 0x{offset:x}: ", problem.ToString(), StringComparison.Ordinal);
    }

    private int Header(int section) => (int)BinaryPrimitives.ReadUInt64LittleEndian(_sound.AsSpan(SectionTable)) + section * 64;

    private byte[] Changed(int at, params byte[] value)
    {
        byte[] bytes = (byte[])_sound.Clone();
        value.CopyTo(bytes, at);
        return bytes;
    }
}
