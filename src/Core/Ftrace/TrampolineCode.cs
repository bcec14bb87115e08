using System;
using System.Buffers.Binary;

namespace KlpShell.Core.Ftrace;

/// <summary>
/// The machine code of an ops's own trampoline: it saves the registers, loads the ops, calls the list function, takes back the
/// registers (the instruction pointer that a handler changed among them) and goes on. Shaped like the copy of ftrace_regs_caller
/// that create_trampoline() makes (arch/x86/kernel/ftrace.c), without the padding and the frame that only unwinders need.
/// </summary>
public static class TrampolineCode
{
    private const ulong HeapStart = 0xffff88001c000000;
    private const ulong HeapMask = 0xfff000;

    private static readonly byte[] s_save = Convert.FromHexString("9c5051525355565741504151415241534154415541564157");
    private static readonly byte[] s_restore = Convert.FromHexString("415f415e415d415c415b415a415941585f5e5d5b5a59589dc3");

    /// <summary>Where the ops lies, as its trampoline names it.</summary>
    /// <param name="trampoline">The trampoline's address.</param>
    public static ulong OpsAddress(ulong trampoline) => HeapStart | (trampoline & HeapMask);

    /// <summary>The bytes of a trampoline.</summary>
    /// <param name="trampoline">Its address.</param>
    /// <param name="function">The function that it calls.</param>
    public static byte[] Bytes(ulong trampoline, ulong function)
    {
        // save; mov ops(%rip),%rdx; call function; restore and return; the ops's address, which the mov reads.
        const int load = 7;
        const int call = KernelText.CallSize;
        byte[] code = new byte[s_save.Length + load + call + s_restore.Length + sizeof(ulong)];
        Span<byte> rest = code;
        s_save.CopyTo(rest);
        int at = s_save.Length;
        code[at] = 0x48;
        code[at + 1] = 0x8b;
        code[at + 2] = 0x15;
        BinaryPrimitives.WriteInt32LittleEndian(rest[(at + 3)..], code.Length - sizeof(ulong) - (at + load));
        at += load;
        code[at] = 0xe8;
        BinaryPrimitives.WriteInt32LittleEndian(rest[(at + 1)..], (int)(uint)(function - trampoline - (ulong)at - call));
        at += call;
        s_restore.CopyTo(rest[at..]);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[(code.Length - sizeof(ulong))..], OpsAddress(trampoline));
        return code;
    }
}
