using KlpShell.Conformance.Playing;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>The shell and the tools that the scenarios' commands are typed in.</summary>
public sealed class ShellTests
{
    [Theory]
    [InlineData("echo a  b", "a b")]
    [InlineData("echo 'a  b' \"c$x\"", "a  b c")]
    [InlineData("x=5; echo $x ${x} '$x'", "5 5 $x")]
    [InlineData("false || echo no; true && echo yes", "no\nyes")]
    [InlineData("false; echo $?", "1")]
    [InlineData("! false && echo turned", "turned")]
    [InlineData("for m in a b; do echo $m; done | tail -1", "b")]
    [InlineData("echo $(echo one two) three", "one two three")]
    [InlineData("(cd /proc; echo in); { echo out; }", "in\nout")]
    [InlineData("echo x > /tmp/f; echo y >> /tmp/f; cat /tmp/f; wc -l < /tmp/f; rm /tmp/f", "x\ny\n2")]
    [InlineData("cat nosuch 2>/dev/null || echo gone", "gone")]
    [InlineData("cat nosuch 2>&1 | cut -d: -f1", "cat")]
    [InlineData("echo -n a; echo -e 'b\\tc'", "ab\tc")]
    [InlineData("[ -e /proc/cmdline ] && test 3 -gt 2 && echo fine", "fine")]
    [InlineData("sysctl -n kernel.tainted; sysctl kernel.ftrace_enabled", "0\nkernel.ftrace_enabled = 1")]
    [InlineData("uname -r", "3.19.8")]
    [InlineData("if [ -d /proc ]; then echo yes; elif true; then echo no; else echo none; fi", "yes")]
    [InlineData("i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done", "1\n3")]
    [InlineData("until false; do break; done; echo $?", "0")]
    [InlineData("case abc in x|y) echo one;; a*) echo two;; *) echo three;; esac", "two")]
    [InlineData("f() { echo \"$1 $#\"; return 3; }; f a b; echo $?", "a 2\n3")]
    [InlineData("p=/a/b,c; echo ${p##*/} ${p%,*} ${#p} ${p/b/d} ${none:-word}", "b,c /a/b 6 /a/d,c word")]
    [InlineData("echo $((2*(3+4))) $((16#ff)) $((1<<4)) $((7>3 && 0))", "14 255 16 0")]
    [InlineData("(x=1; exit 4); echo $? [$x]", "4 []")]
    [InlineData("cat <<< \"a b\"; seq 2 | while read n; do echo line $n; done", "a b\nline 1\nline 2")]
    [InlineData("[[ abc == a* && -e /proc ]] && echo fits", "fits")]
    [InlineData("printf '%s-%03d;' a 7 b 8; printf '%x\\n' 255", "a-007;b-008;ff")]
    [InlineData("echo x | tee /tmp/t; cat /tmp/t; basename /a/b.ko .ko; dirname /a/b.ko", "x\nx\nb\n/a")]
    [InlineData("v=$(false); echo $?; eval 'echo evaluated'; echo `echo old`", "1\nevaluated\nold")]
    [InlineData("for f in /proc/sys/kernel/*; do echo ${f##*/}; done | head -2", "ftrace_enabled\nmodules_disabled")]
    [InlineData("echo b 2 > /tmp/s; echo a 3 >> /tmp/s; sort -k2 /tmp/s; sort /tmp/s | tr a-b A-B", "b 2\na 3\nA 3\nB 2")]
    public void The_shell(string command, string output) => Prints(command, output);

