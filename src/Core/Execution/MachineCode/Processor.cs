using System.Buffers.Binary;
using System.Globalization;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>
/// Follows the machine code of modules that were read from files: the integer instructions that compilers make of init functions,
/// callbacks and simple replacements, and the calls of those to the kernel that the simulator knows. Nothing of it runs on the host.
/// </summary>
internal sealed partial class Processor
{
    private const ulong StackTop = 0xffffc90000104000;
    private const int StackSize = 16384;
    private const int MostInstructions = 1_000_000;
    private const ulong Returned = 0;

    // Of what is per CPU, behind gs, only the stack protector's number is there (fixed_percpu_data.stack_canary).
    private const ulong PerCpu = 0xffff888030000000;
    private const ulong StackCanary = PerCpu + 0x28;
    private const ulong Canary = 0x5bd1e995a4c3f700;
    private const int MostNested = 8;

    /// <summary>Where the kernel's half of the addresses begins.</summary>
    public const ulong KernelSpace = 0xffff800000000000;


    private readonly Kernel _kernel;
    private readonly KernelTask _task;
    private readonly byte[] _stack = new byte[StackSize];
    private readonly ulong[] _registers = new ulong[16];
    private readonly KernelCalls _calls;
    private ulong _ip;
    private int _steps, _nested;
    private bool _zero, _sign, _carry, _overflow, _parity;
    private Module _module;

    public Processor(Kernel kernel, KernelTask task, Module module)
    {
        _kernel = kernel;
        _task = task;
        _module = module;
        _calls = new KernelCalls(kernel, task, this);
    }

    /// <summary>Runs a function.</summary>
    /// <param name="address">Where it begins.</param>
    /// <param name="argument">Its first argument.</param>
    /// <returns>What it leaves in rax; 0 where it couldn't be followed to its end.</returns>
    public Value Run(ulong address, Value argument)
    {
        (_ip, _steps, _nested) = (address, 0, 0);
        _registers[Sp] = StackTop - 64;
        _registers[Di] = (ulong)argument.Number;
        Push(Returned);
        try
        {
            Follow();
            return (long)_registers[0];
        }
        catch (OpaqueException opaque)
        {
            _kernel.AddOpaque(new OpaqueCode(_module.Name, _kernel.Symbols.NameAt(address), _ip, opaque.Message));
            return 0;
        }
    }

    /// <summary>Calls a function that the kernel was given a pointer to, in the middle of a call to the kernel.</summary>
    /// <returns>What it leaves in rax.</returns>
    public ulong Invoke(ulong function, ulong first, ulong second, ulong third = 0)
    {
        if (_nested == MostNested) throw new OpaqueException("the functions that it hands over call each other");
        ulong[] registers = (ulong[])_registers.Clone();
        (ulong ip, Module module) = (_ip, _module);
        _nested++;
        (_registers[Di], _registers[Si], _registers[2]) = (first, second, third);
        Push(Returned);
        Enter(function);
        Follow();
        ulong result = _registers[0];
        registers.CopyTo(_registers, 0);
        (_ip, _module) = (ip, module);
        _nested--;
        return result;
    }

    /// <summary>An argument of the call that is being made, counted from 0, as the calling convention passes integers.</summary>
    public ulong Argument(int index) => index switch
    {
        0 => _registers[Di],
        1 => _registers[Si],
        2 => _registers[2],
        3 => _registers[1],
        4 => _registers[8],
        5 => _registers[9],
        _ => Read(_registers[Sp] + 8 + (ulong)((index - 6) * 8), 8),
    };

    /// <summary>The text at an address.</summary>
    public string Text(ulong address)
    {
        if (address == 0) return "(null)";
        if (_kernel.Modules.Containing(address)?.TextAt(address) is { } text) return text;
        if (!IsStack(address, 1)) return Copied(address) ?? throw Unreadable(address);
        int at = (int)(address - (StackTop - StackSize));
        int end = System.Array.IndexOf(_stack, (byte)0, at);
        return System.Text.Encoding.Latin1.GetString(_stack, at, (end < 0 ? StackSize : end) - at);
    }

