using System;
using System.Collections.Generic;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Execution;

/// <summary>Entrances that never come back ask whether to go on, and the clone from before is untouched by what they did. Counted, not timed.</summary>
public sealed class InterruptTests
{
    private const int Questions = 50;

    private readonly Kernel _kernel = TestKernel.Boot();
    private int _asked;

    public static TheoryData<string> Endless => ["sleeps", "spins", "prints"];

    [Theory]
    [MemberData(nameof(Endless))]
    public void A_call_that_never_ends_can_be_ended(string function)
    {
        Load();
        Ends(kernel => kernel.Call(kernel.Symbols.AddressOf(function)));
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public void Time_with_a_task_that_never_ends_can_be_ended(string function)
    {
        Load();
        _kernel.StartTask("endless", TaskKind.KernelThread, _kernel.Symbols.AddressOf(function));
        Ends(kernel => kernel.Step(TimeSpan.FromDays(10_000)));
    }

    [Fact]
    public void An_init_that_never_ends_can_be_ended() =>
        Ends(kernel => kernel.LoadModule(new ModuleDefinition("stuck") { Init = Body.Of(Loop(new SleepStep(TimeSpan.FromSeconds(1)))) }));

    [Fact]
    public void Nobody_is_asked_by_a_clone()
    {
        _kernel.Interrupted = static () => true;
        Load(_kernel.Clone());
        Assert.Throws<InterruptedException>(() => _kernel.Step(TimeSpan.FromSeconds(1)));
    }

    private void Ends(Action<Kernel> entrance)
    {
        Kernel before = _kernel.Clone();
        List<string> was = StateText.Of(_kernel);
        _kernel.Interrupted = () => ++_asked == Questions;
        Assert.Throws<InterruptedException>(() => entrance(_kernel));
        Assert.Equal(Questions, _asked);
        Assert.Equal(was, StateText.Of(before));
        Assert.True(before.Step(TimeSpan.Zero).Succeeded);
    }

    private void Load() => Load(_kernel);

    private static void Load(Kernel kernel) => Assert.True(kernel.LoadModule(new ModuleDefinition("endless")
    {
        Functions =
        [
            Function("sleeps", Loop(new SleepStep(TimeSpan.FromMilliseconds(1)))),
            Function("spins", Loop()),
            Function("prints", Loop(new PrintkStep(LogLevel.Notice, "again"))),
        ],
    }).Succeeded);

    private static FunctionDefinition Function(string name, Step[] steps) => new(name, Body.Of(steps));

    private static Step[] Loop(params Step[] steps) => [.. steps, new JumpStep(0)];
}
