using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Refusals;

/// <summary>Steps that can't be.</summary>
public sealed class StepTests
{
    [Theory]
    [InlineData("- nop", "8:9: functions[0].body[0]: found 'nop' where a step (a mapping with one of the keys printk, seq_printf, return, call, call_pointer, store, sleep, wait, set, lookup_symbol, if, while, unless, goto, label) was expected [WrongType]")]
    [InlineData("- system: rm", "8:9: functions[0].body[0]: 'system' is no step; the steps are printk, seq_printf, return, call, call_pointer, store, sleep, wait, set, lookup_symbol, if, while, unless, goto, label [UnknownKey]")]
    [InlineData("- printk: x\n  sleep: 1", "9:9: functions[0].body[0].sleep: 'sleep' is no key here; the keys here are printk [UnknownKey]")]
    [InlineData("- printk: { level: loud, text: x }", "8:26: functions[0].body[0].printk.level: found 'loud' where one of emerg, alert, crit, err, warning, notice, info, debug was expected [UnknownValue]")]
    [InlineData("- printk:", "8:16: functions[0].body[0].printk: found nothing where text was expected [WrongType]")]
    [InlineData("- return: -EINVALID", "8:17: functions[0].body[0].return: found '-EINVALID' where an errno of the kernel was expected; did you mean '-EINVAL'? [UnknownValue]")]
    [InlineData("- return: [1]", "8:17: functions[0].body[0].return: found a list where a number, an errno such as -EINVAL, text, or ${name} was expected [WrongType]")]
    [InlineData("- return: x${p}", "8:17: functions[0].body[0].return: found 'x${p}' where one value was expected; text with values in it is for printk and seq_printf [WrongType]")]
    [InlineData("- seq_printf: ${q}", "8:21: functions[0].body[0].seq_printf: nothing here is called 'q': result, argument, a local that was stored before, or a parameter or variable of the module was expected; did you mean 'p'? [UnknownName]")]
    [InlineData("- seq_printf: a ${p", "8:21: functions[0].body[0].seq_printf: found 'a ${p' where a } for each ${ was expected; for the characters ${ themselves write $${ [WrongType]")]
    [InlineData("- call: { function: f, stor: x }", "8:30: functions[0].body[0].call.stor: 'stor' is no key here; did you mean 'store'? [UnknownKey]")]
    [InlineData("- call: { function: f, store: result }", "8:37: functions[0].body[0].call.store: found 'result' where a local's name was expected; that name is taken [BadName]")]
    [InlineData("- call_pointer: p", "8:23: functions[0].body[0].call_pointer: found 'p' where a variable of this module was expected; did you mean 'v'? [UnknownName]")]
    [InlineData("- wait: v", "8:15: functions[0].body[0].wait: found 'v' where a parameter of this module was expected; did you mean 'p'? [UnknownName]")]
    [InlineData("- wait: {}", "8:15: functions[0].body[0].wait: the key 'parameter' is missing [MissingKey]")]
    [InlineData("- sleep: soon", "8:16: functions[0].body[0].sleep: found 'soon' where a number of milliseconds was expected [WrongType]")]
    [InlineData("- sleep: -1", "8:16: functions[0].body[0].sleep: found '-1' where a number of milliseconds was expected [WrongType]")]
    [InlineData("- sleep: { ms: 1, state: light }", "8:32: functions[0].body[0].sleep.state: found 'light' where one of uninterruptible, killable, interruptible was expected [UnknownValue]")]
    [InlineData("- if: 1", "8:9: functions[0].body[0]: the key 'then' is missing [MissingKey]")]
    [InlineData("- goto: x", "8:15: functions[0].body[0].goto: this body has no label 'x' [UnknownName]")]
    [InlineData("- label: x\n- label: x", "9:16: functions[0].body[1].label: the label 'x' stands in this body a second time [DuplicateKey]")]
    public void IsRefused(string step, string expected) => Assert.Equal([expected], Text.StepProblems(step));

    [Fact]
    public void AFrameHasEightLocals()
    {
        string steps = string.Join('\n', System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, 9), i => $"- store: {{ local: l{i}, value: 0 }}"));
        Assert.Equal(["16:25: functions[0].body[8].store.local: there are more than 8 locals in this body [TooMuch]"], Text.StepProblems(steps));
    }

    [Fact]
    public void ATextHasTenValues()
    {
        string names = string.Concat(System.Linq.Enumerable.Select(System.Linq.Enumerable.Range(0, 8), i => $"${{local{i}}}"));
        Assert.Equal(["8:21: functions[0].body[0].seq_printf: found 11 values in one text where at most 10 were expected [TooMuch]"], Text.StepProblems($"- seq_printf: {names}${{result}}${{p}}${{v}}"));
    }
}
