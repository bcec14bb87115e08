using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace KlpShell.Import;

/// <summary>
/// The YAML reader and what it needs live in a load context of their own, so that no other module's copy of them is ever taken or
/// disturbed. Only the reader's simple name is answered for, and by its exact path: to ask by name again would never end.
/// </summary>
internal static class PrivateAssemblies
{
    private const string Entry = "KlpShell.Manifests";

    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(PrivateAssemblies).Assembly.Location)!, "private");
    private static readonly PrivateContext s_context = new(s_folder);
    private static int s_hooked;

    /// <summary>Answers for the reader from now on. Once a process, however often the module is imported.</summary>
    public static void Hook()
    {
        if (Interlocked.Exchange(ref s_hooked, 1) == 0) AssemblyLoadContext.Default.Resolving += Resolve;
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == Entry ? s_context.LoadFromAssemblyPath(Path.Combine(s_folder, Entry + ".dll")) : null;
}
