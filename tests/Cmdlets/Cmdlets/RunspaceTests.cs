using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Sessions in parallel, each on a thread of its own: their kernels are apart, and one that they share has one owner at a time.</summary>
public sealed class RunspaceTests
{
    private const int Sessions = 16;
    private const int Rounds = 20;

    [Fact]
    public void Sixteen_sessions_have_their_own_kernels()
    {
        string[][] logs = InParallel(number =>
        {
            ModuleShell shell = new();
            shell.Run("Enable-KlpPatch first");
            for (int round = 0; round < Rounds; round++) shell.Run($"Set-KlpSysfs first/enabled {round % 2}; Write-KlpLog '{number} {round}'");
            return shell.Texts("(Get-KlpLog | Where-Object { $_.Message -match '^[0-9]+ [0-9]+$' }).Message");
        });
        for (int i = 0; i < Sessions; i++) Assert.Equal(Enumerable.Range(0, Rounds).Select(round => $"{i} {round}"), logs[i]);
    }

    [Fact]
    public void A_shared_kernel_loses_nothing_and_is_never_torn()
    {
        ModuleShell owner = new();
        object? kernel = owner.Run("Get-KlpKernel").Single();
        InParallel(number =>
        {
            ModuleShell shell = new(false);
            shell.Session.Global.Set("kernel", kernel);
            for (int round = 0; round < Rounds; round++)
            {
                shell.Run($"Write-KlpLog '{number} {round}' -Kernel $kernel; $null = New-KlpTask t{number} -Kernel $kernel; Step-KlpKernel 0.01 -Kernel $kernel");
                Assert.Empty(shell.Host.Errors);
            }

            return Array.Empty<string>();
        });
        owner.Session.Enter();
        Assert.Equal(Sessions * Rounds, owner.Run("Get-KlpLog | Where-Object { $_.Message -match '^[0-9]+ [0-9]+$' }").Count);
        Assert.Equal(Sessions * Rounds, owner.Texts("(Get-KlpTask t*).ProcessId").Distinct().Count());
        string[] sequence = owner.Texts("(Get-KlpLog).Sequence");
        Assert.Equal(sequence.Length, sequence.Distinct().Count());
    }

    private static T[] InParallel<T>(Func<int, T> work)
    {
        using Barrier start = new(Sessions);
        T[] results = new T[Sessions];
        Task[] tasks = [.. Enumerable.Range(0, Sessions).Select(number => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                results[number] = work(number);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        Task.WaitAll(tasks);
        return results;
    }
}
