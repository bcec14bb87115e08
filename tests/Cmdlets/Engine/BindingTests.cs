using System.Linq;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class BindingTests
{
    private readonly EngineShell _shell = new();

    [Theory]
    [InlineData("Test-Binding 5", "Number=Int32 5")]
    [InlineData("Test-Binding -Address 0xffffffff81000000ul", "Address=UInt64 18446744071578845184")]
    [InlineData("Test-Binding -Span 0:1:0", "Span=TimeSpan 00:01:00")]
    [InlineData("Test-Binding -Colour BL", "Colour=Colour Blue")]
    [InlineData("Test-Binding -Widget foo", "Widget=widget foo")]
    [InlineData("Test-Binding -Numbers 1,'2'", "Numbers=Int32[2] 1|2")]
    [InlineData("Test-Binding -Doubled 4", "Doubled=Int32 8")]
    [InlineData("Test-Binding -Flag:$false", "Flag=SwitchParameter False")]
    public void A_word_becomes_what_its_parameter_wants(string text, string bound) => Assert.Equal([bound], _shell.Texts(text));

    [Theory]
    [InlineData("Test-Binding -Colour mauve", "CannotConvertArgumentNoMessage,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Test-Binding -Address -1", "CannotConvertArgumentNoMessage,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Test-Binding -Word ABC1", "ParameterArgumentValidationError,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Test-Binding -Doubled x", "ParameterArgumentTransformationError,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Test-Binding -N 1", "AmbiguousParameter,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Test-Binding -Number", "MissingArgument,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Test-Binding -Number 1 -Number 2", "ParameterAlreadyBound,KlpShell.Probe.TestBindingCommand")]
    [InlineData("Get-Widget -Nope", "NamedParameterNotFound,KlpShell.Probe.GetWidgetCommand")]
    [InlineData("Get-Widget a b", "PositionalParameterNotFound,KlpShell.Probe.GetWidgetCommand")]
    [InlineData("Set-Widget", "MissingMandatoryParameter,KlpShell.Probe.SetWidgetCommand")]
    [InlineData("Set-Widget -Id 1 -Name b", "AmbiguousParameterSet,KlpShell.Probe.SetWidgetCommand")]
    [InlineData("Set-Widget ''", "ParameterArgumentValidationErrorEmptyStringNotAllowed,KlpShell.Probe.SetWidgetCommand")]
    [InlineData("Set-Widget $null", "ParameterArgumentValidationErrorNullNotAllowed,KlpShell.Probe.SetWidgetCommand")]
    public void A_word_that_does_not_fit_is_refused_by_id(string text, string id) => Assert.Equal(id, _shell.Error(text).FullyQualifiedErrorId);

    [Fact]
    public void Pipeline_objects_bind_one_by_one_and_leave_no_trace()
    {
        Assert.Equal(["ByName: a", "ByName: b"], _shell.Texts("Get-Widget a, b | Set-Widget"));
        Assert.Equal(["10", "16"], _shell.Texts("(Get-Widget a -Size 10).Size; (Get-Widget a).Size"));
        _shell.Run("[pscustomobject]@{Name = 'ok'}, 5, [pscustomobject]@{Name = 'too'} | Set-Widget -OutVariable out");
        Assert.Equal("InputObjectNotBound,KlpShell.Probe.SetWidgetCommand", Assert.Single(_shell.Host.Errors).FullyQualifiedErrorId);
        Assert.Equal(["2"], _shell.Texts("$out.Count"));
    }

    [Fact]
    public void A_missing_value_is_asked_for_where_somebody_can_answer()
    {
        _shell.Host.Answers.Enqueue("typed");
        Assert.Equal(["ByName: typed"], _shell.Texts("Set-Widget"));
    }

    [Fact]
    public void The_module_is_initialised_once() => Assert.Equal(["1"], _shell.Texts($"Import-Module '{Places.Probe}'; Import-Module '{Places.Probe}'; Get-Import").Select(t => t == "0" ? "0" : "1"));
}
