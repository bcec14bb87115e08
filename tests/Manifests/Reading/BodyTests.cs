using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Manifests.Tests.Support;
using Xunit;

namespace KlpShell.Manifests.Tests.Reading;

/// <summary>Bodies: each step, and how nested ones become flat.</summary>
public sealed class BodyTests
{
    [Fact]
    public void EachStepIsItsOwn() => DeepComparer.Equal(
        new Step[]
        {
            new PrintkStep(LogLevel.Warning, "plain"),
            new PrintkStep(LogLevel.Error, "bad"),
            new SeqPrintfStep("text\n"),
            new CallStep("f"),
            new CallStep("f", Operand.Argument, 7),
            new CallStep("v", default, -1, true),
            new CallStep("v", 5, 7, true),
            new StoreStep(3, "x"),
            new SleepStep(TimeSpan.FromMilliseconds(100)),
            new SleepStep(TimeSpan.FromTicks(15_000), TaskState.Killable),
            new WaitStep("p"),
            new WaitStep("p", TaskState.Interruptible),
            new SetParameterStep("p", 1),
            new LookupSymbolStep("jiffies", "v"),
            new ReturnStep(-19),
        },
        Text.Steps("""
            - printk: plain
            - printk: { level: err, text: bad }
            - seq_printf: "text\n"
            - call: f
            - call: { function: f, argument: "${argument}", store: mine }
            - call_pointer: v
            - call_pointer: { variable: v, argument: 5, store: mine }
            - store: { local: local3, value: x }
            - sleep: 100
            - sleep: { ms: 1.5, state: killable }
            - wait: p
            - wait: { parameter: p, state: interruptible }
            - set: { parameter: p, value: true }
            - lookup_symbol: { symbol: jiffies, variable: v }
            - return: -ENODEV
            """));

    [Theory]
    [InlineData("5", 5, null)]
    [InlineData("0x10", 16, null)]
    [InlineData("-7", -7, null)]
    [InlineData("0xffffffffffffffff", -1, null)]
    [InlineData("true", 1, null)]
    [InlineData("false", 0, null)]
    [InlineData("-EBUSY", -16, null)]
    [InlineData("'5'", 0, "5")]
    [InlineData("'-EBUSY'", 0, "-EBUSY")]
    [InlineData("word", 0, "word")]
    [InlineData("two words", 0, "two words")]
    [InlineData("''", 0, "")]
    [InlineData("5a", 0, "5a")]
    public void ConstantsAreNumbersOrText(string written, long number, string? text) =>
        Assert.Equal([new ReturnStep(new Operand(OperandKind.Constant, new Value(number, text)))], Text.Steps($"- return: {written}"));

    [Fact]
    public void NamesAreResultArgumentLocalsParametersAndVariables() => Assert.Equal(
        [
            new CallStep("f", default, 7),
            new ReturnStep(Operand.Result),
            new ReturnStep(Operand.Argument),
            new ReturnStep(Operand.Local(7)),
            new ReturnStep(Operand.Local(2)),
            new ReturnStep(Operand.Parameter("p")),
            new ReturnStep(Operand.Variable("v")),
            new ReturnStep(Operand.Parameter("p")),
            new ReturnStep(Operand.Variable("v")),
        ],
        Text.Steps("- call: { function: f, store: mine }\n- return: ${result}\n- return: ${argument}\n- return: ${mine}\n- return: ${local2}\n- return: ${p}\n- return: ${v}\n- return: ${parameter:p}\n- return: ${variable:v}"));

    [Fact]
    public void IfBecomesBranchesAndJumps() => Assert.Equal(
        [new BranchStep(Operand.Parameter("p"), 3), new ReturnStep(1), new JumpStep(4), new ReturnStep(2), new BranchStep(Operand.Result, 6), new ReturnStep(3), new ReturnStep(4)],
        Text.Steps("""
            - if: ${p}
              then: [ { return: 1 } ]
              else: [ { return: 2 } ]
            - if: ${result}
              then:
                - return: 3
            - return: 4
            """));

    [Fact]
    public void WhileGoesBack() => Assert.Equal(
        [new BranchStep(Operand.Parameter("p"), 4), new BranchStep(Operand.Result, 3), new ReturnStep(1), new JumpStep(0)],
        Text.Steps("""
            - while: ${p}
              do:
                - if: ${result}
                  then:
                    - return: 1
            """));

    [Fact]
    public void LabelsAreGoneToFromAnywhere() => Assert.Equal(
        [new JumpStep(3), new BranchStep(Operand.Result, 0), new ReturnStep(1), new JumpStep(1)],
        Text.Steps("""
            - label: top
            - goto: end
            - label: middle
            - unless: ${result}
              goto: top
            - return: 1
            - label: end
            - goto: middle
            """));

    [Theory]
    [InlineData("no values {0} }", "no values {0} }", 0)]
    [InlineData("a ${result} b ${result} c ${p}", "a {0} b {0} c {1}", 2)]
    [InlineData("{${result}}", "{{{0}}}", 1)]
    [InlineData("cost: $5", "cost: $5", 0)]
    [InlineData("$${result}", "${result}", 0)]
    [InlineData("$$${result}", "${0}", 1)]
    [InlineData("$$$${result}", "$${result}", 0)]
    public void TextsHaveValuesInBraces(string written, string format, int operands)
    {
        Template text = ((SeqPrintfStep)Text.Steps($"- seq_printf: \"{written}\"")[0]).Text;
        Assert.Equal((format, operands), (text.Format, text.Operands.Length));
    }
}
