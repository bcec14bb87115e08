using System;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Modules;
using KlpShell.Core.Tests.Support;
using Xunit;

namespace KlpShell.Core.Tests.Modules;

/// <summary>Loading and unloading in the 3.19 kernel: checks, parameters, symbols, references.</summary>
public sealed class ModuleLoaderTests
{
    private readonly Kernel _kernel = TestKernel.Boot();

    [Fact]
    public void A_module_is_listed_newest_first_with_its_references_and_taint()
    {
        _kernel.LoadModule(TestKernel.Target);
        _kernel.LoadModule(Patches.Sample("a"));
        string[] lines = _kernel.ReadFile("/proc/modules").Output.Split('\n');
        Assert.StartsWith("a ", lines[0], StringComparison.Ordinal);
        Assert.Contains(" 1 - Live 0x", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" (O)", lines[1], StringComparison.Ordinal);
        Assert.Equal("live\n", _kernel.ReadFile("/sys/module/a/initstate").Output);
        Assert.Equal("1\n", _kernel.ReadFile("/sys/module/a/refcnt").Output);
        Assert.Equal("O\n", _kernel.ReadFile("/sys/module/a/taint").Output);
    }

    [Fact]
    public void A_module_for_another_kernel_is_refused()
    {
        Kernel strict = TestKernel.Boot(TestKernel.Definition with { Vermagic = "3.19.8 SMP" });
        Assert.Equal(new Status(Errno.ENOEXEC, Refusal.VermagicMismatch, "m"), strict.LoadModule(new ModuleDefinition("m") { Vermagic = "4.0 SMP" }).Status);
        Assert.Equal(["<3> m: version magic '4.0 SMP' should be '3.19.8 SMP'"], Patches.Log(strict));
        Assert.True(strict.LoadModule(new ModuleDefinition("m") { Vermagic = "3.19.8 SMP" }).Succeeded);
    }

    [Fact]
    public void A_loaded_module_is_not_loaded_again()
    {
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal(new Status(Errno.EEXIST, Refusal.ModuleAlreadyLoaded, "tgt_mod"), _kernel.LoadModule(TestKernel.Target).Status);
    }

    [Theory]
    [InlineData("flag", "Y")]
    [InlineData("flag=no", "N")]
    [InlineData("flag=1", "Y")]
    public void A_bool_parameter_is_read_as_the_kernel_reads_it(string arguments, string shown)
    {
        Assert.True(_kernel.LoadModule(WithParameters, arguments).Succeeded);
        Assert.Equal(shown + "\n", _kernel.ReadFile("/sys/module/m/parameters/flag").Output);
    }

    [Theory]
    [InlineData("number=42", 42)]
    [InlineData("number=-1", -1)]
    [InlineData("number=0x10", 16)]
    public void An_int_parameter_takes_decimal_and_hexadecimal(string arguments, long value)
    {
        Assert.True(_kernel.LoadModule(WithParameters, arguments).Succeeded);
        Assert.Equal(value, _kernel.Modules.Find("m")!.Parameter("number")!.Value.Number);
    }

    [Theory]
    [InlineData("flag=maybe", Errno.EINVAL, "<3> m: `maybe' invalid for parameter `flag'")]
    [InlineData("number=x", Errno.EINVAL, "<3> m: `x' invalid for parameter `number'")]
    [InlineData("number=4294967296", Errno.ERANGE, "<3> m: `4294967296' invalid for parameter `number'")]
    public void A_bad_value_is_refused_with_a_line(string arguments, Errno errno, string line)
    {
        EntranceResult result = _kernel.LoadModule(WithParameters, arguments);
        Assert.Equal((errno, Refusal.ParameterInvalid), (result.Status.Errno, result.Status.Refusal));
        Assert.Equal([line], Patches.Log(_kernel));
        Assert.Null(_kernel.Modules.Find("m"));
    }

    [Fact]
    public void An_unknown_parameter_is_ignored_with_a_line()
    {
        Assert.True(_kernel.LoadModule(WithParameters, "nothing=1").Succeeded);
        Assert.Equal(["<4> m: unknown parameter 'nothing' ignored"], Patches.Log(_kernel));
    }

    [Fact]
    public void A_quoted_value_keeps_its_blanks()
    {
        _kernel.LoadModule(WithParameters, "text=\"a b\" number=3");
        Assert.Equal("a b", _kernel.Modules.Find("m")!.Parameter("text")!.Value.Text);
        Assert.Equal(3, _kernel.Modules.Find("m")!.Parameter("number")!.Value.Number);
    }

    [Fact]
    public void A_dependency_is_pinned_by_its_user()
    {
        Assert.Equal(Refusal.DependencyMissing, _kernel.LoadModule(new ModuleDefinition("user") { Depends = ["tgt_mod"] }).Status.Refusal);
        _kernel.LoadModule(TestKernel.Target);
        _kernel.LoadModule(new ModuleDefinition("user") { Depends = ["tgt_mod"] });
        Assert.Equal(Refusal.ModuleHasDependents, _kernel.UnloadModule("tgt_mod").Status.Refusal);
        Assert.Matches(@"\ntgt_mod \d+ 1 user, Live ", _kernel.ReadFile("/proc/modules").Output);
        _kernel.UnloadModule("user");
        Assert.True(_kernel.UnloadModule("tgt_mod").Succeeded);
    }

