using System.Numerics;

namespace KlpShell.Core.Execution.MachineCode;

/// <summary>Sums, shifts and the flags that they leave.</summary>
internal sealed partial class Processor
{
    // add, or, adc, sbb, and, sub, xor, cmp: the number is the instruction's.
    private ulong Compute(int operation, ulong left, ulong right, uint size)
    {
        left = Cut(left, size);
        right = Cut(right, size);
        ulong borrowed = operation is 2 or 3 && _carry ? 1UL : 0;
        ulong result;
        switch (operation)
        {
            case 0 or 2:
                result = Cut(left + right + borrowed, size);
                _carry = result < left || (borrowed == 1 && result == left);
                _overflow = SignOf(~(left ^ right) & (left ^ result), size);
                break;
            case 3 or 5 or 7:
                result = Cut(left - right - borrowed, size);
                _carry = left < right || (borrowed == 1 && left == right);
                _overflow = SignOf((left ^ right) & (left ^ result), size);
                break;
            default:
                result = operation == 1 ? left | right : operation == 4 ? left & right : left ^ right;
                _carry = _overflow = false;
                break;
        }

        SetResultFlags(result, size);
        return result;
    }

    private void SetResultFlags(ulong result, uint size)
    {
        _zero = result == 0;
        _sign = SignOf(result, size);
        _parity = (BitOperations.PopCount(result & 0xff) & 1) == 0;
    }

    private ulong Shift(int operation, ulong value, int count, uint size)
    {
        int bits = (int)size * 8;
        count &= size == 8 ? 63 : 31;
        if (count == 0) return value;
        ulong result;
        switch (operation)
        {
            case 0:
                result = Cut(value << (count % bits) | Cut(value, size) >> ((bits - count % bits) % bits), size);
                _carry = (result & 1) != 0;
                return result;
            case 1:
                result = Cut(Cut(value, size) >> (count % bits) | value << ((bits - count % bits) % bits), size);
                _carry = SignOf(result, size);
                return result;
            case 4 or 6:
                _carry = count <= bits && (value >> (bits - count) & 1) != 0;
                result = Cut(value << count, size);
                break;
            case 5:
                _carry = (Cut(value, size) >> (count - 1) & 1) != 0;
                result = Cut(value, size) >> count;
                break;
            case 7:
                _carry = ((long)Extend(value, size) >> (count - 1) & 1) != 0;
                result = Cut((ulong)((long)Extend(value, size) >> count), size);
                break;
            default:
                throw new OpaqueException("it rotates through the carry flag");
        }

        _overflow = false;
        SetResultFlags(result, size);
        return result;
    }

    private bool Condition(int code)
    {
        bool holds = (code >> 1) switch
        {
            0 => _overflow,
            1 => _carry,
            2 => _zero,
            3 => _carry || _zero,
            4 => _sign,
            5 => _parity,
            6 => _sign != _overflow,
            _ => _zero || _sign != _overflow,
        };
        return holds != ((code & 1) != 0);
    }
}
