using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Commands that make, move and remove names. In the kernel's own trees nobody but the kernel does that.</summary>
internal static class ChangeCommands
{
    /// <summary>mkdir [-p] DIRECTORY...</summary>
    public static int MakeDirectory(CommandContext context)
    {
        Options options = new(context, flags: "pv", valued: "m");
        return ForEach(options.Operands, path =>
        {
            if (Exists(context, path)) return options.Has('p') ? null : $"cannot create directory '{path}': {Errno.EEXIST.Text()}";
            if (context.Files.MakeDirectory(path, options.Has('p'))) return null;
            return $"cannot create directory '{path}': {context.Kernel.Files.RefuseChange(context.Files.Resolve(path), create: true).Errno.Text()}";
        }, context);
    }

    /// <summary>rmdir DIRECTORY...</summary>
    public static int RemoveDirectory(CommandContext context) => ForEach(new Options(context, flags: "p", valued: "").Operands, path =>
    {
        if (context.Files.RemoveDirectory(path)) return null;
        Errno errno = context.Files.Node(path) is not { } node ? Errno.ENOENT : node.IsDirectory ? Errno.EPERM : Errno.ENOTDIR;
        return $"failed to remove '{path}': {errno.Text()}";
    }, context);

    /// <summary>touch FILE...: dates aren't kept.</summary>
    public static int Touch(CommandContext context) => ForEach(new Options(context, flags: "acm", valued: "dr").Operands, path =>
    {
        if (Exists(context, path)) return null;
        Status status = context.Files.OpenForWriting(path, append: true, out OpenFile file);
        file.Close();
        return status.Succeeded ? null : $"cannot touch '{path}': {context.Files.CreateErrno(path, status).Text()}";
    }, context);

    /// <summary>ln [-s] TARGET NAME in the kernel's trees, where it is refused.</summary>
    public static int Link(CommandContext context)
    {
        Options options = new(context, flags: "sfn", valued: "");
        if (options.Operands is not [_, var name] || context.Files.Node(Parent(context, name)) is null) throw context.Unknown("that use");
        Errno errno = Exists(context, name) ? Errno.EEXIST : Errno.EPERM;
        context.Complain($"failed to create {(options.Has('s') ? "symbolic" : "hard")} link '{name}': {errno.Text()}");
        return 1;
    }

    /// <summary>mv [-f] FILE TARGET.</summary>
    public static int Move(CommandContext context)
    {
        (string from, string to) = Pair(context, "fv");
        if (!Exists(context, from)) return Fail(context, $"cannot stat '{from}': {Errno.ENOENT.Text()}");
        if (context.Files.Node(from) is not null) return Fail(context, $"cannot move '{from}' to '{to}': {Errno.EPERM.Text()}");
        int status = Copy(context, from, to);
        if (status == 0) context.Files.RemoveScratch(from);
        return status;
    }

    /// <summary>cp FILE TARGET.</summary>
    public static int Copy(CommandContext context)
    {
        (string from, string to) = Pair(context, "fprav");
        return Copy(context, from, to);
    }

    /// <summary>chown USER[:GROUP] FILE..., with numbers or root.</summary>
    public static int ChangeOwner(CommandContext context)
    {
        Options options = new(context, flags: "hR", valued: "");
        if (options.Operands.Count < 2) throw context.Unknown("that use");
        string[] names = options.Operands[0].Split(':');
        int? user = Id(context, names[0]);
        int? group = names.Length > 1 ? Id(context, names[1]) : null;
        return ForEach(options.Operands.GetRange(1, options.Operands.Count - 1), path =>
        {
            Status status = context.Kernel.Files.ChangeOwner(context.Files.Resolve(path), user, group);
            return status.Succeeded ? null : $"cannot access '{path}': {status.Errno.Text()}";
        }, context);
    }

    private static int? Id(CommandContext context, string name) => name switch
    {
        "" => null,
        "root" => 0,
        _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) => id,
        _ => throw context.Unknown($"the user {name}"),
    };

    private static (string From, string To) Pair(CommandContext context, string flags)
    {
        Options options = new(context, flags, valued: "");
        if (options.Operands is not [var from, var to]) throw context.Unknown("that use");
        return (from, context.Files.IsDirectory(to) ? $"{to.TrimEnd('/')}/{from[(from.LastIndexOf('/') + 1)..]}" : to);
    }

    private static int Copy(CommandContext context, string from, string to)
    {
        if (context.Files.IsDirectory(from)) return Fail(context, $"-r not specified; omitting directory '{from}'");
        Status status = context.ReadFile(from, out string text);
        if (!status.Succeeded) return Fail(context, $"cannot {(status.Errno == Errno.ENOENT ? $"stat '{from}'" : $"open '{from}' for reading")}: {status.Errno.Text()}");
        status = context.Files.OpenForWriting(to, append: false, out OpenFile file);
        if (!status.Succeeded) return Fail(context, $"cannot create regular file '{to}': {context.Files.CreateErrno(to, status).Text()}");
        status = text.Length == 0 ? Status.Ok : file.Write(text);
        file.Close();
        return status.Succeeded ? 0 : Fail(context, $"error writing '{to}': {status.Errno.Text()}");
    }

    private static bool Exists(CommandContext context, string path) => context.Files.IsScratch(path) || context.Files.Node(path) is not null;

    private static string Parent(CommandContext context, string path)
    {
        string whole = context.Files.Resolve(path);
        return whole[..Math.Max(1, whole.LastIndexOf('/'))];
    }

    private static int ForEach(List<string> paths, Func<string, string?> change, CommandContext context)
    {
        if (paths.Count == 0) throw context.Unknown("a use without a name");
        int exit = 0;
        foreach (string path in paths)
        {
            if (change(path) is { } problem) exit = Fail(context, problem);
        }

        return exit;
    }

    private static int Fail(CommandContext context, string problem)
    {
        context.Complain(problem);
        return 1;
    }
}
