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
        ["awk"] = new(AwkCommand.Run),
        ["bash"] = new(Builtins.Nested),
        ["cat"] = new(FileCommands.Cat),
        ["cd"] = new(Builtins.ChangeDirectory, true),
        ["chmod"] = new(FileCommands.ChangeMode),
        ["cut"] = new(TextCommands.Cut),
        ["dmesg"] = new(SystemCommands.Dmesg),
        ["echo"] = new(Builtins.Echo, true),
        ["false"] = new(static _ => 1, true),
        ["find"] = new(FindCommand.Run),
        ["grep"] = new(GrepCommand.Run),
        ["head"] = new(TextCommands.Head),
        ["insmod"] = new(KmodCommands.Insmod),
        ["kill"] = new(JobCommands.Kill, true),
        ["kx"] = new(KxCommand.Run),
        ["ls"] = new(ListCommand.Run),
        ["lsmod"] = new(ModinfoCommand.List),
        ["modinfo"] = new(ModinfoCommand.Run),
        ["modprobe"] = new(KmodCommands.Modprobe),
        ["rm"] = new(FileCommands.Remove),
        ["rmmod"] = new(KmodCommands.Rmmod),
        ["sed"] = new(SedCommand.Run),
        ["sh"] = new(Builtins.Nested),
        ["sleep"] = new(Builtins.Sleep),
        ["sort"] = new(TextCommands.Sort),
        ["stat"] = new(StatCommand.Run),
        ["sysctl"] = new(SystemCommands.Sysctl),
        ["tail"] = new(TextCommands.Tail),
        ["test"] = new(TestCommand.Run, true),
        ["tr"] = new(TextCommands.Translate),
        ["true"] = new(static _ => 0, true),
        ["umask"] = new(Builtins.Umask, true),
        ["uname"] = new(SystemCommands.Uname),
        ["uniq"] = new(TextCommands.Unique),
        ["wait"] = new(JobCommands.Wait, true),
        ["wc"] = new(TextCommands.Count),
        ["xargs"] = new(FindCommand.Xargs),
    };

    /// <summary>The command of that name.</summary>
    public static Command Find(string name) =>
        s_commands.GetValueOrDefault(name) ?? throw new UnknownCommandException($"the command '{name}' isn't known to the player");
}
