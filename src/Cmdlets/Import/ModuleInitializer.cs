using System.Management.Automation;

namespace KlpShell.Import;

/// <summary>What happens when the module is imported: nothing but that the private assemblies can be found from then on.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => PrivateAssemblies.Hook();
}
