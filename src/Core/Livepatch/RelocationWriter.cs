using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Livepatch;

/// <summary>Writes the relocations of an object into the memory of the patch module (klp_write_object_relocations; klp_write_module_reloc, arch/x86/kernel/livepatch.c).</summary>
internal class RelocationWriter(Kernel kernel)
{
    private const uint None = 0;
    private const uint Absolute64 = 1;
    private const uint PcRelative32 = 2;
    private const uint Absolute32 = 10;
    private const uint Signed32 = 11;

    /// <summary>Writes them one by one; those before a failure stay written.</summary>
    /// <param name="patchModule">The module that they are written into.</param>
    /// <param name="obj">The object, which is loaded.</param>
    public Status Write(Module patchModule, KlpObject obj)
    {
        if (obj.RelocationValues.Length == 0) obj.RelocationValues = new ulong[obj.Definition.Relocations.Length];
        for (int i = 0; i < obj.Definition.Relocations.Length; i++)
        {
            RelocationDefinition relocation = obj.Definition.Relocations[i];
            Status status = Resolve(patchModule, obj, relocation, ref obj.RelocationValues[i]);
            if (!status.Succeeded) return status;
            ulong value = obj.RelocationValues[i];
            status = WriteOne(patchModule, relocation, value + (ulong)(long)relocation.Addend);
            if (status.Succeeded) continue;

            // The line tells the symbol's address, without the addend.
            kernel.Log.Write(LogLevel.Error, $"{LivepatchCore.Prefix}relocation failed for symbol '{relocation.Name}' at 0x{value:x16} ({status.ReturnValue})");
            return status with { Subject = relocation.Name };
        }

        return Status.Ok;
    }

    /// <summary>The address of a relocation's place.</summary>
    public ulong Locate(Module patchModule, RelocationPlace place) => (ulong)place.Offset + place.Base switch
    {
        RelocationBase.Symbol => patchModule.Layout.AddressOf(place.Symbol!),
        RelocationBase.ModuleStart => patchModule.Base,
        RelocationBase.ModuleEnd => patchModule.Base + patchModule.CoreSize,
        RelocationBase.VmlinuxSymbol => kernel.Symbols.AddressOf(place.Symbol!),
        _ => 0,
    };

    /// <summary>The kernel.</summary>
    protected Kernel Kernel => kernel;

    /// <summary>The address of a relocation's symbol.</summary>
    protected virtual Status Resolve(Module patchModule, KlpObject obj, RelocationDefinition relocation, ref ulong value)
    {
        SymbolLookup lookup = new(kernel);
        if (!obj.IsModule)
        {
            value = relocation.Value;
            return lookup.Verify(relocation.Name, value);
        }

        return relocation.External
            ? lookup.FindExternal(patchModule.Name, relocation.Name, out value)
            : lookup.Find(obj.Module!.Name, relocation.Name, out value);
    }

    private Status WriteOne(Module module, RelocationDefinition relocation, ulong value)
    {
        ulong place = Locate(module, relocation.Location);
        uint size = relocation.Type switch
        {
            None => 0,
            Absolute64 => 8,
            PcRelative32 or Absolute32 or Signed32 => 4,
            _ => uint.MaxValue,
        };
        if (size == 0) return Status.Ok;
        if (kernel.Refuses(size == uint.MaxValue, Refusal.RelocationTypeUnknown, relocation.Name)) return Status.Refused(Errno.EINVAL, Refusal.RelocationTypeUnknown);

        // The kernel compares the first byte only; what would stick out of the last page is refused when it is written.
        bool outside = !module.Contains(place) || (module.Image is null && place - module.Base >= module.CoreSize);
        if (kernel.Refuses(outside, Refusal.RelocationOutsideModule, relocation.Name)) return Status.Refused(Errno.EINVAL, Refusal.RelocationOutsideModule);
        if (kernel.Refuses(!module.Contains(place, size), Refusal.RelocationOutsideModule, relocation.Name)) return Status.Refused(Errno.EFAULT, Refusal.RelocationOutsideModule);
        if (relocation.Type == PcRelative32) value -= place;
        module.Write(place, BitConverter.GetBytes(value).AsSpan(0, (int)size));
        return Status.Ok;
    }
}
