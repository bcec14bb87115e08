using System;
using System.Collections.Generic;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>The commands that the player knows. Another one is an error of its own, never a success.</summary>
internal static class CommandTable
{
    private static readonly Dictionary<string, Command> s_commands = new(StringComparer.Ordinal)
    {
        [":"] = new(static _ => 0, true),
        ["["] = new(TestCommand.Run, true),
        ["[["] = new(TestCommand.Run, true),
        ["awk"] = new(AwkCommand.Run),
        ["basename"] = new(PrintCommands.BaseName),
        ["bash"] = new(Builtins.Nested),
        ["break"] = new(FlowCommands.Leave, true),
        ["cat"] = new(FileCommands.Cat),
        ["cd"] = new(Builtins.ChangeDirectory, true),
        ["chmod"] = new(FileCommands.ChangeMode),
        ["continue"] = new(FlowCommands.Leave, true),
        ["cut"] = new(TextCommands.Cut),
        ["declare"] = new(FlowCommands.Declare, true),
        ["dirname"] = new(PrintCommands.DirectoryName),
        ["dmesg"] = new(SystemCommands.Dmesg),
        ["echo"] = new(Builtins.Echo, true),
        ["eval"] = new(FlowCommands.Evaluate, true),
        ["exit"] = new(FlowCommands.Leave, true),
        ["export"] = new(FlowCommands.Declare, true),
        ["expr"] = new(PrintCommands.Expression),
        ["false"] = new(static _ => 1, true),
        ["find"] = new(FindCommand.Run),
        ["grep"] = new(GrepCommand.Run),
        ["head"] = new(TextCommands.Head),
        ["insmod"] = new(KmodCommands.Insmod),
        ["kill"] = new(JobCommands.Kill, true),
        ["kx"] = new(KxCommand.Run),
        ["local"] = new(FlowCommands.Declare, true),
        ["ls"] = new(ListCommand.Run),
        ["lsmod"] = new(ModinfoCommand.List),
        ["modinfo"] = new(ModinfoCommand.Run),
        ["modprobe"] = new(KmodCommands.Modprobe),
        ["printf"] = new(PrintCommands.Print, true),
        ["pwd"] = new(PrintCommands.WorkingDirectory, true),
        ["read"] = new(FlowCommands.Read, true),
        ["readlink"] = new(PrintCommands.ReadLink),
        ["realpath"] = new(PrintCommands.ReadLink),
        ["return"] = new(FlowCommands.Leave, true),
        ["rm"] = new(FileCommands.Remove),
        ["rmmod"] = new(KmodCommands.Rmmod),
        ["sed"] = new(SedCommand.Run),
        ["seq"] = new(PrintCommands.Sequence),
        ["set"] = new(FlowCommands.Set, true),
        ["sh"] = new(Builtins.Nested),
        ["shift"] = new(FlowCommands.Shift, true),
        ["sleep"] = new(Builtins.Sleep),
        ["sort"] = new(TextCommands.Sort),
        ["stat"] = new(StatCommand.Run),
        ["sysctl"] = new(SystemCommands.Sysctl),
        ["tail"] = new(TextCommands.Tail),
        ["tee"] = new(PrintCommands.Tee),
        ["test"] = new(TestCommand.Run, true),
        ["tr"] = new(TextCommands.Translate),
        ["true"] = new(static _ => 0, true),
        ["umask"] = new(Builtins.Umask, true),
        ["uname"] = new(SystemCommands.Uname),
        ["uniq"] = new(TextCommands.Unique),
        ["unset"] = new(FlowCommands.Unset, true),
        ["wait"] = new(JobCommands.Wait, true),
        ["wc"] = new(TextCommands.Count),
        ["xargs"] = new(FindCommand.Xargs),
    };

    /// <summary>The command of that name.</summary>
    public static Command Find(string name) =>
        s_commands.GetValueOrDefault(name) ?? throw new UnknownCommandException($"the command '{name}' isn't known to the player");
}
