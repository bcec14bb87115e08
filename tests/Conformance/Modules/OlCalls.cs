using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using KlpShell.Core;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Conformance.Modules;

/// <summary>The calls that ol_a to ol_d make when one is written to their parameter <c>call</c>, or named by <c>init=</c>.</summary>
internal sealed class OlCalls
{
    /// <summary>A variable that is set once the module's init has filled its patch.</summary>
    public const string Parsed = ".parsed";

    private readonly Kernel _kernel;
    private readonly KernelTask _task;
    private readonly Module _module;

    private OlCalls(Kernel kernel, KernelTask task, Module module)
    {
        _kernel = kernel;
        _task = task;
        _module = module;
    }

    private KlpPatch Patch => _module.Patches[0];

    // None before the module's init has read its parameters.
    private IEnumerable<KlpObject> Objects => IsParsed ? Patch.EachObject() : [];

    private bool IsParsed => _module.Parameter(Parsed) is { Number: not 0 };

    private KlpPatch Second => _module.Patches[1];

    /// <summary>The calls of a loaded module.</summary>
    public static OlCalls Of(Kernel kernel, KernelTask task, string module) => new(kernel, task, kernel.Modules.Find(module)!);

    /// <summary>The number in the text of lp_text_imm.</summary>
    public static long ReadImmediate(Module module)
    {
        int at = (int)(module.Layout.AddressOf(OlModule.ImmediateFunction) - module.Base) + OlModule.ImmediateOffset;
        return BinaryPrimitives.ReadUInt32LittleEndian(module.Memory[at..]);
    }

    /// <summary>Makes the calls of a list separated by commas.</summary>
    /// <param name="list">The list; what follows a newline is not looked at.</param>
    /// <param name="stop">True to end at the first error, and return it.</param>
    public Value All(string list, bool stop)
    {
        int status = 0;
        foreach (string call in list.Split('\n')[0].Split(','))
        {
            if (call.Length == 0) continue;
            status = One(call);
            if (status != 0 && stop) break;
        }

        return stop ? status : 0;
    }

    /// <summary>Makes one call, and prints its line.</summary>
    public int One(string call) => call switch
    {
        "register" => IsParsed ? Print("klp_register_patch()", _kernel.Livepatch.Register(Patch, _task)) : WithoutModule("klp_register_patch()"),
        "enable" => Print("klp_enable_patch()", _kernel.Livepatch.Enable(Patch, _task)),
        "disable" => Print("klp_disable_patch()", _kernel.Livepatch.Disable(Patch, _task)),
        "unregister" => Print("klp_unregister_patch()", _kernel.Livepatch.Unregister(Patch, _task)),
        "register2" => Print("klp_register_patch(second)", _kernel.Livepatch.Register(Second, _task)),
        "enable2" => Print("klp_enable_patch(second)", _kernel.Livepatch.Enable(Second, _task)),
        "disable2" => Print("klp_disable_patch(second)", _kernel.Livepatch.Disable(Second, _task)),
        "unregister2" => Print("klp_unregister_patch(second)", _kernel.Livepatch.Unregister(Second, _task)),
        "register_null" => Print("klp_register_patch(NULL)", _kernel.Livepatch.Register(null, _task)),
        "enable_null" => Print("klp_enable_patch(NULL)", _kernel.Livepatch.Enable(null, _task)),
        "disable_null" => Print("klp_disable_patch(NULL)", _kernel.Livepatch.Disable(null, _task)),
        "unregister_null" => Print("klp_unregister_patch(NULL)", _kernel.Livepatch.Unregister(null, _task)),
        "register_nomod" => WithoutModule("klp_register_patch(mod=NULL)"),
        "register_noobjs" => WithoutObjects(),
        "state" => State(),
        "addrs" => Addresses(),
        "slots" => PrintSlots(),
        "zero" => Refill(),
        _ when call.StartsWith("fix:", StringComparison.Ordinal) && Fix(call) => 0,
        _ => Unknown(call),
    };

    private int Print(string call, Status status)
    {
        Say($"{call} = {status.ReturnValue}");
        return status.ReturnValue;
    }

    private void Say(string text) => _kernel.Log.Write(LogLevel.Information, $"{_module.Name}: {text}");

    private int WithoutModule(string call)
    {
        Patch.Module = null;
        Status status = _kernel.Livepatch.Register(Patch, _task);
        Patch.Module = _module;
        return Print(call, status);
    }

    private int WithoutObjects()
    {
        Patch.WithoutObjects = true;
        Status status = _kernel.Livepatch.Register(Patch, _task);
        Patch.WithoutObjects = false;
        return Print("klp_register_patch(objs=NULL)", status);
    }

    private int State()
    {
        Say($"state: patch={(int)Patch.State}");
        foreach (KlpObject obj in Objects)
        {
            Say($"state: object {obj.DisplayName()} mod={ModuleName(obj)} state={(int)obj.State}");
            foreach (KlpFunc func in obj.Functions)
            {
                Say($"state: func {obj.DisplayName()}:{func.OldName} state={(int)func.State} old_addr={(func.OldAddress == 0 ? "0" : "set")}");
            }
        }

        return 0;
    }

    // The module reads obj->mod->name, wherever that pointer leads by now.
    private string ModuleName(KlpObject obj)
    {
        if (obj.Module is not { } module) return "-";
        foreach (Module loaded in _kernel.Modules.All)
        {
            if (loaded == module) return module.Name;
        }

        throw new OopsException("the object's module has been freed", module.Base);
    }

    private int Addresses()
    {
        foreach (KlpObject obj in Objects)
        {
            foreach (KlpFunc func in obj.Functions) Say($"addr: {obj.DisplayName()}:{func.OldName} = 0x{func.OldAddress:x16}");
        }

        return 0;
    }

    private int PrintSlots()
    {
        ulong slots = _module.Layout.AddressOf(OlModule.Slots);
        for (int i = 0; i < OlModule.SlotCount; i++)
        {
            ulong at = slots + (ulong)i * sizeof(ulong);
            if (_module.ReadWord(at) != OlModule.SlotInitial) Say($"slot[{i}] = 0x{_module.ReadWord(at):x16} (at 0x{at:x16})");
        }

        long immediate = _kernel.CallNested(_task, _module.Layout.AddressOf(OlModule.ImmediateFunction)).Number;
        Say($"rodata = 0x{_module.ReadWord(_module.Layout.AddressOf(OlModule.ReadOnlyWord)):x16}, imm = 0x{immediate:x8}");
        return 0;
    }

    private int Refill()
    {
        _module.Write(_module.Layout.AddressOf(OlModule.Slots), OlModule.SlotBytes().AsSpan());
        return 0;
    }

    private bool Fix(string call)
    {
        int colon = call.IndexOf(':', 4);
        if (colon < 0 || call.Length < 7 || call[5] != '.') return false;
        Patch.Objects[call[4] - '0'].Functions[call[6] - '0'].OldName = call[(colon + 1)..];
        return true;
    }

    private int Unknown(string call)
    {
        Say($"unknown call '{call}'");
        return -(int)Errno.EINVAL;
    }
}
