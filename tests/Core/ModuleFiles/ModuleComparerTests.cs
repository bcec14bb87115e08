using System;
using System.Linq;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.ModuleFiles.Comparing;
using Xunit;

namespace KlpShell.Core.Tests.ModuleFiles;

/// <summary>Two builds of a module: what changed is told, and where things lie isn't.</summary>
public sealed class ModuleComparerTests
{
    private static readonly byte[] s_call = [0x90, 0xe8, 0, 0, 0, 0];

    [Fact]
    public void The_same_is_the_same_wherever_it_lies()
    {
        SmallElf one = new SmallElf().Function("first", s_call, "printk").Function("second", [0xc3]);
        SmallElf other = new SmallElf { Padding = 64 }.Function("second", [0xc3]).Function("first", [0x90, 0xe8, 1, 2, 3, 4], "printk");
        Assert.Empty(Changes(one, other));
    }

    [Fact]
    public void Functions_come_go_grow_and_change()
    {
        SmallElf one = new SmallElf().Function("gone", [0xc3]).Function("grown", [0xc3]).Function("changed", [0x90, 0xc3]).Function("calls", s_call, "printk");
        SmallElf other = new SmallElf().Function("came", [0xc3]).Function("grown", [0x90, 0xc3]).Function("changed", [0xcc, 0xc3]).Function("calls", s_call, "panic");
        Assert.Equal(
            ["Function calls has other code in the same 6 bytes.", "Function came is new, with 1 bytes.", "Function changed has other code in the same 2 bytes.", "Function gone is gone, with 1 bytes.", "Function grown had 1 bytes, and has 2."],
            Changes(one, other));
    }

    [Fact]
    public void What_modinfo_says_is_compared_by_entry_and_parameter()
    {
        SmallElf one = new() { Modinfo = "license=GPL\0parm=a:first\0parm=b:second\0" };
        SmallElf other = new() { Modinfo = "license=GPL\0parm=b:other\0parm=a:first\0livepatch=Y\0" };
        Assert.Equal(["Modinfo livepatch is new: Y.", "Modinfo parm b was second, and is other."], Changes(one, other));
    }

    [Fact]
    public void Spoilt_files_are_compared_all_the_same()
    {
        byte[] sound = new SmallElf().Function("first", s_call, "printk").Function("second", [0xc3]).Build();
        ModuleFile reference = ModuleFile.Read(sound, "a.ko");
        Random random = new(1);
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = (byte[])sound.Clone();
            for (int i = random.Next(1, 8); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            ModuleFile spoilt = ModuleFile.Read(bytes.AsMemory(0, random.Next(bytes.Length + 1)), "b.ko");
            ModuleComparer.Compare(reference, spoilt, Release.Linux612);
            ModuleManifest.Describe(spoilt, Release.Linux612);
        }
    }

    private static string[] Changes(SmallElf one, SmallElf other) =>
        [.. ModuleComparer.Compare(ModuleFile.Read(one.Build(), "a.ko"), ModuleFile.Read(other.Build(), "b.ko"), Release.Linux612).Where(change => change.Part.Kind != ModulePartKind.Import).Select(change => change.Message)];
}
