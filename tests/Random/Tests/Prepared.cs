using System.Collections.Generic;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Histories.Invariants;
using KlpShell.Histories.Operations;
using KlpShell.Histories.Playing;
using KlpShell.Histories.World;
using Xunit;

namespace KlpShell.Histories.Tests;

/// <summary>A kernel with two patches of <c>alpha</c>, in which everything holds, to be broken.</summary>
internal sealed class Prepared
{
    public Prepared(Release release, bool patched = true)
    {
        Session = new Session(release, AllInvariants.List);
        Do(new Load(Targets.Build("tgt_mod", 0), "tgt_mod.yaml"));
        if (!patched) return;
        Do(new Load(Patch("p0", 0, "alpha", "beta"), "p0.yaml"));
        Do(new Operations.Step(2000));
        Do(new Load(Patch("p1", 1, "alpha"), "p1.yaml"));
        Do(new Operations.Step(2000));
    }

    /// <summary>Where it was played.</summary>
    public Session Session { get; }

    /// <summary>The kernel.</summary>
    public Kernel Kernel => Session.Kernel;

    /// <summary>The ftrace location of a function of vmlinux.</summary>
    public ulong At(string function) => Functions.Vmlinux[function] + Kernel.Definition.EntryOffset;

    /// <summary>A patch of the kernel.</summary>
    public KlpPatch Of(string name) => Kernel.Modules.Find(name)!.Patches[0];

    /// <summary>A patch of functions of vmlinux, enabled as it is loaded.</summary>
    public static ModuleDefinition Patch(string name, int serial, params string[] functions) => new(name)
    {
        IsLivepatch = true,
        PlainInit = true,
        Signed = true,
        Functions = [.. functions.Select((function, number) => new FunctionDefinition($"new_{number}", Code.Of(function, $"{name}#{serial}.0.{number}")))],
        Patches = [new PatchDefinition { Objects = [new PatchObjectDefinition(null, [.. functions.Select(static (function, number) => new PatchFuncDefinition(function, $"new_{number}"))])] }],
    };

    /// <summary>Does a step that breaks nothing.</summary>
    public void Do(Operation operation)
    {
        if (operation is Load { Module.Patches: [_] } load) operation = load with { Module = load.Module with { Init = Init(load.Module.Name) } };
        Failure? failure = Session.Do(operation);
        Assert.True(failure is null, failure?.ToString());
        Assert.False(Session.IsOver);
    }

    /// <summary>What an invariant says now, after a step that did nothing.</summary>
    public string? Ask(Invariant invariant, Operation? operation = null, Status status = default, List<Fact>? before = null, List<Fact>? meanwhile = null)
    {
        List<Fact> now = Facts.Of(Kernel);
        return invariant.Check(new Moment
        {
            Kernel = Kernel,
            Reference = Session.Reference,
            Operation = operation ?? new Operations.Step(1),
            Status = status,
            Before = before ?? now,
            After = now,
            Meanwhile = meanwhile,
            Passed = meanwhile is null ? default : System.TimeSpan.FromSeconds(1),
            MixesBefore = Kernel.MixedExecutions.Count,
            Shell = Kernel.Shell.Pid,
        });
    }

    private Body Init(string name) => Session.Reference.Registers
        ? Body.Of([.. Code.CoreCall(name, "klp_register_patch"), .. Code.CoreCall(name, "klp_enable_patch"), new ReturnStep(Operand.Local(0))])
        : Body.Of([.. Code.CoreCall(name, "klp_enable_patch"), new ReturnStep(Operand.Local(0))]);
}
