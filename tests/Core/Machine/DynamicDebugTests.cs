using System;
using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Machine;

/// <summary>The file dynamic_debug/control, as far as the livepatch core is concerned.</summary>
public sealed class DynamicDebugTests
{
    private const string Control = "/sys/kernel/debug/dynamic_debug/control";

    [Theory]
    [InlineData("file kernel/livepatch/* +p", true, true)]
    [InlineData("func klp_try_switch_task +p", false, true)]
    [InlineData("file kernel/livepatch/transition.c func klp_init_* =p", true, false)]
    [InlineData("file kernel/sched/core.c +p", false, false)]
    [InlineData("func klp_init_transition +f", false, false)]
    public void Queries_turn_lines_on(string query, bool init, bool task)
    {
        Kernel kernel = Later.Boot(debug: false);
        Assert.True(kernel.WriteFile(Control, query + "\n").Succeeded);
        Assert.Equal([init, task], [kernel.DynamicDebug.IsOn("klp_init_transition"), kernel.DynamicDebug.IsOn("klp_try_switch_task")]);
        Kernel copy = kernel.Clone();
        copy.WriteFile(Control, "func * -p");
        Assert.False(copy.DynamicDebug.IsOn("klp_init_transition"));
        Assert.Equal(init, kernel.DynamicDebug.IsOn("klp_init_transition"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("file +p")]
    [InlineData("sort x +p")]
    public void What_is_no_query_is_refused(string query) =>
        Assert.Equal(Errno.EINVAL, Later.Boot().WriteFile(Control, query).Status.Errno);

    [Fact]
    public void All_queries_of_a_line_are_carried_out_and_mistakes_are_logged()
    {
        Kernel kernel = Later.Boot(debug: false);
        EntranceResult result = kernel.WriteFile(Control, "func klp_init_transition +pl; line +q; format \"^'%s': \" +p");
        Assert.Equal(Errno.EINVAL, result.Status.Errno);
        Assert.Equal(["dyndbg: unknown flag 'q'", "dyndbg: flags parse failed"], result.Log.Select(static line => line.Text));
        string control = kernel.ReadFile(Control).Output;
        Assert.Contains("kernel/livepatch/transition.c:591 [livepatch]klp_init_transition =pl \"'%s': initializing %s transition\\n\"\n", control, StringComparison.Ordinal);
        Assert.Contains(":345 [livepatch]klp_try_switch_task =_ ", control, StringComparison.Ordinal);
        Assert.True(kernel.DynamicDebug.IsOn("klp_reverse_transition"));
    }

    [Fact]
    public void The_first_releases_have_no_such_file() => Assert.Equal(Errno.ENOENT, TestKernel.Boot().ReadFile(Control).Status.Errno);
}
