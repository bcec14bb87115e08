using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using KlpShell.Cmdlets.Tests.Contract;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Func stacks, transitions and timelines, drawn; and colours as a style has them.</summary>
public sealed class DrawingTests
{
    private readonly ModuleShell _shell = new();

    [Fact]
    public void A_func_stack_is_drawn_with_the_winner_on_top_and_marked()
    {
        Repo("6.12");
        string file = Path.Combine(Path.GetTempPath(), $"klp-{Guid.NewGuid():N}.yaml");
        File.WriteAllText(file, "kind: Livepatch\nname: over_it\nobjects:\n  - name: vmlinux\n    functions:\n      - old_name: cmdline_proc_show\n        body: [ { seq_printf: \"over\" } ]\n");
        _shell.Run($"Enable-KlpPatch livepatch_sample; Enable-KlpPatch {file}");
        File.Delete(file);
        string[] lines = _shell.Texts("Show-KlpFunction cmdline_proc_show");
        Assert.StartsWith("cmdline_proc_show  vmlinux  ", lines[0], StringComparison.Ordinal);
        Assert.Matches("^  entry e8[0-9a-f]{8}: calls trampoline [0-9a-f]{16}, which asks$", lines[1]);
        string[] layers = [.. lines.Where(line => line.StartsWith("  │ ", StringComparison.Ordinal))];
        Assert.Equal(["▶ over_it", "  livepatch_sample", "  original"], layers.Select(line => line[4..24].TrimEnd()));
        Assert.Single(layers, line => line.Contains('▶', StringComparison.Ordinal));
        Assert.Single(lines.Where(line => line.Length > 10 && "┌├│└".Contains(line[2])).Select(line => line.Length).Distinct());
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Empty(_shell.Host.Errors);
    }

    [Fact]
    public void The_layers_are_objects_too_and_the_function_itself_is_the_lowest()
    {
        Assert.Equal("0", _shell.Text("(Get-KlpFunction cmdline_proc_show).Layers.Count"));
        _shell.Run("Enable-KlpPatch first");
        Assert.Equal(["first", "livepatch_cmdline_proc_show", "True"], _shell.Texts("$top = (Get-KlpFunction cmdline_proc_show).Layers[0]; $top.Patch; $top.Function; $top.Runs"));
        Assert.Equal(["cmdline_proc_show", "False"], _shell.Texts("$low = (Get-KlpFunction cmdline_proc_show).Layers[-1]; $low.Function; $low.Runs"));
        Assert.Contains("▶ first", string.Join('\n', _shell.Texts("Get-KlpFunction cmdline_proc_show | Show-KlpFunction")), StringComparison.Ordinal);
        Assert.Contains("  no patch lies over it", _shell.Texts("Show-KlpFunction version_proc_show"));
    }

