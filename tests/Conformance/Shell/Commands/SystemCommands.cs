using System;
using System.Collections.Generic;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Commands that ask for or set something of the whole kernel.</summary>
internal static class SystemCommands
{
    private static readonly string[] s_levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

    /// <summary>dmesg [-c | -C | -r | -t | -x | -k] [-l LEVEL,...].</summary>
    public static int Dmesg(CommandContext context)
    {
        List<string> words = [];
        foreach (string word in context.Arguments)
        {
            words.Add(word switch
            {
                "--notime" => "-t",
                "--raw" => "-r",
                "--clear" => "-C",
                "--read-clear" => "-c",
                "--kernel" => "-k",
                "--decode" => "-x",
                "--level" => "-l",
                _ when word.StartsWith("--level=", StringComparison.Ordinal) => "-l" + word["--level=".Length..],
                _ => word,
            });
        }

        Options options = new(new CommandContext(context.Session, context.Name, words, context.Descriptors), flags: "cCrtxk", valued: "l");
        string[]? levels = options['l']?.Split(',');
        if (!options.Has('C'))
        {
            foreach (LogRecord record in context.Kernel.Log.Records)
            {
                string level = s_levels[(int)record.Level & 7];
                if (levels is not null && Array.IndexOf(levels, level) < 0) continue;
                string line = options.Has('t') ? record.Text : record.ToDmesg();
                context.Line(options.Has('r') ? $"<{(int)record.Level}>{line}" : options.Has('x') ? $"{"kern",-6}:{level,-6}: {line}" : line);
            }
        }

        if (options.Has('c') || options.Has('C')) context.Kernel.Log.Clear();
        return 0;
    }

    /// <summary>uname [-a | -r].</summary>
    public static int Uname(CommandContext context)
    {
        Machines.MachineProfile profile = context.Session.Machine.Profile;
        context.Line(context.Arguments switch
        {
            ["-a"] => $"Linux (none) {profile.UnameRelease} {profile.UnameVersion} x86_64 GNU/Linux",
            ["-r"] => profile.UnameRelease,
            ["-v"] => profile.UnameVersion,
            [] or ["-s"] => "Linux",
            _ => throw context.Unknown($"'{string.Join(' ', context.Arguments)}'"),
        });
        return 0;
    }

    /// <summary>sysctl [-w] [-n] [-q] KEY[=VALUE]...</summary>
    public static int Sysctl(CommandContext context)
    {
        Options options = new(context, flags: "wnq", valued: "");
        int exit = 0;
        foreach (string operand in options.Operands)
        {
            int equals = operand.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? operand : operand[..equals];
            string path = "/proc/sys/" + key.Replace('.', '/');
            Status status = equals < 0 ? context.ReadFile(path, out string text) : Set(context, path, text = operand[(equals + 1)..]);
            if (!status.Succeeded)
            {
                context.Complain(status.Errno == Errno.ENOENT
                    ? $"cannot stat {path}: {status.Errno.Text()}"
                    : $"setting key \"{key}\": {status.Errno.Text()}");
                exit = 1;
                continue;
            }

            if (!options.Has('q') || equals < 0) context.Line(options.Has('n') ? text.TrimEnd('\n') : $"{key} = {text.TrimEnd('\n')}");
        }

        return exit;
    }

    private static Status Set(CommandContext context, string path, string value)
    {
        Status status = context.Files.OpenForWriting(path, append: false, out OpenFile file);
        if (!status.Succeeded) return status;
        status = file.Write(value + "\n");
        file.Close();
        return status;
    }
}
