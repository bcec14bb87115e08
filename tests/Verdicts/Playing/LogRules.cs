using System.Collections.Generic;
using System.Text.RegularExpressions;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>What in the kernel log is the recording's circumstance: the dumps of registers and stacks, hashed pointers, and the numbers of CPU and process.</summary>
internal static partial class LogRules
{
    /// <summary>The lines that are compared, in the form in which they are.</summary>
    public static List<LogLine> Normalize(IEnumerable<LogLine> lines)
    {
        List<LogLine> kept = [];
        foreach (LogLine line in lines)
        {
            foreach (string part in line.Text.TrimEnd('\n').Split('\n'))
            {
                if (!DumpLine().IsMatch(part)) kept.Add(line with { Text = Normalize(part.TrimStart()) });
            }
        }

        return kept;
    }

    private static string Normalize(string text)
    {
        text = WarnPlace().Replace(text, "WARNING: at $1");
        text = TraceEnd().Replace(text, "---[ end trace ]---");
        text = HashedPointer().Replace(text, "$1POINTER$2");
        return KobjectPrefix().Replace(text, "");
    }

    [GeneratedRegex(@"^WARNING: CPU: \d+ PID: \d+ at (\S+) (\w+)\+0x[0-9a-f]+/0x[0-9a-f]+$")]
    private static partial Regex WarnPlace();

    [GeneratedRegex(@"^---\[ end trace [0-9a-f]{16} \]---$")]
    private static partial Regex TraceEnd();

    // %p: the kernel prints a hash of the address.
    [GeneratedRegex(@"(\bloc |^kobject:? \()[0-9a-f]{16}(\b|\))")]
    private static partial Regex HashedPointer();

    // 6.12 writes the subsystem in front of the lines of lib/kobject.c, 6.1 doesn't.
    [GeneratedRegex(@"^kobject: (?=kobject_add_internal failed)")]
    private static partial Regex KobjectPrefix();

    [GeneratedRegex("^(Modules linked in:|CPU: \\d+ (?:UID: \\d+ )?PID: \\d+ Comm: |Tainted: \\[| </?TASK>$|PKRU: | (?:\\? )?[\\w.]+\\+0x[0-9a-f]+/0x[0-9a-f]+(?: \\[\\w+\\])?$| (?:\\? )?0x[0-9a-f]{16}$|Hardware name: |Call Trace:$|Code: "
        + "|RIP: |RSP: |RAX: |RDX: |RBP: |R10: |R13: |FS:  |CS:  |CR2: |DR0: |DR3: )")]
    private static partial Regex DumpLine();
}
