using System.Collections.Generic;
using KlpShell.Core.Ftrace;
using KlpShell.Core.Machine;

namespace KlpShell.Core.Livepatch.Stacking;

/// <summary>
/// The livepatch core of 4.1 (kernel/livepatch/core.c): a func stack for each function, newest on top, and a strict order. Only the
/// first disabled patch of the list may be enabled, and only the last enabled one disabled.
/// </summary>
internal sealed class StackingCore : RegisteringCore
{
    private readonly FuncStacks<StackingOps> _stacks = new();

    // Func stacks whose functions lost their address while they were hooked, newest first.
    private readonly List<StackingOps> _strays = [];

    /// <summary>klp_find_ops: the func stack whose newest replacement has that address.</summary>
    public StackingOps? FindOps(ulong oldAddress) => _stacks.Find(oldAddress) ?? _strays.Find(ops => ops.Stack.Top!.OldAddress == oldAddress);

    /// <summary>Adds a func stack.</summary>
    public void AddOps(ulong oldAddress, StackingOps ops) => _stacks.Add(oldAddress, ops);

    /// <summary>Forgets a func stack.</summary>
    public void RemoveOps(ulong oldAddress, StackingOps ops)
    {
        if (!_strays.Remove(ops)) _stacks.Remove(oldAddress);
    }

    // The one reason that this release tells (klp_init): a compiler without -mfentry, so that functions don't begin with their call.
    internal override void Boot()
    {
        base.Boot();
        if (!Kernel.Definition.LivepatchStarts) Kernel.Log.Write(LogLevel.Information, Prefix + "Your compiler is too old; turning off.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<KlpFunc> FuncStackOf(ulong function) => FindOps(function) is { } ops ? [.. ops.Stack.Functions] : [];

    /// <inheritdoc/>
    protected override Registration Registration => new StackingInit(Kernel);

    /// <inheritdoc/>
    protected override RegisteringEnabling Enabling => new StackingEnabling(Kernel, this);

    /// <inheritdoc/>
    protected override RegisteringCore CreateTwin() => new StackingCore();

    private protected override void CloneEra(RegisteringCore origin, CloneContext context)
    {
        StackingCore other = (StackingCore)origin;
        _stacks.CopyFrom(other._stacks, context);
        foreach (StackingOps ops in other._strays) _strays.Add((StackingOps)context.Copy<FtraceOps>(ops));
    }

    private protected override void LoseAddress(KlpFunc func)
    {
        if (func.State == KlpState.Enabled && _stacks.Find(func.OldAddress) is { } ops && ops.Stack.Top == func)
        {
            _stacks.Remove(func.OldAddress);
            _strays.Insert(0, ops);
        }

        base.LoseAddress(func);
    }

    /// <inheritdoc/>
    protected override void Insert(List<KlpPatch> patches, KlpPatch patch) => patches.Add(patch);

    private protected override KlpFunc CreateFunc(KlpObject obj, PatchFuncDefinition definition, ulong newAddress) =>
        new StackingFunc(obj, definition, newAddress);
}
