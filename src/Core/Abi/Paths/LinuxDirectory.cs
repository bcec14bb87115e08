using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace KlpShell.Core.Abi.Paths;

/// <summary>
/// Reads folders as the C library of 64-bit Linux does: what a thing is comes with its name, where .NET asks the disk again for each file
/// before it tells a link. In /sys that is most of the time.
/// </summary>
internal static class LinuxDirectory
{
    private const int TypeOffset = 18;
    private const int NameOffset = 19;
    private const int MaxTarget = 4096;

    private const byte Unknown = 0;
    private const byte Directory = 4;
    private const byte Link = 10;

    // Links are many, and a buffer for each is most of what listing /sys would allocate.
    [ThreadStatic]
    private static byte[]? s_target;

    /// <summary>Whether this machine has it.</summary>
    public static bool IsThere { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="items">Gets what lies in it; what can't be opened has nothing in it.</param>
    /// <returns>False where the file system doesn't say what things are; the items are worth nothing then.</returns>
    public static bool TryRead(string folder, List<AbiTreeItem> items)
    {
        nint stream = opendir(Bytes(folder));
        if (stream == 0)
            return true;
        try
        {
            for (nint entry = readdir(stream); entry != 0; entry = readdir(stream))
            {
                string name = Marshal.PtrToStringUTF8(entry + NameOffset)!;
                if (name is "." or "..")
                    continue;
                byte type = Marshal.ReadByte(entry, TypeOffset);
                if (type == Unknown)
                    return false;
                string? target = type == Link ? Target($"{folder}/{name}") : null;
                if (type != Link || target is not null)
                    items.Add(new AbiTreeItem(name, type == Directory, target));
            }
            return true;
        }
        finally
        {
            _ = closedir(stream);
        }
    }

    // Null for a link that went meanwhile.
    private static string? Target(string link)
    {
        byte[] buffer = s_target ??= new byte[MaxTarget];
        long length = readlink(Bytes(link), buffer, MaxTarget);
        return length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, (int)length);
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc")]
    private static extern nint opendir(byte[] path);

    [DllImport("libc")]
    private static extern nint readdir(nint stream);

    [DllImport("libc")]
    private static extern int closedir(nint stream);

    [DllImport("libc")]
    private static extern nint readlink(byte[] path, byte[] buffer, nint size);
}
