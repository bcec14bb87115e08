using System.Globalization;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>How instructions name what they work on: prefixes, the ModRM byte, registers and memory.</summary>
internal sealed partial class Processor
{
    private const int Sp = 4, Si = 6, Di = 7;

    private static readonly string[] s_names = ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];

    private int _rex;
    private bool _short, _perCpu;
    private int _mod, _reg, _rm;
    private ulong _address;

    private bool IsWide => (_rex & 8) != 0;

    // 8, 4 or 2 bytes, by the prefixes.
    private uint WordSize => IsWide ? 8u : _short ? 2u : 4u;

    private byte Fetch()
    {
        if (!_module.Contains(_ip) && _kernel.Modules.Containing(_ip) is { Image: not null } other) _module = other;
        if (!_module.Contains(_ip)) throw new OpaqueException(string.Create(CultureInfo.InvariantCulture, $"it goes on at {_ip:x16}, outside the module"));
        return (byte)_module.ReadNumber(_ip++, 1);
    }

    private ulong FetchNumber(uint size)
    {
        ulong value = 0;
        for (int i = 0; i < size; i++) value |= (ulong)Fetch() << (8 * i);
        return value;
    }

    private ulong FetchSigned(uint size) => Extend(FetchNumber(size), size);

    // An immediate operand has at most four bytes, and keeps its sign.
    private ulong FetchImmediate(uint size) => FetchSigned(System.Math.Min(size, 4));

    private void FetchModRm(uint immediate = 0)
    {
        byte modrm = Fetch();
        _mod = modrm >> 6;
        _reg = (modrm >> 3 & 7) | (_rex & 4) << 1;
        _rm = modrm & 7;
        if (_mod == 3)
        {
            _rm |= (_rex & 1) << 3;
            return;
        }

        ulong at = _rm == 4 ? FetchSib() : _mod == 0 && _rm == 5 ? FetchSigned(4) : _registers[_rm | (_rex & 1) << 3];
        bool relative = _mod == 0 && _rm == 5;
        if (_mod == 1) at += FetchSigned(1);
        if (_mod == 2) at += FetchSigned(4);
        _address = (relative ? at + _ip + immediate : at) + (_perCpu ? PerCpu : 0);
    }

    private ulong FetchSib()
    {
        byte sib = Fetch();
        int index = (sib >> 3 & 7) | (_rex & 2) << 2;
        int basis = sib & 7;
        ulong at = basis == 5 && _mod == 0 ? FetchSigned(4) : _registers[basis | (_rex & 1) << 3];
        return index == 4 ? at : at + (_registers[index] << (sib >> 6));
    }

    private ulong Operand(uint size) => _mod == 3 ? Register(_rm, size) : Read(_address, size);

    private void SetOperand(ulong value, uint size)
    {
        if (_mod == 3) SetRegister(_rm, value, size);
        else Write(_address, value, size);
    }

    private ulong Register(int number, uint size)
    {
        if (size == 1 && _rex == 0 && number is >= 4 and < 8) return _registers[number - 4] >> 8 & 0xff;
        return Cut(_registers[number], size);
    }

    // Four bytes clear the upper half, fewer leave the rest alone.
    private void SetRegister(int number, ulong value, uint size)
    {
        if (size == 1 && _rex == 0 && number is >= 4 and < 8)
        {
            _registers[number - 4] = (_registers[number - 4] & ~0xff00UL) | (value & 0xff) << 8;
            return;
        }

        ulong mask = size >= 4 ? ulong.MaxValue : (1UL << (int)(size * 8)) - 1;
        _registers[number] = size >= 4 ? Cut(value, size) : (_registers[number] & ~mask) | (value & mask);
    }

    private static ulong Cut(ulong value, uint size) => size == 8 ? value : value & ((1UL << (int)(size * 8)) - 1);

    private static ulong Extend(ulong value, uint size) => size switch
    {
        1 => (ulong)(sbyte)value,
        2 => (ulong)(short)value,
        4 => (ulong)(int)value,
        _ => value,
    };

    private static bool SignOf(ulong value, uint size) => (value >> (int)(size * 8 - 1) & 1) != 0;
}
