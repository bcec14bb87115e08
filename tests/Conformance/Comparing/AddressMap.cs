using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using KlpShell.Core;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Conformance.Comparing;

/// <summary>
/// Which address in the recorded module area stands for which in the simulator's. A module's parts may lie elsewhere, but all
/// addresses in one symbol of one loaded module must have moved by the same distance, whenever they are seen.
/// </summary>
internal sealed partial class AddressMap(Kernel kernel)
{
    private const ulong AreaStart = 0xffffffffa0000000;
    private const ulong AreaEnd = 0xffffffffff000000;
    private const ulong UntouchedHalf = 0x11111111;
    private const ulong PageSize = 4096;
    private const ulong SignExtension = 0xffffffff00000000;

    // The key names the module by its place, so that one that is loaded again is another one.
    private readonly Dictionary<(ulong Module, ulong Symbol, string? Unplaced), ulong> _distances = [];

    /// <summary>Whether two normalised lines say the same, addresses of modules apart.</summary>
    public bool Same(string recorded, string simulated)
    {
        if (recorded == simulated && !Address().IsMatch(recorded)) return true;
        Match left = Slot().Match(recorded);
        Match right = Slot().Match(simulated);
        if (left.Success && right.Success) return SameSlot(left, right);
        MatchCollection before = Address().Matches(recorded);
        MatchCollection after = Address().Matches(simulated);
        if (before.Count != after.Count || before.Count == 0) return false;
        if (Address().Replace(recorded, "ADDRESS") != Address().Replace(simulated, "ADDRESS")) return false;
        for (int i = 0; i < before.Count; i++)
        {
            if (!SameAddress(Read(before[i].Groups[1]), Read(after[i].Groups[1]), ListedName().Match(recorded) is { Success: true } listed ? listed.Groups[1].Value : null)) return false;
        }

        return true;
    }

    /// <summary>Whether a recorded address is the simulator's: the same one in vmlinux, the one that it stands for in a module.</summary>
    /// <param name="recorded">The recorded address.</param>
    /// <param name="simulated">The simulator's.</param>
    /// <param name="listed">The symbol that the address is listed for, where it stands in a list of symbols.</param>
    public bool SameAddress(ulong recorded, ulong simulated, string? listed = null)
    {
        bool recordedInModule = recorded is >= AreaStart and < AreaEnd;
        bool simulatedInModule = simulated is >= AreaStart and < AreaEnd;
        if (!recordedInModule || !simulatedInModule) return recorded == simulated;
        ulong distance = simulated - recorded;
        if (kernel.Modules.Containing(simulated) is not Module module) return SameGone(simulated, distance);
        bool found = kernel.Symbols.TryFindContaining(simulated, out Symbol symbol, out _);

        // The simulator lists symbols that it has no place for; each of them lies somewhere, too.
        string? unplaced = listed is not null && !Exists(module, listed) ? listed : null;
        (ulong, ulong, string?) place = (module.Base, unplaced is not null ? simulated : found ? symbol.Address : 0, unplaced);
        if (_distances.TryGetValue(place, out ulong known)) return known == distance;
        _distances.Add(place, distance);
        return true;
    }

    // What was freed, an init function: nobody lives there, but it began where it did in its page, and always is the same.
    private bool SameGone(ulong simulated, ulong distance)
    {
        if (distance % PageSize != 0) return false;
        if (_distances.TryGetValue((0, simulated, null), out ulong known)) return known == distance;
        _distances.Add((0, simulated, null), distance);
        return true;
    }

    private static bool Exists(Module module, string name) => module.Layout.AddressOf(name) != 0;

    // "slot[N] = 0xVALUE (at 0xPLACE)": what a relocation wrote, which may count from its own place.
    private bool SameSlot(Match recorded, Match simulated)
    {
        if (recorded.Groups[1].Value != simulated.Groups[1].Value) return false;
        ulong recordedPlace = Read(recorded.Groups[3]);
        ulong simulatedPlace = Read(simulated.Groups[3]);
        if (!SameAddress(recordedPlace, simulatedPlace)) return false;
        ulong recordedValue = Read(recorded.Groups[2]);
        ulong simulatedValue = Read(simulated.Groups[2]);
        if (recordedValue >> 32 != UntouchedHalf || simulatedValue >> 32 != UntouchedHalf) return SameAddress(recordedValue, simulatedValue);
        ulong recordedHalf = (uint)recordedValue | SignExtension;
        ulong simulatedHalf = (uint)simulatedValue | SignExtension;
        return recordedHalf == simulatedHalf
            || SameAddress((uint)(recordedHalf + recordedPlace) | SignExtension, (uint)(simulatedHalf + simulatedPlace) | SignExtension)
            || SameAddress(recordedHalf, simulatedHalf);
    }

    private static ulong Read(Group digits) => ulong.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b(?:0x)?(ffffffff[a-f][0-9a-f]{7})\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"^[0-9a-f]{16} \S (\S+)\t\[\w+\]$")]
    private static partial Regex ListedName();

    [GeneratedRegex(@"^(\w+: slot\[\d+\]) = 0x([0-9a-f]{16}) \(at 0x([0-9a-f]{16})\)$")]
    private static partial Regex Slot();
}
