using KlpShell.Core.Machine;
using Xunit;

namespace KlpShell.Core.Tests.Machine;

/// <summary>What the kernel takes for a number (lib/kstrtox.c, proc_get_long in kernel/sysctl.c).</summary>
public sealed class KernelNumberTests
{
    [Theory]
    [InlineData("7", "int", Errno.None, 7)]
    [InlineData("+7\n", "int", Errno.None, 7)]
    [InlineData("-0x10", "int", Errno.None, -16)]
    [InlineData("017", "uint", Errno.None, 15)]
    [InlineData("0X1f", "uint", Errno.None, 31)]
    [InlineData("5\0x", "int", Errno.None, 5)]
    [InlineData("-2147483648", "int", Errno.None, -2147483648)]
    [InlineData("-9223372036854775808", "long", Errno.None, long.MinValue)]
    [InlineData("-2147483649", "int", Errno.ERANGE, 0)]
    [InlineData("2147483648", "int", Errno.ERANGE, 0)]
    [InlineData("256", "byte", Errno.ERANGE, 0)]
    [InlineData("18446744073709551616", "ulong", Errno.ERANGE, 0)]
    [InlineData("18446744073709551616x", "ulong", Errno.ERANGE, 0)]
    [InlineData("-1", "uint", Errno.EINVAL, 0)]
    [InlineData("-+1", "int", Errno.EINVAL, 0)]
    [InlineData("", "int", Errno.EINVAL, 0)]
    [InlineData("0x", "int", Errno.EINVAL, 0)]
    [InlineData("08", "int", Errno.EINVAL, 0)]
    [InlineData(" 1", "int", Errno.EINVAL, 0)]
    [InlineData("1\n\n", "int", Errno.EINVAL, 0)]
    [InlineData("1 ", "int", Errno.EINVAL, 0)]
    public void ReadsAKind(string text, string kind, Errno errno, long expected)
    {
        Assert.Equal(errno, KernelNumber.TryParse(text, kind, out long number, out _));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("010\n", Errno.None, 10)]
    [InlineData("+1", Errno.None, 1)]
    [InlineData("1\0", Errno.None, 1)]
    [InlineData("0x1", Errno.EINVAL, 0)]
    [InlineData("-1", Errno.EINVAL, 0)]
    [InlineData("99999999999999999999", Errno.ERANGE, 0)]
    public void ReadsBaseTen(string text, Errno errno, ulong expected)
    {
        Errno found = KernelNumber.TryParse(text, out ulong value);
        Assert.Equal(errno, found);
        if (found == Errno.None) Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(" \t-0x1f rest", true, true, 31)]
    [InlineData("010\n", true, false, 8)]
    [InlineData("1\0", true, false, 1)]
    [InlineData("0", true, false, 0)]
    [InlineData("1a", false, false, 1)]
    [InlineData("+1", false, false, 0)]
    [InlineData("- 1", false, true, 0)]
    [InlineData("", false, false, 0)]
    public void ReadsASysctl(string text, bool sound, bool negative, ulong expected)
    {
        Assert.Equal(sound, KernelNumber.TryParseSysctl(text, out bool minus, out ulong value));
        Assert.Equal(negative, minus);
        Assert.Equal(expected, value);
    }
}
