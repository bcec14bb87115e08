using System;
using System.Collections.Generic;
using System.IO;
using KlpShell.Conformance.Machines;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>insmod, rmmod and modprobe of kmod. Each reads /proc/cmdline when it starts, which probes and patches on that file's function see.</summary>
internal static class KmodCommands
{
    /// <summary>insmod FILE [PARAMETER...].</summary>
    public static int Insmod(CommandContext context)
    {
        if (context.Arguments.Count == 0)
        {
            context.Complain("ERROR: missing filename.");
            return 1;
        }

        // The options come first: what follows the file belongs to the module.
        List<string> words = [.. context.Arguments];
        LoadFlags flags = LoadFlags.None;
        for (; words.Count > 0 && words[0].StartsWith('-'); words.RemoveAt(0))
        {
            if (words[0] is "-f" or "--force") flags = LoadFlags.Forced;
            else if (words[0] is not ("-s" or "--syslog" or "-v" or "--verbose")) throw context.Unknown($"the option {words[0]}");
        }

        Begin(context);
        string file = words[0];
        if (context.Files.Resolve(file) == Guest.Modules || context.Files.Node(file) is { IsDirectory: true })
        {
            context.Complain($"ERROR: could not insert module {file}: {Errno.EISDIR.Text()}");
            return 1;
        }

        string arguments = string.Join(' ', Rest(words));
        if (context.Session.Machine.Modules.Find(context.Files.Resolve(file), arguments) is not { } module)
        {
            context.Complain($"ERROR: could not load module {file}: {Errno.ENOENT.Text()}");
            return 1;
        }

        Status status = Load(context, module, arguments, flags);
        if (status.ReturnValue >= 0) return 0;
        context.Complain($"ERROR: could not insert module {file}: {InsmodText(status.Errno)}");
        return 1;
    }

    /// <summary>rmmod [-f] MODULE...: unless forced it looks at the reference count itself, before it asks the kernel.</summary>
    public static int Rmmod(CommandContext context)
    {
        if (context.Arguments is ["-w", ..])
        {
            context.Complain("ERROR: unexpected getopt_long() value 'w'.");
            return 1;
        }

        Options options = new(context, flags: "fvs", valued: "");
        if (options.Operands.Count == 0)
        {
            context.Complain("ERROR: missing module name.");
            return 1;
        }

        int exit = 0;
        foreach (string operand in options.Operands)
        {
            Begin(context);
            string name = Path.GetFileNameWithoutExtension(operand).Replace('-', '_');
            if (!options.Has('f') && InUse(context, name) is { } use)
            {
                context.Complain($"ERROR: {use}");
                exit = 1;
                continue;
            }

            Status status = Unload(context, name, options.Has('f') ? UnloadFlags.Forced : UnloadFlags.None);
            if (status.Succeeded) continue;
            context.Complain($"ERROR: ../libkmod/libkmod-module.c:856 kmod_module_remove_module() could not remove '{name}': {status.Errno.Text()}");
            context.Complain($"ERROR: could not remove module {operand}: {status.Errno.Text()}");
            exit = 1;
        }

        return exit;
    }

