using System;

namespace KlpShell.Conformance.Machines;

/// <summary>The folders of the recorded guest, as the recordings name them. None of them is looked for on this machine.</summary>
internal static class Guest
{
    /// <summary>Where its shell starts, and where a recording may leave files.</summary>
    public const string Home = "/root";

    /// <summary>Where a recording leaves files.</summary>
    public const string Scratch = "/tmp";

    /// <summary>Where the recorder's modules lie.</summary>
    public const string Modules = "/ko";

    /// <summary>Where the kernel's own selftests keep theirs.</summary>
    public const string SelftestModules = $"{Home}/test_modules";

    /// <summary>Whether a file of that path is in one of the folders, at whatever depth.</summary>
    public static bool HoldsScratch(string path) => path.StartsWith(Scratch + "/", StringComparison.Ordinal) || path.StartsWith(Home + "/", StringComparison.Ordinal);
}
