using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Conformance.Machines;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>What the shell does itself.</summary>
internal static class Builtins
{
    /// <summary>echo [-n] [-e] WORD...</summary>
    public static int Echo(CommandContext context)
    {
        List<string> words = [.. context.Arguments];
        bool newline = true;
        bool escapes = false;
        while (words.Count > 0 && words[0] is "-n" or "-e" or "-ne" or "-en")
        {
            newline &= !words[0].Contains('n');
            escapes |= words[0].Contains('e');
            words.RemoveAt(0);
        }

        string text = string.Join(' ', words);
        if (escapes) text = Escapes.Read(text);
        context.Out(newline ? text + "\n" : text);
        return 0;
    }

    /// <summary>cd DIRECTORY.</summary>
    public static int ChangeDirectory(CommandContext context)
    {
        string target = context.Arguments.Count == 0 ? Guest.Home : context.Arguments[0];
        string whole = context.Files.Resolve(target);
        bool isThere = context.Files.Node(whole) is { IsDirectory: true } || whole is Guest.Home or Guest.Scratch or Guest.Modules;
        if (!isThere)
        {
            Errno errno = context.Files.Node(whole) is null ? Errno.ENOENT : Errno.ENOTDIR;
            context.Error($"{ShellSession.MessagePrefix}cd: {target}: {errno.Text()}");
            return 1;
        }

        context.Files.WorkingDirectory = whole;
        return 0;
    }

    /// <summary>umask without arguments: the shell sets the mask and sets it back, and prints what the first call returned.</summary>
    public static int Umask(CommandContext context)
    {
        if (context.Arguments.Count > 0) throw context.Unknown("an argument");
        EntranceResult result = context.Kernel.Call(context.Kernel.Symbols.AddressOf("sys_umask"), 18).OrThrow();
        context.Kernel.Call(context.Kernel.Symbols.AddressOf("sys_umask"), result.Value).OrThrow();
        context.Line(Convert.ToString(result.Value.Number, 8).PadLeft(4, '0'));
        return 0;
    }

    /// <summary>bash -c COMMAND and sh -c COMMAND.</summary>
    public static int Nested(CommandContext context) =>
        context.Arguments is ["-c", var command] ? context.Session.RunNested(command, context.Descriptors) : throw context.Unknown("that use");

    /// <summary>sleep SECONDS: virtual time passes.</summary>
    public static int Sleep(CommandContext context)
    {
        if (context.Arguments.Count != 1 || !double.TryParse(context.Arguments[0], CultureInfo.InvariantCulture, out double seconds)) throw context.Unknown("that duration");
        context.Kernel.Step(TimeSpan.FromSeconds(seconds));
        return 0;
    }
}
