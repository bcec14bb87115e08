using System.Collections.Generic;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch;

/// <summary>The enabled replacements of one function, newest on top (klp_ops.func_stack).</summary>
/// <remarks>A stack's entries are linked by <see cref="KlpFunc.Below"/>, so that the handler walks without looking anything up.</remarks>
internal sealed class FuncStack
{
    /// <summary>The newest replacement; null while there is none.</summary>
    public KlpFunc? Top { get; private set; }

    /// <summary>True when there is exactly one replacement (list_is_singular).</summary>
    public bool IsSingular => Top is { Below: null };

    /// <summary>The replacements, newest first.</summary>
    public IEnumerable<KlpFunc> Functions
    {
        get
        {
            for (KlpFunc? func = Top; func is not null; func = func.Below) yield return func;
        }
    }

    /// <summary>Puts a replacement on top.</summary>
    public void Push(KlpFunc func)
    {
        func.Below = Top;
        func.Above = null;
        if (Top is not null) Top.Above = func;
        Top = func;
    }

    /// <summary>Takes a replacement out, wherever it lies.</summary>
    public void Remove(KlpFunc func)
    {
        if (func.Above is null) Top = func.Below;
        else func.Above.Below = func.Below;
        if (func.Below is not null) func.Below.Above = func.Above;
        func.Above = func.Below = null;
    }

    /// <summary>The same stack of a cloned kernel's functions.</summary>
    public FuncStack Clone(CloneContext context) => new() { Top = context.CopyOrNull(Top) };
}
