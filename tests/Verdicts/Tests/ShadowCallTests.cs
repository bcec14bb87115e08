using System;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Verdicts.Playing;
using Xunit;

namespace KlpShell.Verdicts.Tests;

/// <summary>Modules whose machine code attaches shadow variables, and uses what they hold through pointers.</summary>
public sealed class ShadowCallTests
{
    [Theory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void What_is_attached_is_found_until_it_is_freed(string release)
    {
        Kernel kernel = Load(release, "n_shadow", out string[] lines);
        Assert.Equal(["n_shadow: shadow 1 1", "n_shadow: now 0"], lines.Where(static line => line.StartsWith("n_shadow: shadow", StringComparison.Ordinal) || line.StartsWith("n_shadow: now", StringComparison.Ordinal)));
        Assert.Empty(kernel.Livepatch.Shadow!.All);
    }

    [Theory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void Constructors_and_destructors_of_the_module_run(string release)
    {
        Kernel kernel = Load(release, "shadow", out string[] lines);
        Assert.Equal(
            ["shadow: same 1, 7 1, 9 0, none 1, made 3", "shadow: left 0 1, gone 7", "shadow: left 0, gone 37"],
            lines.Where(static line => line.StartsWith("shadow: ", StringComparison.Ordinal) && line.Contains(',', StringComparison.Ordinal)));
        string failed = Assert.Single(lines, static line => line.StartsWith("livepatch: Failed to construct shadow variable <", StringComparison.Ordinal));
        Assert.EndsWith(", 1> (-12)", failed, StringComparison.Ordinal);
        ((ulong obj, ulong id), Core.Machine.Value value) = Assert.Single(kernel.Livepatch.Shadow!.All);
        Assert.Equal((2ul, 0x1234L), (id, value.Number));
        Kernel copy = kernel.Clone();
        Assert.Equal(0x1234, copy.Livepatch.Shadow!.Get(obj, id)!.Value.Number);
        Assert.True(copy.UnloadModule("shadow").Succeeded);
        Assert.Empty(copy.Livepatch.Shadow!.All);
        Assert.Single(kernel.Livepatch.Shadow!.All);
    }

    private static Kernel Load(string release, string name, out string[] lines)
    {
        VerdictFolder folder = VerdictFolder.Open(Path.Combine(AppContext.BaseDirectory, "data", release), new KernelSources());
        Kernel kernel = Kernel.Boot(folder.Definition);
        EntranceResult result = kernel.LoadModule(folder.Module(name + ".ko")!);
        Assert.True(result.Succeeded, result.Status.ToString());
        Assert.True(kernel.OpaqueCode.Count == 0, string.Join("; ", kernel.OpaqueCode));
        lines = [.. result.Log.Select(static entry => entry.Text)];
        return kernel;
    }
}
