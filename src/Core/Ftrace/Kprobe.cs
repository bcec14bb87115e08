using KlpShell.Core.Machine;

namespace KlpShell.Core.Ftrace;

/// <summary>A probe on the first instruction of a function (struct kprobe and its kin).</summary>
public sealed class Kprobe : ICloneable<Kprobe>
{
    /// <summary>Makes a probe that isn't registered.</summary>
    /// <param name="symbol">The function's name.</param>
    /// <param name="kind">What sort of probe.</param>
    public Kprobe(string symbol, KprobeKind kind)
    {
        Symbol = symbol;
        Kind = kind;
    }

    /// <summary>The function's name.</summary>
    public string Symbol { get; }

    /// <summary>The module that the function is looked for in; null for anywhere.</summary>
    public string? Module { get; init; }

    /// <summary>What sort of probe it is.</summary>
    public KprobeKind Kind { get; }

    /// <summary>The function's address, once it is registered.</summary>
    public ulong Address { get; internal set; }

    /// <summary>The name of the event in tracefs that it belongs to; null for a module's own probe.</summary>
    public string? EventName { get; init; }

    /// <summary>The module in whose data it lies; null for an event's, and for one that nobody's code registered.</summary>
    public string? Owner { get; init; }

    /// <summary>Its number among that module's probes.</summary>
    public int Number { get; init; }

    /// <summary>True once the module that it sat in is gone (KPROBE_FLAG_GONE).</summary>
    internal bool Gone { get; set; }

    /// <summary>How often it was hit.</summary>
    public int Hits { get; internal set; }

    Kprobe ICloneable<Kprobe>.CloneShell() => (Kprobe)MemberwiseClone();

    void ICloneable<Kprobe>.CloneLinks(Kprobe origin, CloneContext context)
    {
    }
}
