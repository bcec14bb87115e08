using System;
using System.Globalization;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>stat -c FORMAT.</summary>
internal static class StatCommand
{
    /// <summary>stat -c FORMAT FILE..., with %A %a %U %G %u %g %s %h %n %F.</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "", valued: "c");
        string format = options['c'] ?? throw context.Unknown("a use without -c");
        int exit = 0;
        foreach (string file in options.Operands)
        {
            if (context.Files.Node(file) is { } node)
            {
                context.Line(Format(context, format, file, node));
                continue;
            }

            context.Complain($"cannot statx '{file}': {Errno.ENOENT.Text()}");
            exit = 1;
        }

        return exit;
    }

    /// <summary>Only root has a name on the recorded machine.</summary>
    public static string UserName(int id) => id == 0 ? "root" : "UNKNOWN";

    private static string Format(CommandContext context, string format, string file, FileNode node)
    {
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            i++;
            text.Append(format[i] switch
            {
                'A' => ModeText.Of(node),
                'a' => Convert.ToString(node.Mode, 8),
                'U' => UserName(node.UserId),
                'G' => UserName(node.GroupId),
                'u' => node.UserId.ToString(CultureInfo.InvariantCulture),
                'g' => node.GroupId.ToString(CultureInfo.InvariantCulture),
                's' => ModeText.Size(node).ToString(),
                'h' => ModeText.Links(node).ToString(),
                'n' => file,
                'F' => node.IsDirectory ? "directory" : ModeText.Size(node) == 0 ? "regular empty file" : "regular file",
                '%' => "%",
                _ => throw context.Unknown($"%{format[i]}"),
            });
        }

        return text.ToString();
    }
}
