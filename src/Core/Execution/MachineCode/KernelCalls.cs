using System;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Sysfs;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>The functions of vmlinux that the machine code of modules may call.</summary>
internal sealed class KernelCalls(Kernel kernel, KernelTask task, Processor processor)
{
    private const ulong NewFile = 0xffff888010000000;

    private readonly ShadowCalls _shadow = new(kernel, task, processor);

    /// <summary>Makes a call with the arguments that the processor has.</summary>
    /// <param name="name">The function.</param>
    /// <param name="address">Its address.</param>
    /// <returns>What it returns.</returns>
    public ulong Call(string name, ulong address)
    {
        switch (name)
        {
            case "_printk" or "printk":
                return Print();
            case "seq_printf":
                task.SeqFile?.Append(Formatted(1));
                return 0;
            case "seq_puts":
                task.SeqFile?.Append(processor.Text(processor.Argument(1)));
                return 0;
            case "seq_putc":
                task.SeqFile?.Append((char)(byte)processor.Argument(1));
                return 0;
            case "klp_enable_patch":
                return (ulong)(long)EnablePatch(processor.Argument(0));
            case "klp_get_state":
                return StateAt(processor.Argument(0), processor.Argument(1));
            case "klp_get_prev_state":
                return PreviousState(processor.Argument(0));
            case "proc_create_single_data":
                return CreateFile(processor.Argument(3));
            case "remove_proc_entry":
                BoundFiles.Remove(kernel.Files, new FileDefinition(ProcPath(1), null));
                return 0;
            case "strcmp":
                return (ulong)(long)string.CompareOrdinal(processor.Text(processor.Argument(0)), processor.Text(processor.Argument(1)));
            case "strlen":
                return (ulong)processor.Text(processor.Argument(0)).Length;
            case "might_sleep" or "__cond_resched" or "dynamic_might_resched":
                return 0;
            default:
                if (name.StartsWith("klp_shadow_", StringComparison.Ordinal) && _shadow.Call(name) is { } result) return result;
                if (kernel.Executor.CodeAt(address) is null) throw new OpaqueException($"it calls {name}, which the simulator doesn't know from inside a module");
                Value value = kernel.CallNested(task, address, (long)processor.Argument(0));
                return (ulong)value.Number;
        }
    }

    private ulong Print()
    {
        string text = Formatted(0);
        LogLevel level = LogLevel.Warning;
        while (text.Length > 1 && text[0] == '\u0001')
        {
            if (char.IsAsciiDigit(text[1])) level = (LogLevel)(text[1] - '0');
            text = text[2..];
        }

        kernel.Log.Write(level, text);
        return (ulong)text.Length;
    }

    private string Formatted(int format) => new PrintfFormat(kernel, processor, format + 1).Expand(processor.Text(processor.Argument(format)));

    private int EnablePatch(ulong address)
    {
        if (address == 0) return kernel.Livepatch.Enable(null, task).ReturnValue;
        if (kernel.Modules.Containing(address) is not { Image: not null } module) throw new OpaqueException(string.Create(CultureInfo.InvariantCulture, $"its patch lies at {address:x16}, outside of all modules"));
        if (processor.Read(address, 8) is > 0 and < Processor.KernelSpace and var owner) throw new OopsException("unable to handle page fault", owner);
        KlpPatch patch = module.PatchAt(kernel, address) ?? throw Undecodable(module, address);
        return kernel.Livepatch.Enable(patch, task).ReturnValue;
    }

    private Exception Undecodable(Module module, ulong address)
    {
        PatchDecoder decoder = new(module);
        decoder.Read(address);
        ulong pointer = decoder.ProblemAddress == 0 ? 0 : processor.Read(decoder.ProblemAddress, 8);
        if (pointer is > 0 and < Processor.KernelSpace) return new OopsException("unable to handle page fault", pointer);
        return new OpaqueException(string.Create(CultureInfo.InvariantCulture, $"there is no klp_patch at {address:x16} that could be read: {decoder.Problem}"));
    }

    // klp_get_state: the array ends with an id of 0.
    private ulong StateAt(ulong patch, ulong id)
    {
        ulong size = (ulong)(ModuleFileRules.Of(kernel.Release) ?? ModuleFileRules.Linux612).StateSize;
        for (ulong at = processor.Read(patch + 16, 8); at != 0; at += size)
        {
            ulong found = processor.Read(at, 8);
            if (found == id) return found == 0 ? 0 : at;
            if (found == 0) return 0;
        }

        return 0;
    }

    // klp_get_prev_state: the newest of the patches before the one in transition. Those of manifests have no memory to point to.
    private ulong PreviousState(ulong id)
    {
        ulong last = 0;
        foreach (KlpPatch patch in kernel.Livepatch.Patches)
        {
            if (patch == kernel.Livepatch.CurrentTransition?.Patch) break;
            if (patch.Definition.Address == 0 && patch.Definition.States.Any(state => state.Id == id)) throw new OpaqueException($"it asks for state {id} of {patch.Name}, which wasn't read from a file");
            if (patch.Definition.Address != 0 && StateAt(patch.Definition.Address, id) is not 0 and var state) last = state;
        }

        return last;
    }

    // proc_create_single: a file whose show function is the module's own.
    private ulong CreateFile(ulong show)
    {
        string path = ProcPath(2);
        if (kernel.Files.Find(path, out _).Succeeded)
        {
            return 0;
        }

        BoundFiles.Add(kernel.Files, new FileDefinition(path, string.Create(CultureInfo.InvariantCulture, $"0x{show:x}"), Mode: (int)processor.Argument(1) & 0x1ff), kernel.Modules.Containing(show));
        return NewFile;
    }

    private string ProcPath(int parent)
    {
        if (processor.Argument(parent) != 0) throw new OpaqueException("it makes a file in a directory of its own under /proc");
        return "/proc/" + processor.Text(processor.Argument(0));
    }
}
