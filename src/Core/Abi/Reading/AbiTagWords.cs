using System;

namespace KlpShell.Core.Abi.Reading;

/// <summary>The words that make a line a tag, found anywhere in what stands before its colon.</summary>
[Flags]
internal enum AbiTagWords
{
    None = 0,
    What = 1,
    Date = 2,
    KernelVersion = 4,
    Contact = 8,
    Description = 16,
    Users = 32,
    Where = 64,
    /// <summary>The word is the whole tag.</summary>
    Exact = 128,
}
