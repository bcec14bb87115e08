using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>ls, short and long.</summary>
internal static class ListCommand
{
    // The simulated kernel keeps no dates; what stands here is not compared.
    private const string Date = "Jan  1 00:00";

    /// <summary>ls [-laAd1R] [FILE...].</summary>
    public static int Run(CommandContext context)
    {
        Options options = new(context, flags: "laAd1R", valued: "");
        List<(string Name, FileNode Node)> files = [];
        List<(string Name, FileNode Node)> directories = [];
        int exit = 0;
        foreach (string operand in options.Operands.Count == 0 ? ["."] : options.Operands)
        {
            if (context.Files.Node(operand) is not { } node)
            {
                context.Complain($"cannot access '{operand}': {Errno.ENOENT.Text()}");
                exit = 2;
            }
            else
            {
                (node.IsDirectory && !options.Has('d') ? directories : files).Add((operand, node));
            }
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        directories.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Print(context, options, files);
        bool headed = options.Has('R') || files.Count + directories.Count > 1 || exit != 0;
        bool first = files.Count == 0;
        foreach ((string name, FileNode node) in directories)
        {
            PrintDirectory(context, options, name, node, headed, ref first);
        }

        return exit;
    }

    private static string Owner(int id) => id == 0 ? "root" : id.ToString(CultureInfo.InvariantCulture);

    private static void PrintDirectory(CommandContext context, Options options, string name, FileNode node, bool headed, ref bool first)
    {
        if (!first) context.Line("");
        first = false;
        if (headed) context.Line(name + ":");
        if (options.Has('l')) context.Line("total 0");
        List<(string, FileNode)> entries = [];
        if (options.Has('a'))
        {
            entries.Add((".", node));
            entries.Add(("..", node.Parent ?? node));
        }

        foreach (FileNode child in node.Children) entries.Add((child.Name, child));
        Print(context, options, entries);
        if (!options.Has('R')) return;
        foreach (FileNode child in node.Children)
        {
            if (child.IsDirectory) PrintDirectory(context, options, $"{name}/{child.Name}", child, headed, ref first);
        }
    }

    private static void Print(CommandContext context, Options options, List<(string Name, FileNode Node)> entries)
    {
        int linkWidth = 1;
        int sizeWidth = 1;
        foreach ((_, FileNode node) in entries)
        {
            linkWidth = Math.Max(linkWidth, ModeText.Links(node).ToString().Length);
            sizeWidth = Math.Max(sizeWidth, ModeText.Size(node).ToString().Length);
        }

        foreach ((string name, FileNode node) in entries)
        {
            if (!options.Has('l'))
            {
                context.Line(name);
                continue;
            }

            string links = ModeText.Links(node).ToString().PadLeft(linkWidth);
            string size = ModeText.Size(node).ToString().PadLeft(sizeWidth);
            context.Line($"{ModeText.Of(node)} {links} {Owner(node.UserId)} {Owner(node.GroupId)} {size} {Date} {name}");
        }
    }
}
