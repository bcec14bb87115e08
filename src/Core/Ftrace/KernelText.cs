using System;
using System.Collections.Generic;

namespace KlpShell.Core.Ftrace;

/// <summary>
/// The kernel's text, as far as it differs from what was linked: five bytes at each place that was poked. What was never poked
/// at an ftrace location is the five-byte NOP.
/// </summary>
public sealed class KernelText
{
    /// <summary>The length of a call and of the NOP in its place (MCOUNT_INSN_SIZE).</summary>
    public const int CallSize = 5;

    /// <summary>The five-byte NOP of x86-64 (0f 1f 44 00 00), lowest byte first.</summary>
    public const ulong Nop = 0x00_00_44_1f_0f;

    private const byte CallOpcode = 0xe8;

    private readonly Dictionary<ulong, ulong> _pokes;

    internal KernelText() => _pokes = [];

    private KernelText(Dictionary<ulong, ulong> pokes) => _pokes = new(pokes);

    /// <summary>The five bytes at an ftrace location, lowest first.</summary>
    public ulong Read(ulong location) => _pokes.TryGetValue(location, out ulong bytes) ? bytes : Nop;

    /// <summary>The bytes at an ftrace location.</summary>
    public byte[] ReadBytes(ulong location) => BitConverter.GetBytes(Read(location))[..CallSize];

    /// <summary>Where the call at a location goes; 0 when there is none.</summary>
    public ulong CallTarget(ulong location)
    {
        ulong bytes = Read(location);
        if ((byte)bytes != CallOpcode) return 0;
        return location + CallSize + (ulong)(long)(int)(uint)(bytes >> 8);
    }

    internal void PokeCall(ulong location, ulong target) =>
        _pokes[location] = CallOpcode | (ulong)(uint)(target - location - CallSize) << 8;

    internal void PokeNop(ulong location) => _pokes.Remove(location);

    internal KernelText Clone() => new(_pokes);
}
