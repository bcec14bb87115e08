using System.Collections.Generic;
using System.Globalization;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>kx, the recordings' own tool: one system call, with its exact value and errno.</summary>
internal static class KxCommand
{
    /// <summary>kx CALL ARGUMENT...</summary>
    public static int Run(CommandContext context)
    {
        IReadOnlyList<string> words = context.Arguments;
        return words switch
        {
            ["insmod", var file, ..] => Insmod(context, file),
            ["rmmod", var name] => Tell(context, "delete_module", KmodCommands.Unload(context, name, UnloadFlags.None)),
            ["rmmod", var name, "block"] => Tell(context, "delete_module", KmodCommands.Unload(context, name, UnloadFlags.None)),
            ["rmmod", var name, "force"] => Tell(context, "delete_module", KmodCommands.Unload(context, name, UnloadFlags.Forced)),
            ["write", var path, var text] => Write(context, 0, path, text),
            ["writeas", var user, var path, var text] => Write(context, User(user), path, text),
            ["read", var path] => Read(context, 0, path),
            ["readas", var user, var path] => Read(context, User(user), path),
            ["unlink", var path] => Tell(context, "unlink", Change(context, path, wantsDirectory: false)),
            ["rmdir", var path] => Tell(context, "rmdir", Change(context, path, wantsDirectory: true)),
            ["mkdir", var path] => Tell(context, "mkdir", Make(context, path)),
            _ => throw context.Unknown($"'{string.Join(' ', words)}'"),
        };
    }

    private static int Insmod(CommandContext context, string file)
    {
        List<string> parameters = [.. context.Arguments];
        string arguments = string.Join(' ', parameters.GetRange(2, parameters.Count - 2));
        if (context.Session.Machine.Modules.Find(context.Files.Resolve(file), arguments) is not { } module)
        {
            return Tell(context, "open", Status.Refused(Errno.ENOENT, Refusal.FileNotFound, file));
        }

        return Tell(context, "finit_module", KmodCommands.Load(context, module, arguments));
    }

    private static int Write(CommandContext context, int user, string path, string text)
    {
        string data = Escapes.Read(text);
        Status status = context.Files.OpenForWriting(path, append: true, out OpenFile file, user);
        if (!status.Succeeded) return Tell(context, "open(O_WRONLY)", status);
        status = file.WriteOnce(data, out int taken);
        file.Close();
        return Tell(context, $"write({data.Length} bytes)", status, taken);
    }

    private static int Read(CommandContext context, int user, string path)
    {
        Status status = context.Files.OpenForReading(path, out OpenFile file, user);
        if (!status.Succeeded) return Tell(context, status.Errno == Errno.EISDIR ? "read" : "open(O_RDONLY)", status);
        status = file.Read(out string text);
        file.Close();
        return status.Succeeded ? TellRead(context, text) : Tell(context, "read", status);
    }

    /// <summary>Tells what was read.</summary>
    public static int TellRead(CommandContext context, string text)
    {
        Tell(context, "read", Status.Ok, text.Length);
        context.Line($"data: {(text.EndsWith('\n') ? text[..^1] : text)}");
        return 0;
    }

    /// <summary>Tells what a call came to.</summary>
    public static int Tell(CommandContext context, string call, Status status, int value = 0)
    {
        context.Line(status.Succeeded
            ? $"{call} = {value}"
            : status.ReturnValue > 0 ? $"{call} = {status.ReturnValue}" : $"{call} = -1 errno={(int)status.Errno} {status.Errno} ({status.Errno.Text()})");
        return status.Succeeded || status.ReturnValue > 0 ? 0 : 1;
    }

    private static Status Change(CommandContext context, string path, bool wantsDirectory)
    {
        string whole = context.Files.Resolve(path);
        FileNode? node = context.Files.Node(whole);
        if (node is { IsDirectory: true } && !wantsDirectory) return Status.Refused(Errno.EISDIR, Refusal.IsADirectory, path);
        if (node is { IsDirectory: false } && wantsDirectory) return Status.Refused(Errno.ENOTDIR, Refusal.NotADirectory, path);
        return context.Kernel.Files.RefuseChange(whole, create: false);
    }

    private static Status Make(CommandContext context, string path)
    {
        string whole = context.Files.Resolve(path);
        Status parent = context.Kernel.Files.Find(whole[..System.Math.Max(1, whole.LastIndexOf('/'))], out _);
        return parent.Succeeded ? context.Kernel.Files.RefuseChange(whole, create: true) : parent;
    }

    private static int User(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
