using System.Collections.Generic;
using System.Text.RegularExpressions;
using KlpShell.Conformance.Scenarios;

namespace KlpShell.Conformance.Comparing;

/// <summary>What in the kernel log is the recording's circumstance: the dumps under a WARN or an oops, and the numbers of CPU, process and place in the lines around them.</summary>
internal static partial class LogRules
{
    /// <summary>The lines that are compared, in the form in which they are.</summary>
    public static List<LogLine> Normalize(IEnumerable<LogLine> lines)
    {
        List<LogLine> kept = [];
        HashSet<string> sleeping = [];
        bool started = false;
        foreach (LogLine line in lines)
        {
            if (DumpLine().IsMatch(line.Text) || Busy().IsMatch(line.Text) || Clock().IsMatch(line.Text)) continue;
            LogLine normal = line with { Text = Normalize(line.Text) };
            started |= Starting().IsMatch(normal.Text);
            if (!Sleeping().IsMatch(normal.Text) || (started && sleeping.Add(normal.Text))) kept.Add(normal);
        }

        return kept;
    }

    /// <summary>True for the first line of an oops.</summary>
    public static bool BeginsOops(string line) => OopsBegin().IsMatch(line);

    /// <summary>The kind of an oops, from its first line, without the address that was touched.</summary>
    public static string OopsKind(string line) => OopsAddress().Replace(line, "$1 ADDRESS");

    /// <summary>True for the last line of an oops or a WARN.</summary>
    public static bool EndsTrace(string line) => TraceEnd().IsMatch(line);

    /// <summary>True for a line that the timers of the kernel's sample for shadow variables print, once a second and every three.</summary>
    public static bool IsPeriodic(string line) => Periodic().IsMatch(line);

    private static string Normalize(string text)
    {
        text = WarnPlace().Replace(text, "WARNING: CPU: N PID: N at $1+OFFSET");
        text = TraceEnd().Replace(text, "---[ end trace N ]---");
        text = KobjectAddress().Replace(text, "$1(ADDRESS)");
        text = Sleeping().Replace(text, "$1PID$2");
        text = SamplePointer().Replace(text, "@ ADDRESS");
        text = SampleTime().Replace(text, "$1JIFFIES");
        text = Timestamp().Replace(text, "$1TIME");
        text = CallersOfGetPid().Replace(text, "$1PIDS");
        text = OopsHead().Replace(text, "Oops: CODE [#$1] SMP");
        return OopsKind(text);
    }

    [GeneratedRegex("^(BUG: |general protection fault|kernel BUG at|invalid opcode|double fault|PANIC: )")]
    private static partial Regex OopsBegin();

    [GeneratedRegex("^(BUG: unable to handle (?:kernel paging request at|page fault for address:)) [0-9a-f]{16}$")]
    private static partial Regex OopsAddress();

    [GeneratedRegex(@"^(?:Oops: )?Oops: [0-9a-f]{4} \[#(\d+)\] (?:PREEMPT )?SMP(?: \w+)?\s*$")]
    private static partial Regex OopsHead();

    [GeneratedRegex(@"^WARNING: CPU: \d+ PID: \d+ at (\S+ \w[\w.]*?)(?:\.(?:isra|part|constprop)\.\d+)*(?:\+0x[0-9a-f]+/0x[0-9a-f]+)?(?: \[\w+\])?(?:\(\))?$")]
    private static partial Regex WarnPlace();

    [GeneratedRegex(@"^---\[ end trace [0-9a-f]{16} \]---$")]
    private static partial Regex TraceEnd();

    [GeneratedRegex(@"^livepatch: '.*': starting (?:un)?patching transition$")]
    private static partial Regex Starting();

    // Tasks that a transition found on a CPU, and the one that it waits for, told anew at each retry.
    [GeneratedRegex(@"^livepatch: klp_try_switch_task: .*:\d+ (?:is running|has an unreliable stack)$")]
    private static partial Regex Busy();

    // What an emulated machine's timers and generators have to say of themselves, at a moment of their own.
    [GeneratedRegex("^(?:hrtimer: interrupt took |clocksource: |tsc: |sched_clock: |perf: interrupt took too long|random: crng init done|workqueue: .* hogged CPU)")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(livepatch: klp_try_switch_task: .*:)(?:\d+|PID)( is sleeping on function .*)$")]
    private static partial Regex Sleeping();

    // What the kernel's sample for shadow variables prints: hashed pointers, and times.
    [GeneratedRegex(@"(?<=dummy_.*)@ [0-9a-f]{16}\b")]
    private static partial Regex SamplePointer();

    [GeneratedRegex(@"^((?:\w+: )*(?:\w*dummy_\w+|cleanup_work_func): .*(?:expires @|expired =|jiffies =) )[0-9a-f]{8,9}$")]
    private static partial Regex SampleTime();

    [GeneratedRegex(@"^(?:livepatch_shadow_fix\d: )?(?:livepatch_fix\d_)?(?:dummy_\w+|cleanup_work_func): ")]
    private static partial Regex Periodic();

    // What the selftests' scripts write there themselves.
    [GeneratedRegex("^(livepatch kselftest timestamp: ).*$")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^(% .*\bklp_pids=)[\d,]+")]
    private static partial Regex CallersOfGetPid();

    [GeneratedRegex(@"^(kobject:? )\([0-9a-f]{16}\)")]
    private static partial Regex KobjectAddress();

    // The shapes of the lines of a dump (arch/x86/kernel/dumpstack*.c, process_64.c, fault.c, kernel/module*.c, lib/dump_stack.c).
    // Later kernels name the taints, and write a call as its function and offset only.
    [GeneratedRegex("^(Modules linked in:|CPU: \\d+ (?:UID: \\d+ )?PID: \\d+ Comm: |Tainted: \\[| </?TASK>$|PKRU: |#PF: |note: .* exited with | (?:\\? )?[\\w.]+\\+0x[0-9a-f]+/0x[0-9a-f]+(?: \\[\\w+\\])?$|Hardware name: |Workqueue: |Call Trace:|Stack:$|Code: |task: [0-9a-f]{16} ti: "
        + "|IP: \\[<|PGD |RIP: |RIP  \\[<|RSP: |RAX: |RDX: |RBP: |R10: |R13: |FS:  |CS:  |CR2: |DR0: |DR3: "
        + "| RSP <| \\[<[0-9a-f]{16}>\\] | <(?:IRQ|EOI|NMI)>| (?:\\? )?0x[0-9a-f]{16}$| ?[0-9a-f]{16}(?: [0-9a-f]{16}){0,3} ?$)")]
    private static partial Regex DumpLine();
}
