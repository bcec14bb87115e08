using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using KlpShell.Core;
using KlpShell.Core.ModuleFiles;

namespace KlpShell.Bench;

/// <summary>
/// A livepatch module's file of about 10 MB that patches as many real functions as are wanted. Each new function calls the ftrace hook, and by a
/// livepatch relocation another function of vmlinux.
/// </summary>
internal static class LargeModule
{
    private const int BodySize = 580;
    private const uint Bits = 1, Rela = 4, Absolute64 = 1, Plt32 = 4, Signed32 = 11;
    private const ulong Write = 1, Allocate = 2, Execute = 4, Info = 0x40, Livepatch = 0x00100000;
    private const ushort LivepatchSymbol = 0xff20;

    /// <summary>The file's bytes.</summary>
    /// <param name="kernel">The kernel whose functions it patches.</param>
    /// <param name="functions">How many.</param>
    /// <param name="rules">The layout of the structures.</param>
    public static byte[] Of(Kernel kernel, int functions, ModuleFileRules rules)
    {
        List<string> names = Names(kernel, functions);
        ElfWriter file = new();
        MemoryStream relaText = new(), relaLate = new(), relaLocations = new(), relaData = new(), strings = new();
        const ushort Text = 1, InitText = 2, Data = 3, Strings = 4, Locations = 5, ThisModule = 6;
        byte[] text = new byte[names.Count * BodySize];
        byte[] locations = new byte[names.Count * 8];
        int objects = (names.Count + 1) * rules.FuncSize;
        int patch = objects + 2 * rules.ObjectSize;
        byte[] data = new byte[patch + 256];
        uint textStart = file.Symbol("", Text, 0, 3);
        uint dataStart = file.Symbol("", Data, 0, 3);
        uint stringsStart = file.Symbol("", Strings, 0, 3);
        uint module = file.Symbol("__this_module", ThisModule, 0, 0x11, (ulong)rules.ModuleSize);
        uint hook = file.Symbol("__fentry__", 0, 0);
        uint enable = file.Symbol("klp_enable_patch", 0, 0);
        uint init = file.Symbol("init_module", InitText, 0, 0x12, 13);
        for (int i = 0; i < names.Count; i++)
        {
            Span<byte> body = text.AsSpan(i * BodySize, BodySize);
            ulong at = (ulong)(i * BodySize);
            body.Fill(0x90);
            body[..10].Clear();
            (body[0], body[5], body[^1]) = (0xe8, 0xe8, 0xc3);
            uint replacement = file.Symbol("livepatch_" + names[i], Text, at, 0x12, BodySize);
            uint called = file.Symbol($".klp.sym.vmlinux.{names[(i + 1) % names.Count]},0", LivepatchSymbol, 0, 0x12);
            ElfWriter.Relocate(relaText, at + 1, Plt32, hook, -4);
            ElfWriter.Relocate(relaLate, at + 6, Plt32, called, -4);
            ElfWriter.Relocate(relaLocations, (ulong)(i * 8), Absolute64, textStart, (long)at);
            ElfWriter.Relocate(relaData, (ulong)(i * rules.FuncSize), Absolute64, stringsStart, strings.Length);
            ElfWriter.Relocate(relaData, (ulong)(i * rules.FuncSize + 8), Absolute64, replacement);
            strings.Write(Encoding.UTF8.GetBytes(names[i] + '\0'));
        }

        ElfWriter.Relocate(relaData, (ulong)objects + 8, Absolute64, dataStart);
        ElfWriter.Relocate(relaData, (ulong)patch, Absolute64, module);
        ElfWriter.Relocate(relaData, (ulong)patch + 8, Absolute64, dataStart, objects);
        MemoryStream relaInit = new(), relaModule = new();
        ElfWriter.Relocate(relaInit, 3, Signed32, dataStart, patch);
        ElfWriter.Relocate(relaInit, 8, Plt32, enable, -4);
        ElfWriter.Relocate(relaModule, (ulong)rules.InitOffset, Absolute64, init);
        byte[] own = new byte[rules.ModuleSize];
        "large"u8.CopyTo(own.AsSpan(rules.NameOffset));
        string modinfo = $"livepatch=Y\0license=GPL\0name=large\0intree=Y\0vermagic={kernel.Definition.Vermagic} \0";

        file.Add(".text", Bits, Allocate | Execute, text);
        file.Add(".init.text", Bits, Allocate | Execute, [0x48, 0xc7, 0xc7, 0, 0, 0, 0, 0xe8, 0, 0, 0, 0, 0xc3]);
        file.Add(".data", Bits, Allocate | Write, data);
        file.Add(".rodata.str1.1", Bits, Allocate, strings.ToArray());
        file.Add("__mcount_loc", Bits, Allocate, locations);
        file.Add(".gnu.linkonce.this_module", Bits, Allocate | Write, own, 0, 64);
        file.Add(".modinfo", Bits, Allocate, Encoding.UTF8.GetBytes(modinfo), 0, 1);
        file.Add("__versions", Bits, Allocate, Versions(kernel));
        file.Add(".rela.text", Rela, Info, relaText.ToArray(), Text, 8);
        file.Add(".rela.init.text", Rela, Info, relaInit.ToArray(), InitText, 8);
        file.Add(".rela.data", Rela, Info, relaData.ToArray(), Data, 8);
        file.Add(".rela__mcount_loc", Rela, Info, relaLocations.ToArray(), Locations, 8);
        file.Add(".rela.gnu.linkonce.this_module", Rela, Info, relaModule.ToArray(), ThisModule, 8);
        file.Add(".klp.rela.vmlinux..text", Rela, Allocate | Livepatch, relaLate.ToArray(), Text, 8);
        return file.Write();
    }

    private static List<string> Names(Kernel kernel, int functions)
    {
        List<string> names = [];
        foreach (int index in kernel.Symbols.Traceable.Functions)
        {
            string name = kernel.Symbols.Table[index].Name;
            if (name.Contains('.', StringComparison.Ordinal) || kernel.Symbols.Table.CountOf(name, null) != 1) continue;
            names.Add(name);
            if (names.Count == functions) break;
        }

        return names;
    }

    private static byte[] Versions(Kernel kernel)
    {
        string[] symbols = ["module_layout", "__fentry__", "klp_enable_patch"];
        byte[] versions = new byte[symbols.Length * 64];
        for (int i = 0; i < symbols.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(versions.AsSpan(i * 64), kernel.Definition.Exports?.Find(symbols[i])?.Crc ?? 0);
            Encoding.UTF8.GetBytes(symbols[i]).CopyTo(versions, i * 64 + 8);
        }

        return versions;
    }
}
