using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Modules;

/// <summary>Module parameters on the command line and through their files, as recorded on 6.12.117 and 6.1.192.</summary>
public sealed class ParameterTests
{
    private const string Few = "/sys/module/m/parameters/few";

    private readonly Kernel _kernel = Later.Boot();

    private static ModuleDefinition Module => new("m")
    {
        Parameters =
        [
            new ParameterDefinition("few", ParameterType.IntArray) { MaxCount = 3, Mode = 0x1A4 },
            new ParameterDefinition("text", ParameterType.String) { Mode = 0x1A4 },
            new ParameterDefinition("flag", ParameterType.Bool),
            new ParameterDefinition("number", ParameterType.Int) { Mode = 0x1A4 },
        ],
    };

    [Fact(DisplayName = "An array keeps what was read before the first bad element, and elements beyond what counts keep their values")]
    public void Arrays()
    {
        Assert.True(_kernel.LoadModule(Module, "few=4,5").Succeeded);
        Assert.Equal(Errno.EINVAL, _kernel.WriteFile(Few, "1,2,3,4\n").Status.Errno);
        Assert.Equal("<3> few: can only take 3 arguments", Patches.Log(_kernel)[^1]);
        Assert.Equal("1,2,3\n", _kernel.ReadFile(Few).Output);
        Kernel clone = _kernel.Clone();
        Assert.Equal(Errno.EINVAL, clone.WriteFile(Few, "7,x\n").Status.Errno);
        Assert.Equal("7\n", clone.ReadFile(Few).Output);
        Assert.Equal([7, 2, 3], Enumerable.Range(0, 3).Select(index => clone.Modules.Find("m")!.Element("few", index)));
        Assert.Equal("1,2,3\n", _kernel.ReadFile(Few).Output);
        Assert.Equal(Errno.EINVAL, clone.WriteFile(Few, "x\n").Status.Errno);
        Assert.Equal("", clone.ReadFile(Few).Output);
        Assert.True(clone.WriteFile(Few, "0x10,010,-1\n").Succeeded);
        Assert.Equal("16,8,-1\n", clone.ReadFile(Few).Output);
    }

    [Theory(DisplayName = "Numbers are read as kstrtoint reads them")]
    [InlineData("12", Errno.None)]
    [InlineData("99999999999", Errno.ERANGE)]
    [InlineData(" 3", Errno.EINVAL)]
    [InlineData("", Errno.EINVAL)]
    [InlineData("5 ", Errno.EINVAL)]
    public void Numbers(string text, Errno errno)
    {
        _kernel.LoadModule(Module);
        Assert.Equal(text.Length == 0 ? Errno.None : errno, _kernel.WriteFile("/sys/module/m/parameters/number", text).Status.Errno);
        _kernel.UnloadModule("m");
        Assert.Equal(text.EndsWith(' ') ? Errno.None : errno, _kernel.LoadModule(Module, $"number={text}").Status.Errno);
    }

    [Fact(DisplayName = "Quotes around a value, or around the whole, keep blanks together and go; others stay")]
    public void Quotes()
    {
        foreach ((string arguments, string value) in ((string, string)[])[("text=\"a b\"", "a b"), ("\"text=a b\"", "a b"), ("text=a\"b", "a\"b"), ("text=", "")])
        {
            Assert.True(_kernel.LoadModule(Module, arguments).Succeeded);
            Assert.Equal(value + "\n", _kernel.ReadFile("/sys/module/m/parameters/text").Output);
            _kernel.UnloadModule("m");
        }
    }

    [Fact(DisplayName = "Names that are the loader's own pass without a word; MODULE.PARAMETER is cut at its dot; what follows -- isn't read, and said so in each release")]
    public void OtherNames()
    {
        Assert.True(_kernel.LoadModule(Module, "dyndbg=+p async_probe x.dyndbg=+p other.name=1 flag -- number=x").Succeeded);
        Assert.Equal(["<4> m: unknown parameter 'other' ignored", "<4> m: parameters 'number=x' after `--' ignored"], Patches.Log(_kernel).Where(static line => line.Contains("ignored", System.StringComparison.Ordinal)));
        Assert.Equal("Y\n", _kernel.ReadFile("/sys/module/m/parameters/flag").Output);
        Kernel first = TestKernel.Boot();
        Assert.True(first.LoadModule(Module, "flag -- number=x").Succeeded);
        Assert.Contains("<4> m: parameters 'number=x' after `--' ignored", Patches.Log(first));
        Assert.Equal(Errno.EINVAL, TestKernel.Boot().LoadModule(Module, "flag=on").Status.Errno);
    }

    [Fact(DisplayName = "6.12 reads on behind a bad parameter, and the last error counts; 3.19 stops at the first")]
    public void SeveralBad()
    {
        Assert.Equal(Errno.ERANGE, _kernel.LoadModule(Module, "flag=maybe number=99999999999").Status.Errno);
        Assert.Equal(2, Complaints(_kernel));
        Kernel first = TestKernel.Boot();
        Assert.Equal(Errno.EINVAL, first.LoadModule(Module, "flag=maybe number=99999999999").Status.Errno);
        Assert.Equal(1, Complaints(first));
    }

    private static int Complaints(Kernel kernel) => Patches.Log(kernel).Count(static line => line.Contains("invalid for parameter", System.StringComparison.Ordinal));
}