    [Fact]
    public void A_transition_is_drawn_with_who_holds_it_up_and_where()
    {
        Repo("6.12");
        Assert.Equal("No patch of kernel 'drawn' is in transition.", _shell.Text("Show-KlpTransition"));
        _shell.Run("Add-KlpModule sleeper_mod; $null = New-KlpTask sleeper sleeper_wait; Step-KlpKernel 2; Enable-KlpPatch busy_function; Step-KlpKernel 5");
        string[] lines = _shell.Texts("Show-KlpTransition");
        Assert.Equal("busy_function  patching", lines[0]);
        Assert.Equal("  since 6.000000 s, for 5.000000 s; asked 6 times", lines[1]);
        Assert.Matches("^  █+░+  [0-9]+ of [0-9]+ tasks have switched$", lines[2]);
        Assert.Contains(lines, line => line.Contains("sleeper         sleeps on sleeper_wait", StringComparison.Ordinal) && line.EndsWith("since 4.000 s, 7.000 s", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("       ▶ sleeper_wait+0x", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void A_timeline_tells_what_was_done_what_was_logged_and_what_became_of_each_patch()
    {
        _shell.Run("Enable-KlpPatch first; Set-KlpSysfs /sys/kernel/livepatch/first/enabled 1; Step-KlpKernel 3; Disable-KlpPatch first; Remove-KlpModule nowhere");
        Assert.Equal(
            ["LoadModule:insmod first:", "Log:livepatch: tainting kernel with TAINT_LIVEPATCH:", "Log:livepatch: enabling patch 'first':Enabled",
             "Write:echo 1 > /sys/kernel/livepatch/first/enabled: PatchAlreadyEnabled [EINVAL 22]:",
             "Write:echo 0 > /sys/kernel/livepatch/first/enabled:", "Log:livepatch: disabling patch 'first':Disabled"],
            _shell.Texts("Get-KlpTimeline | Select-Object -First 6 | ForEach-Object { \"$($_.Kind):$($_.Text):$($_.Phase)\" }"));
        Assert.Equal(["False", "EINVAL", "PatchAlreadyEnabled"], _shell.Texts("$bad = Get-KlpTimeline | Where-Object Succeeded -eq $false; $bad[0].Succeeded; $bad[0].Errno; $bad[0].Refusal"));
        Assert.Equal("7", _shell.Text("(Get-KlpTimeline -Since 0:0:7)[0].Time.TotalSeconds"));
        Assert.Equal(["first"], _shell.Texts("(Get-KlpTimeline f*).Patch").Distinct());
    }

    [Fact]
    public void A_timeline_is_drawn_with_a_lane_for_each_patch()
    {
        Repo("6.12");
        _shell.Run("Enable-KlpPatch livepatch_sample; Step-KlpKernel 3; Disable-KlpPatch livepatch_sample; Step-KlpKernel 3");
        string[] lines = _shell.Texts("Show-KlpTimeline");
        Assert.Equal("             livepatch_sample", lines[0]);
        Assert.Contains(lines, line => line.EndsWith("▒    livepatch: 'livepatch_sample': starting patching transition", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("█    livepatch: 'livepatch_sample': patching complete", StringComparison.Ordinal));
        Assert.StartsWith("    7.000000 █  echo 0 > ", lines.First(line => line.Contains("echo", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("· ", lines[^1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.All(_shell.Texts("Show-KlpTimeline -Width 40"), line => Assert.True(line.Length <= 40, line));
    }

    [Fact]
    public void A_patch_that_is_replaced_ends_without_a_line_of_its_own()
    {
        Repo("6.12");
        _shell.Run("Enable-KlpPatch cumulative_v1; Wait-KlpPatch; Enable-KlpPatch cumulative_v2; Wait-KlpPatch");
        Assert.Empty(_shell.Host.Errors);
        Assert.Equal("'cumulative_v1' is replaced by 'cumulative_v2'", _shell.Text("(Get-KlpTimeline | Where-Object Kind -eq Replaced).Text"));
    }

    [Fact]
    public void A_transition_that_is_turned_round_goes_back()
    {
        Repo("6.12");
        _shell.Run("Add-KlpModule sleeper_mod; $null = New-KlpTask sleeper sleeper_wait; Step-KlpKernel 2; Enable-KlpPatch busy_function; Step-KlpKernel 2; Disable-KlpPatch busy_function; Step-KlpKernel 3");
        Assert.Equal(["Patching", "Unpatching", "Unpatching", "Disabled"], _shell.Texts("(Get-KlpTimeline busy_function | Where-Object Phase).Phase"));
    }

    [Fact]
    public void A_picture_is_XML_whatever_a_name_or_a_line_holds()
    {
        _shell.Run("Write-KlpLog \"<script>&`e[31m \ud83d \uffff\"; Enable-KlpPatch first");
        string svg = _shell.Text("Show-KlpTimeline -As Svg");
        XElement picture = XElement.Parse(svg);
        Assert.Equal("{http://www.w3.org/2000/svg}svg", picture.Name.ToString());
        Assert.Contains(picture.Descendants("{http://www.w3.org/2000/svg}text"), text => text.Value.Contains("<script>&\\x1b[31m", StringComparison.Ordinal));
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_is_saved_whole_and_nothing_is_overwritten_unasked()
    {
        string folder = Directory.CreateTempSubdirectory("klp-timeline").FullName;
        try
        {
            _shell.Run($"Enable-KlpPatch first; Export-KlpTimeline {folder}/a.svg; Get-KlpTimeline | Export-KlpTimeline {folder}/b.txt; Export-KlpTimeline {folder}/never.svg -WhatIf");
            Assert.Equal("svg", XElement.Load(folder + "/a.svg").Name.LocalName);
            Assert.Contains("insmod first\n", File.ReadAllText(folder + "/b.txt"), StringComparison.Ordinal);
            Assert.Equal("FileExists", _shell.ErrorId($"Export-KlpTimeline {folder}/a.svg"));
            _shell.Run($"Export-KlpTimeline {folder}/a.svg -As Text -Overwrite");
            Assert.StartsWith("             first\n", File.ReadAllText(folder + "/a.svg"), StringComparison.Ordinal);
            Assert.Equal("FileUnwritable", _shell.ErrorId($"Export-KlpTimeline {folder}/a.svg/below.svg"));
            Assert.Equal(["a.svg", "b.txt"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Theory]
    [InlineData("KlpShell.Verdict", "Healthy", "<green>")]
    [InlineData("KlpShell.Verdict", "Broken", "<error>")]
    [InlineData("KlpShell.PatchPhase", "Patching", "<warning>")]
    [InlineData("KlpShell.FunctionState", "Hooked", "<cyan>")]
    [InlineData("KlpShell.FunctionState", "Absent", "<dim>")]
    [InlineData("KlpShell.FunctionState", "Original", "")]
    public void States_have_the_colours_of_the_users_style(string type, string state, string colour)
    {
        object value = Enum.Parse(Shipped.Assembly.GetType(type, true)!, state);
        Assert.Equal(colour.Length == 0 ? state : $"{colour}{state}<reset>", Coloured(value, new Style()));
        Assert.Equal(state, Coloured(value, null));
        Assert.Equal(state, Coloured(value, new Style { OutputRendering = "PlainText" }));
    }

    private static object? Coloured(object value, object? style) =>
        Shipped.Assembly.GetType("KlpShell.Internal.Format", true)!.GetMethod("Coloured", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [value, style]);

    private void Repo(string release) => _shell.Run($"$null = New-KlpKernel -Path '{Path.Combine(Shipped.Root, "manifests", "kernels", $"debian-{release}.yaml")}' -Name drawn; Set-Location '{Shipped.Root}'");

    /// <summary>What a style looks like.</summary>
    public sealed class Style
    {
        public string OutputRendering { get; init; } = "Host";

        public string Reset => "<reset>";

        public string Bold => "<bold>";

        public Colours Foreground { get; } = new();

        public Roles Formatting { get; } = new();

        public sealed class Colours
        {
            public string Green => "<green>";

            public string Cyan => "<cyan>";

            public string BrightBlack => "<dim>";
        }

        public sealed class Roles
        {
            public string Error => "<error>";

            public string Warning => "<warning>";
        }
    }
}
