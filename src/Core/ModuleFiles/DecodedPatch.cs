using KlpShell.Core.Livepatch;

namespace KlpShell.Core.ModuleFiles;

/// <summary>A struct klp_patch that a module's file holds.</summary>
/// <param name="Definition">What it says. New functions and callbacks are named by their symbols; addresses are those of the decoding.</param>
/// <param name="Place">Where it is, such as <c>.data+0x0</c>.</param>
/// <param name="FoundBy">How it was found: <c>klp_enable_patch</c> for the argument of that call, <c>shape</c> for data that points to the module itself as a patch does.</param>
public sealed record DecodedPatch(PatchDefinition Definition, string Place, string FoundBy);
