using System.Globalization;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>One instruction after the other (Intel's manual, volume 2, gives the encodings).</summary>
internal sealed partial class Processor
{
    private void Step()
    {
        ulong start = _ip;
        _rex = 0;
        _perCpu = false;
        _short = false;
        byte code = Fetch();
        while (code is 0x66 or 0x2e or 0x3e or 0x65 or 0xf2 or 0xf3)
        {
            _short |= code == 0x66;
            _perCpu |= code == 0x65;
            code = Fetch();
        }

        if (code is >= 0x40 and < 0x50)
        {
            _rex = code;
            code = Fetch();
        }

        if (code == 0x0f ? TwoBytes(Fetch()) : OneByte(code)) return;
        _ip = start;
        throw new OpaqueException(string.Create(CultureInfo.InvariantCulture, $"the simulator doesn't follow the instruction at {start:x16} ({_kernel.Symbols.NameAt(start)}+0x{start - Begin(start):x})"));
    }

    private ulong Begin(ulong address) => _kernel.Symbols.TryFindContaining(address, out Symbols.Symbol symbol, out _) ? symbol.Address : address;

    private bool OneByte(byte code)
    {
        uint size = WordSize;
        switch (code)
        {
            case < 0x40 when (code & 7) < 6:
                Arithmetic(code >> 3, code & 7);
                return true;
            case >= 0x50 and < 0x58:
                Push(_registers[(code & 7) | (_rex & 1) << 3]);
                return true;
            case >= 0x58 and < 0x60:
                _registers[(code & 7) | (_rex & 1) << 3] = Pop();
                return true;
            case 0x63:
                FetchModRm();
                SetRegister(_reg, Extend(Operand(4), 4), size);
                return true;
            case 0x68 or 0x6a:
                Push(FetchSigned(code == 0x68 ? 4u : 1u));
                return true;
            case 0x69 or 0x6b:
                FetchModRm(code == 0x69 ? System.Math.Min(size, 4) : 1);
                ulong factor = Operand(size);
                SetRegister(_reg, Extend(factor, size) * (code == 0x69 ? FetchImmediate(size) : FetchSigned(1)), size);
                return true;
            case >= 0x70 and < 0x80:
                Jump(code & 15, FetchSigned(1));
                return true;
            case 0x80 or 0x81 or 0x83:
                Immediate(code);
                return true;
            case 0x84 or 0x85:
                size = code == 0x84 ? 1 : size;
                FetchModRm();
                Compute(4, Operand(size), Register(_reg, size), size);
                return true;
            case 0x88 or 0x89:
                size = code == 0x88 ? 1 : size;
                FetchModRm();
                SetOperand(Register(_reg, size), size);
                return true;
            case 0x8a or 0x8b:
                size = code == 0x8a ? 1 : size;
                FetchModRm();
                SetRegister(_reg, Operand(size), size);
                return true;
            case 0x8d:
                FetchModRm();
                SetRegister(_reg, _address, size);
                return true;
            case 0x90:
                return true;
            case 0x98:
                SetRegister(0, Extend(_registers[0], size / 2), size);
                return true;
            case 0x99:
                SetRegister(2, SignOf(_registers[0], size) ? ulong.MaxValue : 0, size);
                return true;
            case 0xa8 or 0xa9:
                size = code == 0xa8 ? 1 : size;
                Compute(4, Register(0, size), FetchImmediate(size), size);
                return true;
            case >= 0xb0 and < 0xb8:
                SetRegister((code & 7) | (_rex & 1) << 3, FetchNumber(1), 1);
                return true;
            case >= 0xb8 and < 0xc0:
                SetRegister((code & 7) | (_rex & 1) << 3, FetchNumber(size), size);
                return true;
            case 0xc0 or 0xc1 or 0xd0 or 0xd1 or 0xd2 or 0xd3:
                size = (code & 1) == 0 ? 1 : size;
                FetchModRm(code < 0xd0 ? 1u : 0);
                ulong shifted = Operand(size);
                int count = code < 0xd0 ? Fetch() : code < 0xd2 ? 1 : (int)(_registers[1] & 0xff);
                SetOperand(Shift(_reg & 7, shifted, count, size), size);
                return true;
            case 0xc3:
                _ip = Pop();
                return true;
            case 0xc6 or 0xc7:
                size = code == 0xc6 ? 1 : size;
                FetchModRm(System.Math.Min(size, 4));
                SetOperand(FetchImmediate(size), size);
                return true;
            case 0xc9:
                _registers[Sp] = _registers[5];
                _registers[5] = Pop();
                return true;
            case 0xe8:
                ulong called = FetchSigned(4);
                ulong after = _ip;
                Push(after);
                Enter(after + called);
                return true;
            case 0xe9 or 0xeb:
                Leap(FetchSigned(code == 0xe9 ? 4u : 1u));
                return true;
            case 0xf6 or 0xf7:
                return Unary(code == 0xf6 ? 1 : size);
            case 0xfe or 0xff:
                return Indirect(code == 0xfe ? 1 : size);
            default:
                return false;
        }
    }

    private bool TwoBytes(byte code)
    {
        uint size = WordSize;
        switch (code)
        {
            case 0x1e or 0x1f or 0x18 or 0x0d:
                FetchModRm();
                return true;
            case >= 0x40 and < 0x50:
                FetchModRm();
                SetRegister(_reg, Condition(code & 15) ? Operand(size) : _registers[_reg], size);
                return true;
            case >= 0x80 and < 0x90:
                Jump(code & 15, FetchSigned(4));
                return true;
            case >= 0x90 and < 0xa0:
                FetchModRm();
                SetOperand(Condition(code & 15) ? 1UL : 0, 1);
                return true;
            case 0xaf:
                FetchModRm();
                SetRegister(_reg, Extend(_registers[_reg], size) * Extend(Operand(size), size), size);
                return true;
            case 0xb6 or 0xb7:
                FetchModRm();
                SetRegister(_reg, Operand(code - 0xb5u), size);
                return true;
            case 0xbe or 0xbf:
                FetchModRm();
                SetRegister(_reg, Extend(Operand(code - 0xbdu), code - 0xbdu), size);
                return true;
            default:
                return false;
        }
    }

    private void Arithmetic(int operation, int form)
    {
        uint size = (form & 1) == 0 ? 1 : WordSize;
        if (form >= 4)
        {
            ulong result = Compute(operation, Register(0, size), FetchImmediate(size), size);
            if (operation != 7) SetRegister(0, result, size);
            return;
        }

        FetchModRm();
        bool toRegister = form >= 2;
        ulong left = toRegister ? Register(_reg, size) : Operand(size);
        ulong value = Compute(operation, left, toRegister ? Operand(size) : Register(_reg, size), size);
        if (operation == 7) return;
        if (toRegister) SetRegister(_reg, value, size);
        else SetOperand(value, size);
    }

    private void Immediate(byte code)
    {
        uint size = code == 0x80 ? 1 : WordSize;
        uint bytes = code == 0x81 ? System.Math.Min(size, 4) : 1;
        FetchModRm(bytes);
        ulong right = FetchSigned(bytes);
        ulong result = Compute(_reg & 7, Operand(size), right, size);
        if ((_reg & 7) != 7) SetOperand(result, size);
    }

    private bool Unary(uint size)
    {
        // Only test has an immediate operand; where it stands decides what a relative address is counted from.
        byte next = (byte)_module.ReadNumber(_ip, 1);
        bool tests = (next >> 3 & 7) < 2;
        FetchModRm(tests ? System.Math.Min(size, 4) : 0);
        ulong value = Operand(size);
        switch (_reg & 7)
        {
            case 0 or 1:
                Compute(4, value, FetchImmediate(size), size);
                return true;
            case 2:
                SetOperand(~value, size);
                return true;
            case 3:
                SetOperand(Compute(5, 0, value, size), size);
                return true;
            default:
                return false;
        }
    }

    private bool Indirect(uint size)
    {
        FetchModRm();
        bool carry = _carry;
        switch (_reg & 7)
        {
            case 0 or 1:
                SetOperand(Compute((_reg & 7) == 0 ? 0 : 5, Operand(size), 1, size), size);
                _carry = carry;
                return true;
            case 2 when size != 1:
                ulong target = Operand(8);
                Push(_ip);
                Enter(target);
                return true;
            case 4 when size != 1:
                Enter(Operand(8));
                return true;
            case 6 when size != 1:
                Push(Operand(8));
                return true;
            default:
                return false;
        }
    }

    private void Jump(int condition, ulong distance)
    {
        if (Condition(condition)) Leap(distance);
    }

    // Within a function a jump is a jump; out of it, it is the call with which the function ends.
    private void Leap(ulong distance)
    {
        ulong target = _ip + distance;
        if (_module.Contains(target) && Begin(target) == Begin(_ip - 1)) _ip = target;
        else Enter(target);
    }
}
