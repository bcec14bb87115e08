namespace KlpShell.Core.Abi;

/// <summary>A run of bytes of a file.</summary>
/// <param name="Start">Its first byte, from 0.</param>
/// <param name="Length">How many bytes it is.</param>
public readonly record struct AbiSpan(int Start, int Length)
{
    /// <summary>The byte behind the last one.</summary>
    public int End => Start + Length;
}
