using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using KlpShell.Cmdlets.Tests.Contract;
using KlpShell.Repl.Formatting;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Names out of manifests and logs reach no terminal with what steers it: not by a view, an error, a warning, a plan or a completion.</summary>
public sealed class TerminalTests
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly ModuleShell _shell = new();

    public static IEnumerable<object[]> Records => Shipped.Records.Where(type => type.GetConstructor(Any, Type.EmptyTypes) is not null).Select(type => new object[] { type.FullName! });

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 12).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Records))]
    public void A_view_lets_nothing_through(string name)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            _shell.Session.Global.Set("item", Filled(Shipped.Assembly.GetType(name, true)!, seed, 0));
            foreach (string view in new[] { "$item", "$item | Format-Table", "$item | Format-List" }) Unsafe.AssertSafe(_shell.Shown(view), $"{view} of {name}");
        }
    }

    [Fact]
    public void An_error_lets_nothing_through()
    {
        Type failure = Shipped.Assembly.GetType("KlpShell.Failure", true)!;
        MethodInfo make = failure.GetMethods(Any).Single(method => method.Name == "Of" && method.GetParameters()[0].Name == "id");
        IEnumerable rows = (IEnumerable)Shipped.Assembly.GetType("KlpShell.ErrorTable", true)!.GetField("s_shell", Any)!.GetValue(null)!;
        int seed = 0;
        foreach (object row in rows)
        {
            string id = (string)row.GetType().GetProperty("Id")!.GetValue(row)!;
            string unsafely = Unsafe.Of(++seed);
            Exception error = (Exception)make.Invoke(null, [id, unsafely, Enumerable.Repeat((object)unsafely, 8).ToArray()])!;
            ErrorRecord record = (ErrorRecord)error.GetType().GetMethod("ToRecord", Any)!.Invoke(error, null)!;
            Assert.Equal(unsafely, record.TargetObject);
            Unsafe.AssertSafe([record.Exception.Message, record.CategoryInfo.ToString(), record.FullyQualifiedErrorId, .. ErrorView.Render(record, 80, false).Split('\n')], id);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_kernel_full_of_such_names_lets_nothing_through(int seed)
    {
        string folder = Directory.CreateTempSubdirectory("klp-names").FullName;
        try
        {
            string kernel = File.ReadAllText(Path.Combine(Shipped.Root, "tests", "Pester", "manifests", "kernels", "small.yaml"));
            File.WriteAllText(Path.Combine(folder, "refused.yaml"), kernel.Replace("command_line: quiet", $"command_line: {Unsafe.InYaml(seed + 1)}", StringComparison.Ordinal).Replace("tasks: [init]", $"tasks: [{Unsafe.InYaml(seed + 2)}]", StringComparison.Ordinal));
            kernel = kernel.Replace("description: a kernel for tests", $"description: {Unsafe.InYaml(seed)}", StringComparison.Ordinal).Replace("\"0.08\\n\"", Unsafe.InYaml(seed + 3), StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "kernel.yaml"), kernel);
            File.WriteAllText(Path.Combine(folder, "patch.yaml"), $"kind: Livepatch\nname: patch\ndescription: {Unsafe.InYaml(seed)}\nparameters:\n  - {{ name: text, type: charp, mode: 0644 }}\nobjects:\n  - name: vmlinux\n    functions:\n      - old_name: cmdline_proc_show\n        body:\n          - printk: {Unsafe.InYaml(seed + 2)}\n          - seq_printf: {Unsafe.InYaml(seed + 3)}\n");
            File.WriteAllText(Path.Combine(folder, "wrong.yaml"), $"kind: Livepatch\nname: {Unsafe.InYaml(seed)}\n{Unsafe.InYaml(seed + 1)}: 1\nobjects:\n  - name: {Unsafe.InYaml(seed + 2)}\n");
            _shell.Session.Global.Set("name", Unsafe.Of(seed));
            string[] lines =
            [
                $"New-KlpKernel -Path '{folder}/refused.yaml'", $"New-KlpKernel -Path '{folder}/kernel.yaml' -Name $name -Verbose", $"Enable-KlpPatch '{folder}/patch.yaml' -WhatIf", $"Enable-KlpPatch '{folder}/patch.yaml' -Verbose -PassThru",
                "Enable-KlpPatch patch", "Invoke-KlpFunction cmdline_proc_show -Trace", "New-KlpTask $name -Stack cmdline_proc_show", "Write-KlpLog $name -PassThru", "Set-KlpSysfs /sys/module/patch/parameters/text $name -PassThru",
                "Get-KlpSysfs /proc -Recurse", "Get-KlpSysfs /sys/module -Recurse", "Get-KlpSysfs /proc/loadavg", "Checkpoint-KlpKernel $name", "Restore-KlpKernel $name -WhatIf", "Step-KlpKernel -Verbose", "Wait-KlpPatch -Verbose",
                $"Test-KlpManifest '{folder}/wrong.yaml' -Verbose", $"Import-KlpManifest '{folder}/wrong.yaml', '{folder}/patch.yaml', $name", "Disable-KlpPatch patch -Verbose", "Get-KlpKernel -Current", "Get-KlpStatus", "Get-KlpLog -Raw",
                "Get-KlpLog", "Get-KlpTask", "Get-KlpPatch", "Get-KlpModule", "Get-KlpFunction", "Get-KlpTrampoline", "Remove-KlpTask $name", "Select-KlpKernel $name -WhatIf",
                .. Shipped.Cmdlets.Where(type => Shipped.Parameters(type).Any(parameter => parameter.Name == "Name" && parameter.PropertyType == typeof(string[])) && type.Name != "RemoveKlpKernelCommand").Select(type => $"{Shipped.Name(type)} -Name $name"),
            ];
            foreach (string line in lines.Where(line => line != "Get-KlpLog"))
            {
                foreach (string text in line.StartsWith("Get-", StringComparison.Ordinal) && !line.EndsWith("-Raw", StringComparison.Ordinal) ? new[] { line, line + " | Format-List" } : [line])
                {
                    Unsafe.AssertSafe(_shell.Shown(text), text);
                    Unsafe.AssertSafe(_shell.Host.Messages.Select(message => message.Text), text);
                    Unsafe.AssertSafe(_shell.Host.Errors.SelectMany(error => new[] { error.Exception.Message, error.CategoryInfo.ToString() }), text);
                }
            }

            // It was done, and not only refused: there is such a kernel, and a patch that printed.
            Assert.Equal(Unsafe.Of(seed), _shell.Text("(Get-KlpKernel -Current).Name"));
            Assert.NotEmpty(_shell.Run("Get-KlpLog *livepatch*"));
            KlpShell.Repl.Completion.Completer completer = new(_shell.Session);
            foreach (string text in new[] { "Get-KlpKernel ", "Get-KlpTask ", "Restore-KlpKernel ", "Get-KlpPatch -Kernel ", "Get-KlpManifest ", "Enable-KlpPatch " })
            {
                Unsafe.AssertSafe(completer.Complete(text, text.Length).Results.SelectMany(result => new[] { result.CompletionText, result.ListItemText, result.ToolTip }), text);
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void What_is_safe_stays_as_it_is_and_what_is_not_can_be_told_apart()
    {
        MethodInfo visible = Shipped.Assembly.GetType("KlpShell.Internal.Text", true)!.GetMethod("Visible")!;
        string Visible(string text) => (string)visible.Invoke(null, [text])!;
        foreach (string text in new[] { "", "plain", "two\nlines\tand a tab", "café", "\u4e2d\u6587", "\U0001f600" }) Assert.Equal(text, Visible(text));
        Assert.Equal("a\\x1b[31mb\\x9b\\u202e\\U000e0041\\ud800z", Visible("a\x1b[31mb\u009b\u202e\U000E0041\ud800z"));
    }

    // A record with such a text wherever it holds one.
    private static object Filled(Type type, int seed, int depth)
    {
        object item = Activator.CreateInstance(type, true)!;
        // These are made by the simulator, of digits and letters; a release is the program's own.
        string[] own = ["Mode", "EntryBytes", "Code"];
        if (type.Name == "ReleaseInfo") return item;
        foreach (PropertyInfo property in type.GetProperties(Any).Where(property => property.SetMethod is not null && property.GetIndexParameters().Length == 0 && !own.Contains(property.Name)))
        {
            if (Value(property.PropertyType, seed + property.Name.Length, depth) is { } value) property.SetValue(item, value);
        }

        return item;
    }

    private static object? Value(Type type, int seed, int depth)
    {
        if (type == typeof(string)) return Unsafe.Of(seed);
        if (type.IsGenericType && type.GetGenericArguments() is [Type part] && type.IsAssignableFrom(part.MakeArrayType()) && Value(part, seed, depth) is { } inner)
        {
            Array several = Array.CreateInstance(part, 2);
            several.SetValue(inner, 0);
            several.SetValue(inner, 1);
            return several;
        }

        bool isRecord = depth < 3 && Shipped.Records.Contains(type) && type.GetConstructor(Any, Type.EmptyTypes) is not null;
        return isRecord ? Filled(type, seed, depth + 1) : type == typeof(object) ? Unsafe.Of(seed) : null;
    }
}
