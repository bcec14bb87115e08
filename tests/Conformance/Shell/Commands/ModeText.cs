using KlpShell.Core.Sysfs;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Facts about a node in the words of ls and stat.</summary>
internal static class ModeText
{
    /// <summary>Its type and permission bits, such as <c>drwxr-xr-x</c>.</summary>
    public static string Of(FileNode node)
    {
        char[] text = new char[10];
        text[0] = node.IsDirectory ? 'd' : '-';
        for (int i = 0; i < 9; i++) text[i + 1] = (node.Mode >> (8 - i) & 1) != 0 ? "rwx"[i % 3] : '-';
        return new string(text);
    }

    /// <summary>How many links it has: a directory has its own two, and one from each directory in it.</summary>
    public static int Links(FileNode node)
    {
        int links = node.IsDirectory ? 2 : 1;
        foreach (FileNode child in node.Children)
        {
            if (child.IsDirectory) links++;
        }

        return links;
    }

    /// <summary>Its size.</summary>
    public static long Size(FileNode node) => node.Operations?.Size ?? 0;
}
