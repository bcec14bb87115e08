using KlpShell.Core.Modules;

namespace KlpShell.Core.Sysfs;

/// <summary>A parameter of a loaded module: what a file under /sys/module/NAME/parameters tells about.</summary>
/// <param name="Module">The module.</param>
/// <param name="Definition">The parameter.</param>
internal sealed record ModuleParameter(Module Module, ParameterDefinition Definition);
