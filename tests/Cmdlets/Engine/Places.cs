using System.Linq;
using System.Reflection;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>Where the build put things.</summary>
internal static class Places
{
    public static string Root => Of("KlpRoot");
    public static string Probe => Of("Probe");
    public static string Klpsh => Of("Klpsh");
    public static string CmdletsXml => Of("CmdletsXml");
    public static string Standard => Of("Standard");
    public static string Engine => typeof(System.Management.Automation.PSObject).Assembly.Location;

    private static string Of(string key) => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