    // The value of a parameter that is a text.
    private string? Copied(ulong address)
    {
        foreach (Module module in _kernel.Modules.All)
        {
            if (module.TextAt(address) is { } text) return text;
        }

        return null;
    }

    private void Follow()
    {
        while (_ip != Returned)
        {
            if (_steps++ == MostInstructions) throw new OpaqueException("it doesn't come to an end");
            Step();
        }
    }

    /// <summary>Reads a number.</summary>
    public ulong Read(ulong address, uint size)
    {
        if (IsStack(address, size))
        {
            System.Span<byte> bytes = stackalloc byte[8];
            bytes.Clear();
            System.MemoryExtensions.AsSpan(_stack, (int)(address - (StackTop - StackSize)), (int)size).CopyTo(bytes);
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        if (_kernel.Modules.Containing(address) is { Image: not null } module && module.Contains(address, size)) return module.ReadNumber(address, size);
        if (_kernel.Livepatch.Shadow is { } shadow && shadow.Memory.TryRead(address, size, out ulong value)) return value;
        if (address == StackCanary && size == 8) return Canary;
        throw Unreadable(address);
    }

    /// <summary>Writes a number.</summary>
    public void Write(ulong address, ulong value, uint size)
    {
        if (IsStack(address, size))
        {
            for (int i = 0; i < size; i++) _stack[(int)(address - (StackTop - StackSize)) + i] = (byte)(value >> (8 * i));
            return;
        }

        if (_kernel.Livepatch.Shadow?.Write(address, value, size) == true) return;
        if (_kernel.Modules.Containing(address) is not { Image: not null } module || !module.Contains(address, size)) throw Unreadable(address);
        module.WriteNumber(address, value, size);
    }

    private static bool IsStack(ulong address, uint size) => address >= StackTop - StackSize && address + size <= StackTop;

    // Below the kernel's half of the address space a module has no business; above, there may be memory that isn't simulated.
    private System.Exception Unreadable(ulong address) => address < KernelSpace ? new OopsException("unable to handle page fault", address) : new OpaqueException(string.Create(CultureInfo.InvariantCulture, $"it uses memory at {address:x16} ({_kernel.Symbols.NameAt(address)})"));

    private void Push(ulong value)
    {
        _registers[Sp] -= 8;
        Write(_registers[Sp], value, 8);
    }

    private ulong Pop()
    {
        ulong value = Read(_registers[Sp], 8);
        _registers[Sp] += 8;
        return value;
    }

    // A call or a jump to another function: one of a module goes through its text, one of vmlinux is the simulator's or nobody's.
    private void Enter(ulong target)
    {
        if (_kernel.Modules.Containing(target) is { Image: not null })
        {
            ulong next = _kernel.Destination(target, _task);
            if (_kernel.Modules.Containing(next) is not { Image: not null } module) throw new OpaqueException($"it calls {_kernel.Symbols.NameAt(next)}");
            _module = module;
            _ip = next;
            return;
        }

        if (target < KernelSpace) throw new OopsException("unable to handle page fault", target, fetched: true);
        string name = _kernel.Symbols.NameAt(target);

        // The second is what a traceable function calls first, until ftrace has made a NOP of the call.
        if (name is "__x86_return_thunk" or "__fentry__")
        {
            _ip = Pop();
            return;
        }

        const string IndirectThunk = "__x86_indirect_thunk_";
        if (name.StartsWith(IndirectThunk, System.StringComparison.Ordinal) && System.Array.IndexOf(s_names, name[IndirectThunk.Length..]) is >= 0 and var register)
        {
            Enter(_registers[register]);
            return;
        }

        _registers[0] = _calls.Call(name, target);
        _ip = Pop();
    }
}