    /// <summary>modprobe [-r] [-a] [-v] [-n] [-q] [--first-time] [--show-depends] MODULE [PARAMETER...].</summary>
    public static int Modprobe(CommandContext context)
    {
        List<string> words = [.. context.Arguments];
        bool first = words.Remove("--first-time");
        bool shows = words.Remove("--show-depends") | words.Remove("-D");
        LoadFlags flags = (words.Remove("--force-modversion") ? LoadFlags.IgnoreModversions : LoadFlags.None)
            | (words.Remove("--force-vermagic") ? LoadFlags.IgnoreVermagic : LoadFlags.None)
            | (words.Remove("--force") ? LoadFlags.Forced : LoadFlags.None);
        Options options = new(new CommandContext(context.Session, context.Name, words, context.Descriptors), flags: "rvnqabfs", valued: "");
        if (options.Has('f')) flags = LoadFlags.Forced;
        if (options.Operands.Count == 0) throw context.Unknown("that use");
        bool several = options.Has('a') || options.Has('r');
        int exit = 0;
        foreach (string operand in several ? options.Operands : [options.Operands[0]])
        {
            Begin(context);
            string name = operand.Replace('-', '_');
            string arguments = several ? "" : string.Join(' ', Rest(options.Operands));
            if (context.Session.Machine.Modules.Find($"{Guest.Modules}/{name}.ko", arguments) is not { } module)
            {
                string place = options.Has('r') ? "." : $" in directory {Library(context)}";
                if (!options.Has('q')) context.Complain($"FATAL: Module {operand} not found{place}");
                return 1;
            }

            Module? loaded = context.Kernel.Modules.Find(module.Name);
            if (options.Has('r')) exit = Math.Max(exit, Remove(context, options, loaded, name));
            else if (loaded is null || shows) exit = Math.Max(exit, Insert(context, options, module, name, arguments, shows, flags));
            else if (first) exit = Refuse(context, name, "Module already in kernel");
            if (exit != 0) return exit;
        }

        return exit;
    }

    private static string Library(CommandContext context) => $"/lib/modules/{context.Session.Machine.Profile.UnameRelease}";

    private static int Remove(CommandContext context, Options options, Module? loaded, string name)
    {
        if (loaded is { RefCount: > 0 })
        {
            context.Complain($"FATAL: Module {name} is in use.");
            return 1;
        }

        if (loaded is null) return 0;
        if (options.Has('v')) context.Line($"rmmod {name}");
        return options.Has('n') || Unload(context, name, UnloadFlags.None).Succeeded ? 0 : 1;
    }

    private static int Insert(CommandContext context, Options options, ModuleDefinition module, string name, string arguments, bool shows, LoadFlags flags)
    {
        if (shows || options.Has('v')) context.Line($"insmod {Library(context)}/extra/{name}.ko {arguments}");
        if (shows || options.Has('n')) return 0;
        Status status = Load(context, module, arguments, flags);
        return status.ReturnValue >= 0 ? 0 : Refuse(context, name, status.Errno.Text());
    }

    private static int Refuse(CommandContext context, string name, string why)
    {
        context.Complain($"ERROR: could not insert '{name}': {why}");
        return 1;
    }

    /// <summary>Loads a module, and dies where the kernel oopses in it.</summary>
    public static Status Load(CommandContext context, ModuleDefinition module, string arguments, LoadFlags flags = LoadFlags.None) =>
        Files.Entrances.OrThrow(context.Kernel.LoadModule(module, arguments, flags)).Status;

    /// <summary>Unloads a module, and dies where the kernel oopses in it.</summary>
    public static Status Unload(CommandContext context, string name, UnloadFlags flags) =>
        Files.Entrances.OrThrow(context.Kernel.UnloadModule(name, flags)).Status;

    /// <summary>Parameters for modules may stand on the kernel's command line: each of these commands reads it first.</summary>
    public static void Begin(CommandContext context) => context.ReadFile("/proc/cmdline", out _);

    private static string? InUse(CommandContext context, string name)
    {
        if (context.Kernel.Modules.Find(name) is not { } module) return $"Module {name} is not currently loaded";
        if (module.UsedBy.Count > 0) return $"Module {name} is in use by: {string.Join(' ', module.UsedBy)}";
        return module.RefCount > 0 ? $"Module {name} is in use" : null;
    }

    private static string InsmodText(Errno errno) => errno switch
    {
        Errno.ENOEXEC => "Invalid module format",
        Errno.ENOENT => "Unknown symbol in module",
        Errno.ESRCH => "Module has wrong symbol version",
        Errno.EINVAL => "Invalid parameters",
        _ => errno.Text(),
    };

    private static IEnumerable<string> Rest(IReadOnlyList<string> words)
    {
        for (int i = 1; i < words.Count; i++) yield return words[i];
    }
}
