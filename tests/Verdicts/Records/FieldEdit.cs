using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Verdicts.Records;

/// <summary>A field of an ELF file that is given another value.</summary>
/// <param name="Section">The section whose header has it, by name; <c>#0</c> for the first, <c>-</c> for the file's own header.</param>
/// <param name="Field">The field, without its prefix e_ or sh_.</param>
/// <param name="Value">The value.</param>
public sealed record FieldEdit(string Section, string Field, ulong Value)
{
    private static readonly Dictionary<string, (int Offset, int Width)> s_file = new()
    {
        ["magic"] = (0, 1), ["class"] = (4, 1), ["data"] = (5, 1), ["identversion"] = (6, 1), ["osabi"] = (7, 1), ["type"] = (16, 2), ["machine"] = (18, 2), ["version"] = (20, 4),
        ["shoff"] = (40, 8), ["flags"] = (48, 4), ["ehsize"] = (52, 2), ["phnum"] = (56, 2), ["shentsize"] = (58, 2), ["shnum"] = (60, 2), ["shstrndx"] = (62, 2),
    };

    private static readonly Dictionary<string, (int Offset, int Width)> s_section = new()
    {
        ["name"] = (0, 4), ["type"] = (4, 4), ["flags"] = (8, 8), ["addr"] = (16, 8), ["offset"] = (24, 8), ["size"] = (32, 8), ["link"] = (40, 4), ["info"] = (44, 4), ["align"] = (48, 8),
        ["entsize"] = (56, 8),
    };

    /// <summary>The file with that field changed.</summary>
    public byte[] Apply(ModuleFile file)
    {
        byte[] bytes = file.Whole.ToArray();
        (int offset, int width) = Section == "-" ? s_file[Field] : s_section[Field];
        if (Section != "-") offset += (int)file.Elf.Sections[Section == "#0" ? 0 : file.Elf.Find(Section)].HeaderOffset;
        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(value, Value);
        value[..width].CopyTo(bytes.AsSpan(offset));
        return bytes;
    }
}
