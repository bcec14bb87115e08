using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class SurfaceTests
{
    private static readonly string[] s_object = ["ToString()", "Equals(Object)", "GetHashCode()", ".ctor()"];

    [Fact]
    public void The_engine_shows_nothing_that_PowerShellStandard_does_not()
    {
        var (engine, standard) = (Surface.Of(Places.Engine), Surface.Of(Places.Standard));
        var more = new List<string>();
        foreach (var (type, members) in engine.Types)
            if (!standard.Types.ContainsKey(type)) more.Add(type);
            else more.AddRange(members.Where(member => !standard.Has(type, member) && !(s_object.Contains(member) && member != ".ctor()")).Select(member => $"{type}.{member}"));
        Assert.True(more.Count == 0, string.Join("\n", more));
        Assert.True(engine.Types.Count > 60, "the engine's types were not read");
    }

    [Fact]
    public void All_that_the_probe_asks_of_PowerShell_is_there() => Satisfied(Path.Combine(Path.GetDirectoryName(Places.Probe)!, "KlpShell.Probe.dll"));

    [Fact]
    public void All_that_the_module_asks_of_PowerShell_is_there() => Satisfied(Path.Combine(Places.Root, "bin", "KlpShell.Cmdlets.dll"));

    private static void Satisfied(string dll)
    {
        var engine = Surface.Of(Places.Engine);
        var wanted = Surface.References(dll);
        var missing = wanted.Where(w => w.Member.Length == 0 ? !engine.Types.ContainsKey(w.Type) : !engine.Has(w.Type, w.Member)).Select(w => $"{w.Type} {w.Member}").ToList();
        Assert.True(missing.Count == 0, string.Join("\n", missing));
        Assert.True(wanted.Count > 20, "no references were read");
    }
}
