
namespace KlpShell.Core.Machine;

/// <summary>One function that a task is in: the code and how far it has come. Data, so that a kernel can be cloned while a task is in mid-body.</summary>
internal struct Frame
{
    /// <summary>The code that runs.</summary>
    public CodeEntry Code;

    /// <summary>The address that was called: the original function's, where a patch led elsewhere.</summary>
    public ulong CalledAddress;

    /// <summary>The index of the next step.</summary>
    public int Pc;

    /// <summary>The caller's local that receives the value, or -1.</summary>
    public int StoreTo;

    /// <summary>What the function was called with.</summary>
    public Value Argument;

    /// <summary>What the last call from here returned.</summary>
    public Value Result;

    /// <summary>The locals, made when the first is stored.</summary>
    public Value[]? Locals;
}
