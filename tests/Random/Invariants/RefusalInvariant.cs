using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>
/// A refused step leaves behind what the kernel leaves (docs/left-behind.md) and nothing else. One in which time passed is held against a
/// clone that only waited as long, where the history has one. Taint has an invariant of its own.
/// </summary>
internal sealed class RefusalInvariant : Invariant
{
    public override string Title => "a refused step leaves behind what the kernel leaves and nothing else";

    public override string? Check(Moment moment)
    {
        if (moment.Status.Errno == Errno.None || (moment.Passed > TimeSpan.Zero && moment.Meanwhile is null)) return null;
        foreach ((char sign, Fact fact) in Facts.Difference(moment.Meanwhile ?? moment.Before, moment.After))
        {
            if (fact.Kind is "taint" or "fault" || IsShell(moment, fact) || IsShared(moment, fact) || IsLeft(moment, sign, fact) || IsPlainTrue(moment, sign, fact) || IsStaleRegs(moment, sign, fact)) continue;
            return $"{moment.Status} left {sign}{fact}";
        }

        return null;
    }

    // Whoever asks leaves the kernel afterwards, and may switch there; a shell that was killed has a successor.
    private static bool IsShell(Moment moment, Fact fact) => fact.Kind is "task" or "side" && (fact.A == moment.Shell || fact.A == moment.Kernel.ShellPid);

    // Early ftrace never gives the only user that is left its own trampoline back.
    private static bool IsShared(Moment moment, Fact fact) => moment.Reference.Registers && fact.Kind == "text" && (byte)fact.B == 0xe8;

    // ftrace that couldn't be turned off is on, and says 1 whatever number was there before.
    private static bool IsPlainTrue(Moment moment, char sign, Fact fact) =>
        moment.Status.Refusal == Refusal.FtraceBusy && fact.Kind == "ftrace" && (sign == '-' || fact.A == 1);

    // A record from which a user of registers went keeps their mark while others are left (FtraceCore.SetFilterIp), until the next user goes:
    // a patch that was hooked there and unhooked again, because something else of it was refused, takes the mark along.
    private static bool IsStaleRegs(Moment moment, char sign, Fact fact)
    {
        const int SaveRegs = 2;
        if (fact.Kind != "record" || !moment.Reference.EnableBegun) return false;
        return sign == '-'
            ? (fact.B & SaveRegs) != 0 && moment.After.Contains(fact with { B = fact.B & ~SaveRegs })
            : (fact.B & SaveRegs) == 0 && moment.Before.Contains(fact with { B = fact.B | SaveRegs });
    }

    private static bool IsLeft(Moment moment, char sign, Fact fact) => moment.Operation switch
    {
        Load load => moment.Reference.Known.GetValueOrDefault(fact.Owner)?.Find(load.Module.Name) is not null && LeftByModule(moment, fact),
        Call { Function: "do_register" } call => fact.Owner == call.Module && LeftByRegister(moment, sign, fact),
        Call { Function: "do_enable" or "do_disable" } call => fact.Owner == call.Module ? LeftByChange(moment, fact) : WasUnhooked(moment, call.Module!) && IsHook(fact),
        Write { Patch: { } patch } => fact.Owner == patch ? LeftByChange(moment, fact) : WasUnhooked(moment, patch) && IsHook(fact),
        _ => false,
    };

    // What a module's coming wrote into patches stays written; a patch that turned it away keeps the addresses that it found.
    private static bool LeftByModule(Moment moment, Fact fact) =>
        fact.Kind == "word" || (fact.Kind == "func" && fact.A == 0 && (!moment.Reference.Registers || fact.B == 0));

    // Addresses and relocations before the failure; the state falls, and none rises; the object keeps the module that it found.
    private static bool LeftByRegister(Moment moment, char sign, Fact fact) => fact.Kind switch
    {
        "word" => true,
        "patch" or "func" or "object" => (sign == '+' ? moment.Before : moment.After).Exists(other =>
            other.Kind == fact.Kind && other.Owner == fact.Owner && other.Name == fact.Name && (sign == '+' ? other.A >= fact.A : other.A <= fact.A)),
        _ => false,
    };

    private static bool LeftByChange(Moment moment, Fact fact) => fact.Kind switch
    {
        "func" or "object" or "ops" => WasUnhooked(moment, fact.Owner) || moment.Reference.Stopped,
        _ => false,
    };

    // Registering an enabled patch again makes it read 0 while it is hooked; the next attempt to enable it unhooks it.
    private static bool WasUnhooked(Moment moment, string patch)
    {
        if (moment.Reference.Stopped) return true;
        bool disabled = false;
        bool hooked = false;
        foreach (Fact fact in moment.Before)
        {
            if (fact.Owner != patch) continue;
            disabled |= fact is { Kind: "patch", A: 0 };
            hooked |= fact is { Kind: "object", A: 1 };
        }

        return disabled && hooked;
    }

    private static bool IsHook(Fact fact) => fact.Kind is "ops" or "record" or "text";
}
