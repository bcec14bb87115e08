using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using KlpShell.Core;

namespace KlpShell.Import;

/// <summary>Answers only from its own folder, but for Core, which must be the one that scripts see.</summary>
internal sealed class PrivateContext(string folder) : AssemblyLoadContext("KlpShell")
{
    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        Assembly core = typeof(Kernel).Assembly;
        if (assemblyName.Name == core.GetName().Name) return core;
        string path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
