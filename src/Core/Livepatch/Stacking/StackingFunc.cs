namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>A replaced function of the stacking era: while it is enabled it lies on the func stack of its old address.</summary>
internal sealed class StackingFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress) : KlpFunc(obj, definition, newAddress);
