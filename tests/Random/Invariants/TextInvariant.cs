using System;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Ftrace;
using KlpShell.Histories.Playing;

namespace KlpShell.Histories.Invariants;

/// <summary>The five bytes at each function's entry are a call exactly where a registered user of ftrace wants to see it, and the call leads to that user's trampoline or to the shared one.</summary>
internal sealed class TextInvariant : Invariant
{
    private static readonly byte[] s_nop = [0x0f, 0x1f, 0x44, 0x00, 0x00];

    public override string Title => "entry bytes agree with ops";

    public override string? Check(Moment moment)
    {
        Kernel kernel = moment.Kernel;
        Dictionary<ulong, (int Count, ulong Trampoline)> users = [];
        foreach (FtraceOps ops in kernel.Ftrace.Ops)
        {
            foreach (ulong location in ops.Filter) users[location] = (users.GetValueOrDefault(location).Count + 1, ops.Trampoline);
        }

        foreach (FtraceRecord record in kernel.Ftrace.Records)
        {
            int count = users.GetValueOrDefault(record.Ip).Count;
            if (record.Count != count) return $"the record of {record.Ip:x} counts {record.Count} users, there are {count}";
        }

        foreach (ulong function in Live.Traceable(kernel))
        {
            ulong location = function + kernel.Definition.EntryOffset;
            byte[] bytes = kernel.Ftrace.Text.ReadBytes(location);
            (int count, ulong trampoline) = users.GetValueOrDefault(location);
            if (count == 0 || kernel.Ftrace.Enabled == 0)
            {
                if (!bytes.AsSpan().SequenceEqual(s_nop)) return $"{function:x} has {Convert.ToHexString(bytes)} without a user";
                continue;
            }

            if (bytes[0] != 0xe8) return $"{function:x} has {Convert.ToHexString(bytes)}, with {count} users";
            ulong target = location + 5 + (ulong)(long)BitConverter.ToInt32(bytes, 1);
            bool shared = target == kernel.Ftrace.ListTrampoline;
            bool comesBack = moment.Reference.Release.Has(Features.Consistency);
            if (count > 1 ? !shared : target != trampoline && (comesBack || !shared)) return $"{function:x} calls {target:x}, with {count} users";
        }

        return null;
    }
}