    [Theory]
    [InlineData("printk", "GPL", true)]
    [InlineData("cmdline_proc_show", "GPL", false)]
    [InlineData("klp_register_patch", "GPL", true)]
    [InlineData("klp_register_patch", "Proprietary", false)]
    [InlineData("gpl_only", "Dual BSD/GPL", true)]
    [InlineData("gpl_only", "Proprietary", false)]
    [InlineData("for_all", "Proprietary", true)]
    public void Code_calls_by_name_only_what_is_exported_to_it(string symbol, string license, bool resolved)
    {
        _kernel.LoadModule(new ModuleDefinition("lib")
        {
            Functions = [new("gpl_only", Body.Empty) { Export = ExportKind.Gpl }, new("for_all", Body.Empty) { Export = ExportKind.Any }],
        });
        EntranceResult result = _kernel.LoadModule(new ModuleDefinition("m") { License = license, Functions = [new("f", Body.Of(new CallStep(symbol)))] });
        Assert.Equal(resolved ? Status.Ok : new Status(Errno.ENOENT, Refusal.UnknownSymbol, symbol), result.Status);
        Assert.Equal(!resolved, Array.IndexOf(Patches.Log(_kernel), $"<4> m: Unknown symbol {symbol} (err 0)") >= 0);
    }

    [Fact]
    public void A_proprietary_module_taints_with_its_lines_once()
    {
        ModuleDefinition module = new("p") { License = "Proprietary" };
        _kernel.LoadModule(module);
        _kernel.LoadModule(module with { Name = "q" });
        Assert.Equal(["<4> p: module license 'Proprietary' taints kernel.", "<4> Disabling lock debugging due to kernel taint"], Patches.Log(_kernel));
        Assert.Equal("PO\n", _kernel.ReadFile("/sys/module/q/taint").Output);
    }

    [Fact]
    public void An_init_that_returns_more_than_zero_loads_with_two_lines()
    {
        Assert.True(_kernel.LoadModule(new ModuleDefinition("m") { Init = Body.Returning(5) }).Succeeded);
        Assert.Equal(
            ["<4> do_init_module: 'm'->init suspiciously returned 5, it should follow 0/-E convention", "<4> do_init_module: loading module anyway..."],
            Patches.Log(_kernel));
    }

    [Fact]
    public void A_module_without_exit_stays_unless_it_is_forced()
    {
        _kernel.LoadModule(new ModuleDefinition("m") { Init = Body.Empty, Exit = null });
        Assert.Equal(Errno.EBUSY, _kernel.UnloadModule("m").Status.Errno);
        Assert.True(_kernel.UnloadModule("m", UnloadFlags.Forced).Succeeded);
        Assert.True(_kernel.Taints.HasFlag(TaintFlags.ForcedRemoval));
    }

    [Fact]
    public void Force_taints_only_where_it_was_needed_and_says_once_that_lock_debugging_is_off()
    {
        _kernel.LoadModule(new ModuleDefinition("free"));
        _kernel.UnloadModule("free", UnloadFlags.Forced);
        Assert.False(_kernel.Taints.HasFlag(TaintFlags.ForcedRemoval));
        for (int i = 0; i < 2; i++)
        {
            _kernel.LoadModule(Patches.Sample("a"));
            Patches.Disable(_kernel, "a");
            Patches.Unregister(_kernel, "a");
            _kernel.UnloadModule("a", UnloadFlags.Forced);
        }

        Assert.True(_kernel.Taints.HasFlag(TaintFlags.ForcedRemoval));
        Assert.Single(Patches.Log(_kernel), "<4> Disabling lock debugging due to kernel taint");
    }

    [Fact]
    public void A_module_holds_a_reference_on_itself_while_its_init_runs()
    {
        string seen = "";
        _kernel.LoadModule(new ModuleDefinition("m") { Init = Body.FromHost((kernel, _, _) => Note(kernel)) });
        Assert.StartsWith("m 4096 1 - Loading ", seen, System.StringComparison.Ordinal);
        Assert.Equal("0\n", _kernel.ReadFile("/sys/module/m/refcnt").Output);

        Value Note(Kernel kernel)
        {
            seen = kernel.ReadFile("/proc/modules").Output;
            return 0;
        }
    }

    [Fact]
    public void A_pinned_module_that_is_forced_out_can_be_loaded_again()
    {
        _kernel.LoadModule(Patches.Sample("a"));
        Patches.Disable(_kernel, "a");
        Patches.Unregister(_kernel, "a");
        Assert.True(_kernel.UnloadModule("a", UnloadFlags.Forced).Succeeded);
        Assert.True(_kernel.LoadModule(Patches.Sample("a")).Succeeded);
    }

    [Fact]
    public void Notifiers_are_told_by_priority_kprobes_then_livepatch_and_ftrace_last() =>
        Assert.Equal([(IModuleNotifier)_kernel.Kprobes, _kernel.Livepatch, _kernel.Ftrace], _kernel.Notifiers.Notifiers);

    [Fact]
    public void Its_files_come_with_it_and_go_with_it()
    {
        _kernel.LoadModule(TestKernel.Target);
        Assert.Equal("original value\n", _kernel.ReadFile("/proc/tgt/value").Output);
        _kernel.UnloadModule("tgt_mod");
        Assert.Equal(Errno.ENOENT, _kernel.Files.Find("/proc/tgt", out _).Errno);
        Assert.Equal(Errno.ENOENT, _kernel.Files.Find("/sys/module/tgt_mod", out _).Errno);
    }

    private static ModuleDefinition WithParameters => new("m")
    {
        Parameters = [new("flag", ParameterType.Bool), new("number", ParameterType.Int), new("text", ParameterType.String)],
    };
}
