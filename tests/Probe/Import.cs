using System.Management.Automation;

namespace KlpShell.Probe;

public sealed class Import : IModuleAssemblyInitializer
{
    public static int Count { get; private set; }

    public void OnImport() => Count++;
}
