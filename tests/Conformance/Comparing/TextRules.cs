using System;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Comparing;

/// <summary>What in a command's output or in a snapshot is the recording's circumstance.</summary>
/// <param name="kaslr">True for the build with randomised addresses, whose build number and date aren't known.</param>
internal sealed partial class TextRules(bool kaslr)
{
    /// <summary>A line in the form in which it is compared.</summary>
    public string Normalize(string line)
    {
        line = LogStamp().Replace(line, "[TIME] ");
        line = ListingDate().Replace(line, "$1DATE ");
        line = ParentLinks().Replace(line, "$1N $2");
        line = LinkColumn().Replace(line, "$1 $2 ");
        line = ModuleLine().Replace(line, "$1 SIZE $2 ADDRESS");
        line = ListedModule().Replace(line, "$1 SIZE $2");
        line = Trampoline().Replace(line, "tramp: ADDRESS");
        line = NamelessFunction().Replace(line, "ADDRESS $1");
        line = ScriptLine().Replace(line, "/oracle/lib.sh: line N: ");
        line = MissingProcess().Replace(line, "$1PID) - ");
        line = OtherTask().Replace(line, match => $"{match.Groups[1].Value} {CommonName(match.Groups[2].Value)} pid=PID");
        line = LoadedOnly().Replace(line, "ADDRESS ? ");
        line = ListedTrampoline().Replace(line, "ADDRESS $1");
        line = StackEntry().Replace(line, "$1+OFFSET$2");
        line = TraceCaller().Replace(line, "($1+OFFSET$2 <- ");
        line = TraceTask().Replace(line, "COMM-PID [CPU] $1 ");
        line = KilledProcess().Replace(line, "$1PID Killed");
        line = ProcessFile().Replace(line, "/proc/PID/");
        return kaslr ? BuildStamp().Replace(line, "#N SMP DATE") : line;
    }

    /// <summary>A process's name, of a kworker without its CPU and its last work.</summary>
    public static string CommonName(string name) => name.StartsWith("kworker/", StringComparison.Ordinal) ? "kworker" : name;

    [GeneratedRegex(@"/proc/\d+/")]
    private static partial Regex ProcessFile();

    [GeneratedRegex(@"^\[ *\d+\.\d{6}\] ")]
    private static partial Regex LogStamp();

    [GeneratedRegex(@"^([-dlrwxst]{10} +\d+ root root +\d+ )[A-Z][a-z]{2} [ \d]\d [ \d:]{5} ")]
    private static partial Regex ListingDate();

    // The directory above the listed one holds what has nothing to do with it.
    [GeneratedRegex(@"^(d[-rwxst]{9} +)\d+ (root root .* \.\.)$")]
    private static partial Regex ParentLinks();

    // How wide that makes the column.
    [GeneratedRegex(@"^([-dl][-rwxst]{9}) +(\d+|N) (?=root root)")]
    private static partial Regex LinkColumn();

    [GeneratedRegex(@"^(\w+) \d+ (\d+ \S+ (?:Live|Loading|Unloading)) 0x[0-9a-f]{16}")]
    private static partial Regex ModuleLine();

    // lsmod.
    [GeneratedRegex(@"^(?=.{30})(\w+) +\d+  (\d+(?: [\w,]+)?)$")]
    private static partial Regex ListedModule();

    [GeneratedRegex(@"tramp: 0x[0-9a-f]{16}")]
    private static partial Regex Trampoline();

    // enabled_functions, of a module whose memory was freed under ftrace.
    [GeneratedRegex(@"^0x[0-9a-f]{16} (\(\d+\) [ R]{2})")]
    private static partial Regex NamelessFunction();

    [GeneratedRegex(@"^/oracle/lib\.sh: line \d+: ")]
    private static partial Regex ScriptLine();

    [GeneratedRegex(@"^(/oracle/lib\.sh: line N: ) *\d+ Killed")]
    private static partial Regex KilledProcess();

    [GeneratedRegex(@"^(/oracle/lib\.sh: line N: kill: \()\d+\) - ")]
    private static partial Regex MissingProcess();

    // A line of a snapshot's list of tasks.
    [GeneratedRegex(@"^(-1|0|1) (\S.*) pid=\d+$")]
    private static partial Regex OtherTask();

    // /proc/PID/stack: how far into its function a call stands is the compiler's matter.
    [GeneratedRegex(@"^(\[<0>\] \w+)\+0x[0-9a-f]+/0x[0-9a-f]+( \[\w+\])?$")]
    private static partial Regex StackEntry();

    [GeneratedRegex(@"^[0-9a-f]{16} (t ftrace_trampoline\t)")]
    private static partial Regex ListedTrampoline();

    // A symbol in a section that was there only while its module was loaded.
    [GeneratedRegex(@"^[0-9a-f]{16} \? ")]
    private static partial Regex LoadedOnly();

    // A return event: where its caller goes on.
    [GeneratedRegex(@"\((\w+)\+0x[0-9a-f]+/0x[0-9a-f]+( \[\w+\])? <- ")]
    private static partial Regex TraceCaller();

    // A line of the trace buffer.
    [GeneratedRegex(@"^ *\S+-\d+ +\[\d{3}\] ([.\w]{5}) +")]
    private static partial Regex TraceTask();

    [GeneratedRegex(@"#\d+ SMP [A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d UTC \d{4}")]
    private static partial Regex BuildStamp();
}
