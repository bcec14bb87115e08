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
        if (context.Arguments.Count == 0 || context.Arguments[0].StartsWith('-')) throw context.Unknown("that use");
        Begin(context);
        string file = context.Arguments[0];
        string arguments = string.Join(' ', Rest(context.Arguments));
        if (context.Session.Machine.Modules.Find(context.Files.Resolve(file), arguments) is not { } module)
        {
            context.Complain($"ERROR: could not load module {file}: {Errno.ENOENT.Text()}");
            return 1;
        }

        Status status = Load(context, module, arguments);
        if (status.ReturnValue >= 0) return 0;
        context.Complain($"ERROR: could not insert module {file}: {InsmodText(status.Errno)}");
        return 1;
    }

    /// <summary>rmmod [-f] MODULE...: unless forced it looks at the reference count itself, before it asks the kernel.</summary>
    public static int Rmmod(CommandContext context)
    {
        Options options = new(context, flags: "f", valued: "");
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
            context.Complain($"ERROR: could not remove module {operand}: {status.Errno.Text()}");
            exit = 1;
        }

        return exit;
    }

    /// <summary>modprobe [-r] MODULE [PARAMETER...].</summary>
    public static int Modprobe(CommandContext context)
    {
        Options options = new(context, flags: "r", valued: "");
        if (options.Operands.Count == 0) throw context.Unknown("that use");
        Begin(context);
        string name = options.Operands[0].Replace('-', '_');
        string arguments = string.Join(' ', Rest(options.Operands));
        if (context.Session.Machine.Modules.Find($"{Guest.Modules}/{name}.ko", arguments) is not { } module)
        {
            context.Complain($"FATAL: Module {options.Operands[0]} not found in directory /lib/modules/{context.Session.Machine.Profile.UnameRelease}");
            return 1;
        }

        Module? loaded = context.Kernel.Modules.Find(module.Name);
        if (options.Has('r'))
        {
            if (loaded is { RefCount: > 0 })
            {
                context.Complain($"FATAL: Module {name} is in use.");
                return 1;
            }

            return loaded is null || Unload(context, name, UnloadFlags.None).Succeeded ? 0 : 1;
        }

        if (loaded is not null) return 0;
        Status status = Load(context, module, arguments);
        if (status.ReturnValue >= 0) return 0;
        context.Complain($"ERROR: could not insert '{name}': {status.Errno.Text()}");
        return 1;
    }

    /// <summary>Loads a module, and dies where the kernel oopses in it.</summary>
    public static Status Load(CommandContext context, ModuleDefinition module, string arguments) =>
        Files.Entrances.OrThrow(context.Kernel.LoadModule(module, arguments)).Status;

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
        Errno.EINVAL => "Invalid parameters",
        _ => errno.Text(),
    };

    private static IEnumerable<string> Rest(IReadOnlyList<string> words)
    {
        for (int i = 1; i < words.Count; i++) yield return words[i];
    }
}
