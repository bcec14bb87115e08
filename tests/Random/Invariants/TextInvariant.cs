using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>The five bytes at each function's entry are a call exactly where a registered user of ftrace wants to see it, and the call leads to that user's trampoline or to the shared one. The records say so, too.</summary>
internal sealed class TextInvariant : Invariant
{
    // 0f 1f 44 00 00, the lowest byte first.
    private const ulong Nop = 0x00_00_44_1f_0f;

    public override string Title => "entry bytes agree with ops";

    public override string? Check(Moment moment)
    {
        Kernel kernel = moment.Kernel;
        Dictionary<ulong, (int Count, ulong Trampoline, FtraceOpsFlags Flags)> users = [];
        foreach (FtraceOps ops in kernel.Ftrace.Ops)
        {
            foreach (ulong location in ops.Filter)
            {
                (int known, _, FtraceOpsFlags flags) = users.GetValueOrDefault(location);
                if ((flags & ops.Flags & FtraceOpsFlags.IpModify) != 0) return $"two users of {location:x} may change the instruction pointer";
                users[location] = (known + 1, ops.Trampoline, flags | ops.Flags);
            }
        }

        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            (int count, _, FtraceOpsFlags flags) = users.GetValueOrDefault(record.Ip);
            if (record.Count != count) return $"the record of {record.Ip:x} counts {record.Count} users, there are {count}";
            if (record.IpModify != ((flags & FtraceOpsFlags.IpModify) != 0)) return $"the record of {record.Ip:x} says I {record.IpModify}, its users don't";

            // The mark for registers outlives its user until the next one goes.
            if (!record.SaveRegs && (flags & FtraceOpsFlags.SaveRegs) != 0) return $"the record of {record.Ip:x} has no R, a user of it needs the registers";
        }

        bool comesBack = !moment.Reference.Registers;
        foreach (ulong function in Live.Traceable(kernel))
        {
            ulong location = function + kernel.Definition.EntryOffset;
            ulong bytes = kernel.Ftrace.Text.Read(location);
            (int count, ulong trampoline, _) = users.Count == 0 ? default : users.GetValueOrDefault(location);
            if (count == 0 || kernel.Ftrace.Enabled == 0)
            {
                if (bytes != Nop) return $"{function:x} has {bytes:x10} without a user";
                continue;
            }

            if ((byte)bytes != 0xe8) return $"{function:x} has {bytes:x10}, with {count} users";
            ulong target = location + 5 + (ulong)(int)(bytes >> 8);
            bool shared = target == kernel.Ftrace.ListTrampoline;
            if (count > 1 ? !shared : target != trampoline && (comesBack || !shared)) return $"{function:x} calls {target:x}, with {count} users";
        }

        return null;
    }
}
