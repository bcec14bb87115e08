using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KlpShell.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Engine;

public sealed class StreamTests
{
    private readonly EngineShell _shell = new();

    [Fact]
    public void Each_message_reaches_its_own_stream()
    {
        Assert.Equal(["out", "last", "of all"], _shell.Texts("Write-Stream -Verbose; Write-Host shown"));
        Assert.Equal([Stream.Verbose, Stream.Warning, Stream.Information], _shell.Host.Messages.Select(m => m.Stream));
        Assert.Equal("WARNING: look out", _shell.Host.Messages[1].Text);
        _shell.Host.Messages.Clear();
        _shell.Run("$WarningPreference = 'SilentlyContinue'; Write-Stream");
        Assert.Empty(_shell.Host.Messages);
    }

    [Fact]
    public void Redirected_messages_become_nothing()
    {
        Assert.Empty(_shell.Texts("Write-Stream *> $null"));
        Assert.Empty(_shell.Host.Messages);
        Assert.Equal(["0"], _shell.Texts("Invoke-Failure 2> $null"));
        Assert.Empty(_shell.Host.Errors);
    }

    [Fact]
    public void A_written_error_goes_on_and_a_terminating_one_ends_its_statement()
    {
        Assert.Equal(["1", "2"], _shell.Texts("1, 2 | Invoke-Failure"));
        Assert.Equal(2, _shell.Host.Errors.Count);
        Assert.Equal(["next"], _shell.Texts("1, 2 | Invoke-Failure Terminate; 'next'"));
        Assert.Equal("WidgetStuck,KlpShell.Probe.InvokeFailureCommand", Assert.Single(_shell.Host.Errors).FullyQualifiedErrorId);
        Assert.Empty(_shell.Texts("1 | Invoke-Failure -ErrorAction Stop; 'next'"));
        Assert.Equal(["caught 1 ResourceBusy", "done"], _shell.Texts("try { 1 | Invoke-Failure Terminate } catch { \"caught $($_.TargetObject) $($_.CategoryInfo.Category)\" } finally { 'done' }"));
    }

    [Theory]
    [InlineData("Continue", 1, 1)]
    [InlineData("SilentlyContinue", 0, 1)]
    [InlineData("Ignore", 0, 0)]
    public void ErrorAction_decides_what_is_seen_and_what_is_kept(string action, int seen, int kept)
    {
        Assert.Equal(["0", kept.ToString()], _shell.Texts($"Invoke-Failure -ErrorAction {action} -ErrorVariable e; $error.Count"));
        Assert.Equal(seen, _shell.Host.Errors.Count);
        Assert.Equal(["1"], _shell.Texts("$e.Count"));
    }

    [Fact]
    public void WhatIf_tells_and_does_nothing()
    {
        Assert.Empty(_shell.Texts("Set-Widget a -WhatIf"));
        Assert.Equal("What if: Performing the operation \"Paint\" on target \"a\".", Assert.Single(_shell.Host.Messages).Text);
        Assert.Equal(["ByName: a"], _shell.Texts("$WhatIfPreference = $true; Set-Widget b; Set-Widget a -WhatIf:$false"));
    }

    [Fact]
    public void A_question_is_answered_by_a_person_or_refused()
    {
        Assert.Equal("InvalidOperation,KlpShell.Probe.SetWidgetCommand", _shell.Error("Set-Widget a -Confirm").FullyQualifiedErrorId);
        foreach (var answer in new[] { "n", "what", "y" }) _shell.Host.Answers.Enqueue(answer);
        Assert.Empty(_shell.Texts("Set-Widget a -Confirm"));
        Assert.Equal(["ByName: a"], _shell.Texts("Set-Widget a -Confirm"));
        _shell.Host.Answers.Enqueue("a");
        Assert.Equal(["ByName: a", "ByName: b"], _shell.Texts("[pscustomobject]@{Name = 'a'}, [pscustomobject]@{Name = 'b'} | Set-Widget -Confirm"));
    }

    [Fact]
    public async Task Stopping_reaches_the_cmdlet_and_ends_the_pipeline()
    {
        using var started = new ManualResetEventSlim();
        var after = "";
        var run = Task.Run(() =>
        {
            _shell.Session.Enter();
            Assert.Throws<PipelineStoppedException>(() => _shell.Session.Run(new Parser("Wait-Widget; 'after'", null).Script(), item =>
            {
                after += Value.Text(item);
                started.Set();
            }));
        });
        Assert.True(started.Wait(10_000));
        await Task.Delay(50);
        _shell.Session.Stop();
        Assert.Same(run, await Task.WhenAny(run, Task.Delay(10_000)));
        await run;
        Assert.Equal("waiting", after);
    }
}
