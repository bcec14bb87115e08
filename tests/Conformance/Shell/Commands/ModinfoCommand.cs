using System.Collections.Generic;
using System.Globalization;
using System.IO;
using KlpShell.Conformance.Machines;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>modinfo and lsmod of kmod.</summary>
internal static class ModinfoCommand
{
    /// <summary>modinfo [-F FIELD | -a | -d | -l | -p | -n] [-0] FILE-OR-MODULE...</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "adlpn0", valued: "Fk");
        string? field = options['F'] ?? (options.Has('a') ? "author" : options.Has('d') ? "description" : options.Has('l') ? "license" : options.Has('p') ? "parm" : options.Has('n') ? "filename" : null);
        char end = options.Has('0') ? '\0' : '\n';
        int exit = 0;
        KmodCommands.Begin(context);
        foreach (string operand in options.Operands)
        {
            string file = operand.Contains('/', System.StringComparison.Ordinal) || operand.EndsWith(".ko", System.StringComparison.Ordinal)
                ? context.Files.Resolve(operand)
                : $"{Guest.Modules}/{operand}.ko";
            if (context.Session.Machine.Modules.Find(file, "") is not { } module)
            {
                context.Complain(file == context.Files.Resolve(operand) ? $"ERROR: could not get modinfo from '{Path.GetFileNameWithoutExtension(operand)}': {Errno.ENOENT.Text()}" : $"ERROR: Module {operand} not found.");
                exit = 1;
                continue;
            }

            if (field is not null)
            {
                foreach ((string name, string value) in Fields(context, file, module))
                {
                    if (name == field) context.Out((name == "parm" ? $"{value[..value.IndexOf(':', System.StringComparison.Ordinal)]}: ({value[(value.IndexOf(':', System.StringComparison.Ordinal) + 1)..]})" : value) + end);
                }

                continue;
            }

            foreach ((string name, string value) in Fields(context, file, module)) context.Out($"{name + ":",-16}{value}{end}");
        }

        return exit;
    }

    /// <summary>lsmod: the modules, their sizes, and who uses them.</summary>
    public static int List(CommandContext context)
    {
        KmodCommands.Begin(context);
        context.Line("Module                  Size  Used by");
        if (!context.ReadFile("/proc/modules", out string text).Succeeded) return 1;
        foreach (string line in CommandContext.Lines(text))
        {
            string[] words = line.Split(' ');
            string users = words[3] == "-" ? "" : " " + words[3].TrimEnd(',');
            context.Line(string.Create(CultureInfo.InvariantCulture, $"{words[0],-19} {words[1],8}  {words[2]}{users}"));
        }

        return 0;
    }

    // In the order of the file's own section.
    private static IEnumerable<(string Name, string Value)> Fields(CommandContext context, string file, ModuleDefinition module)
    {
        Machines.MachineProfile profile = context.Session.Machine.Profile;
        yield return ("filename", file);
        if (module.Description.Length > 0) yield return ("description", module.Description);
        if (module.IsLivepatch) yield return ("livepatch", "Y");
        yield return ("license", module.License);
        yield return ("depends", "");
        if (profile.NameFirst) yield return ("name", module.Name);
        if (profile.IsLater) yield return ("retpoline", "Y");
        if (profile.IsLater && !profile.NameFirst) yield return ("name", module.Name);
        yield return ("vermagic", $"{profile.UnameRelease} SMP {(profile.IsLater ? "preempt mod_unload modversions" : "mod_unload")} ");
        foreach (ParameterDefinition parameter in module.Parameters)
        {
            if (parameter.Name[0] != '.' && parameter.Type != ParameterType.Callback) yield return ("parm", $"{parameter.Name}:{Type(parameter.Type)}");
        }
    }

    private static string Type(ParameterType type) => type switch
    {
        ParameterType.Bool => "bool",
        ParameterType.Int => "int",
        ParameterType.String => "charp",
        ParameterType.IntArray => "array of int",
        _ => throw new UnknownCommandException($"modinfo: a parameter of type {type} isn't known to the player"),
    };
}