    [Theory]
    [InlineData("grep -c -w base_probe /proc/kallsyms", "2")]
    [InlineData("grep ' base_probe$\\| cmdline_proc_show$' /proc/kallsyms | cut -c18-", "t base_probe\nt cmdline_proc_show\nt base_probe")]
    [InlineData("grep -w -e base_probe -e cmdline_proc_show /proc/kallsyms | head -n 1", "ffffffff81110620 t base_probe")]
    [InlineData("grep -E '^ffffffff8115f800 (t|T) ' /proc/kallsyms | awk '{print $3}'", "cmdline_proc_show")]
    [InlineData("awk '$3==\"base_probe\" {n++; print $1, NF} END {print n}' /proc/kallsyms", "ffffffff81110620 3\nffffffff8118a8c0 3\n2")]
    [InlineData("awk '$3 ~ /^cmdline_proc_s/ {printf \"%s-%5s|\\n\", $3, $2}' /proc/kallsyms", "cmdline_proc_show-    t|")]
    [InlineData("echo a:b:c | awk -F: '{print $NF $1 \"x\"}'", "cax")]
    [InlineData("echo 3 1 2 | tr ' ' '\\n' | sort | uniq | xargs echo", "1 2 3")]
    [InlineData("echo hello | sed 's/l\\(l*\\)/<\\1>/'", "he<l>o")]
    [InlineData("find /sys/kernel/livepatch -type d", "/sys/kernel/livepatch")]
    [InlineData("ls -ld /sys/kernel/livepatch | awk '{print $1,$2,$5,$NF}'", "drwxr-xr-x 2 0 /sys/kernel/livepatch")]
    [InlineData("stat -c '%A %a %U %s %n' /proc/sys/kernel/tainted", "-rw-r--r-- 644 root 0 /proc/sys/kernel/tainted")]
    [InlineData("head -c 7 /proc/version", "Linux v")]
    [InlineData("dmesg | grep -c ' oracle start'", "2")]
    [InlineData("wc -l /proc/modules", "0 /proc/modules")]
    [InlineData("printf 10 | dd of=/tmp/d bs=1 2>&1; cat /tmp/d; echo; dd if=/tmp/d bs=1 skip=1 count=1 2>/dev/null", "2+0 records in\n2+0 records out\n2 bytes copied, 0.001 s, 2.0 kB/s\n10\n0")]
    [InlineData("mkdir -p /tmp/a/b; echo x > /tmp/a/b/f; cp /tmp/a/b/f /tmp/g; mv /tmp/g /tmp/h; cat /tmp/h; touch /tmp/i; wc -c < /tmp/i", "x\n0")]
    [InlineData("chown 1000 /proc/sys/kernel/tainted; stat -c '%u %g %U' /proc/sys/kernel/tainted; chown root:root /proc/sys/kernel/tainted", "1000 0 UNKNOWN")]
    [InlineData("grep -r . /sys/kernel/livepatch; echo $?; grep -c . /proc/version /sys/nosuch 2>&1; echo $?", "1\n/proc/version:1\ngrep: /sys/nosuch: No such file or directory\n2")]
    [InlineData("seq 5 | grep -A1 -B1 -n 3; seq 9 | grep -m1 '[[:digit:]]'; echo ab | grep -o '[^a]'; seq 3 | grep -x 2", "2-2\n3:3\n4-4\n1\nb\n2")]
    [InlineData("seq 5 | sed -e '2d;4,$d' -e 's/\\([13]\\)/<&>/'; seq 4 | sed -n '/2/,/3/p;$='; echo a/b | sed 's,/,|,;y/ab/xy/'", "<1>\n<3>\n2\n3\n4\nx|y")]
    [InlineData("printf 'a\\n' | od -c; printf 'ab' | od -An -tx1", "0000000   a  \\n\n0000002\n 61 62")]
    [InlineData("dmesg -t -l notice | grep -c 'oracle start'; dmesg -l emerg | wc -l", "0\n0")]
    [InlineData("cat nosuch |& cut -d: -f1; ls /nosuch &> /tmp/e; wc -l < /tmp/e; echo x >| /tmp/e; cat /tmp/e", "cat\n1\nx")]
    public void The_tools(string command, string output) => Prints(command, output);

    [Theory]
    [InlineData("cat /sys/kernel/nosuch", 1, "cat: /sys/kernel/nosuch: No such file or directory")]
    [InlineData("cat /sys/kernel/livepatch", 1, "cat: /sys/kernel/livepatch: Is a directory")]
    [InlineData("ls /nosuch", 2, "ls: cannot access '/nosuch': No such file or directory")]
    [InlineData("echo 1 > /sys/kernel/livepatch/enabled", 1, "/oracle/lib.sh: line 15: /sys/kernel/livepatch/enabled: Permission denied")]
    [InlineData("echo 1 > /sys/kernel/nosuch/enabled", 1, "/oracle/lib.sh: line 15: /sys/kernel/nosuch/enabled: No such file or directory")]
    [InlineData("echo 1 > /proc/nosuch", 1, "/oracle/lib.sh: line 15: /proc/nosuch: No such file or directory")]
    [InlineData("mkdir /sys/kernel/livepatch/x", 1, "mkdir: cannot create directory '/sys/kernel/livepatch/x': Operation not permitted")]
    [InlineData("rmdir /sys/kernel/livepatch", 1, "rmdir: failed to remove '/sys/kernel/livepatch': Operation not permitted")]
    [InlineData("touch /sys/kernel/livepatch/x", 1, "touch: cannot touch '/sys/kernel/livepatch/x': Permission denied")]
    [InlineData("ln -s a /sys/kernel/livepatch/x", 1, "ln: failed to create symbolic link '/sys/kernel/livepatch/x': Operation not permitted")]
    [InlineData("insmod -f /ko/tgt_mod.ko", 1, "insmod: ERROR: could not insert module /ko/tgt_mod.ko: Invalid module format")]
    [InlineData("rmmod nosuch", 1, "rmmod: ERROR: Module nosuch is not currently loaded")]
    [InlineData("insmod /ko/nosuch.ko", 1, "insmod: ERROR: could not load module /ko/nosuch.ko: No such file or directory")]
    [InlineData("modprobe nosuch", 1, "modprobe: FATAL: Module nosuch not found in directory /lib/modules/3.19.8")]
    [InlineData("insmod /ko/ol_a.ko funcs=vmlinux", 1, "insmod: ERROR: could not insert module /ko/ol_a.ko: Argument list too long")]
    [InlineData("kx rmmod nosuch", 1, "delete_module = -1 errno=2 ENOENT (No such file or directory)")]
    [InlineData("kx unlink /sys/kernel/livepatch", 1, "unlink = -1 errno=21 EISDIR (Is a directory)")]
    [InlineData("kx write /proc/modules x", 1, "write(1 bytes) = -1 errno=5 EIO (Input/output error)")]
    [InlineData("cat <&7", 1, "/oracle/lib.sh: line 15: 7: Bad file descriptor")]
    [InlineData("cd /nosuch", 1, "/oracle/lib.sh: line 15: cd: /nosuch: No such file or directory")]
    public void Refusals(string command, int status, string output)
    {
        ScenarioResult result = ScenarioFiles.Play(($"{command}; echo $?", [output, status.ToString()]));
        Assert.True(result.Passed, string.Join('\n', result.First?.Differences ?? []) + result.Problem);
    }

    private static void Prints(string command, string output)
    {
        ScenarioResult result = ScenarioFiles.Play((command, output.Split('\n')));
        Assert.True(result.Passed, string.Join('\n', result.First?.Differences ?? []) + result.Problem);
    }
}
