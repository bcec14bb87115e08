using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Commands that take files as a whole.</summary>
internal static class FileCommands
{
    /// <summary>cat [FILE...]: each file is written out as it is read.</summary>
    public static int Cat(CommandContext context)
    {
        int exit = 0;
        foreach (string file in context.Arguments.Count == 0 ? ["-"] : context.Arguments)
        {
            if (file.StartsWith('-') && file.Length > 1) throw context.Unknown($"the option {file}");
            Status status = file == "-" ? context.ReadInput(out string text) : context.ReadFile(file, out text);
            context.Out(text);
            if (status.Succeeded) continue;
            context.Complain($"{file}: {status.Errno.Text()}");
            exit = 1;
        }

        return exit;
    }

    /// <summary>chmod MODE FILE..., with an octal mode.</summary>
    public static int ChangeMode(CommandContext context)
    {
        if (context.Arguments.Count < 2) throw context.Unknown("that use");
        foreach (char digit in context.Arguments[0])
        {
            if (digit is < '0' or > '7') throw context.Unknown($"the mode {context.Arguments[0]}");
        }

        int mode = Convert.ToInt32(context.Arguments[0], 8);
        int exit = 0;
        for (int i = 1; i < context.Arguments.Count; i++)
        {
            Status status = context.Kernel.Files.ChangeMode(context.Files.Resolve(context.Arguments[i]), mode);
            if (status.Succeeded) continue;
            context.Complain($"cannot access '{context.Arguments[i]}': {status.Errno.Text()}");
            exit = 1;
        }

        return exit;
    }

    /// <summary>rm [-r] [-f] FILE...: scratch files go; the kernel's don't.</summary>
    public static int Remove(CommandContext context)
    {
        int exit = 0;
        Options options = new(context, flags: "rRf", valued: "");
        bool force = options.Has('f');
        bool whole = options.Has('r') || options.Has('R');

        foreach (string file in options.Operands)
        {
            if (context.Files.RemoveScratch(file)) continue;
            if (context.Files.Node(file) is not { } node)
            {
                if (force) continue;
                context.Complain($"cannot remove '{file}': {Errno.ENOENT.Text()}");
            }
            else if (node.IsDirectory)
            {
                if (whole) RefuseTree(context, file, node);
                else context.Complain($"cannot remove '{file}': {Errno.EISDIR.Text()}");
            }
            else
            {
                context.Complain($"cannot remove '{file}': {Errno.EPERM.Text()}");
            }

            exit = 1;
        }

        return exit;
    }

    // A directory that isn't empty is not tried once something in it was refused.
    private static void RefuseTree(CommandContext context, string path, FileNode node)
    {
        if (node.Count == 0) context.Complain($"cannot remove '{path}': {Errno.EPERM.Text()}");
        foreach (FileNode child in KernfsOrder.Sort(node.Children))
        {
            if (child.IsDirectory) RefuseTree(context, $"{path}/{child.Name}", child);
            else context.Complain($"cannot remove '{path}/{child.Name}': {Errno.EPERM.Text()}");
        }
    }
}
