using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>KlpShell.psd1 against what is in the dll.</summary>
public sealed class ModuleManifestTests
{
    [Fact]
    public void Its_exports_are_the_cmdlets_and_nothing_else()
    {
        Assert.Equal(Shipped.Cmdlets.Select(Shipped.Name).Order(StringComparer.Ordinal), Strings("CmdletsToExport").Order(StringComparer.Ordinal));
        Assert.Equal(Strings("CmdletsToExport").Order(StringComparer.OrdinalIgnoreCase), Strings("CmdletsToExport"));
        Assert.Empty(Strings("FunctionsToExport"));
        Assert.Empty(Strings("VariablesToExport"));
        Assert.Empty(Strings("AliasesToExport"));
        Assert.DoesNotContain("NestedModules", Shipped.Manifest.Keys.Cast<string>());
    }

    [Fact]
    public void Its_files_are_there_after_a_build()
    {
        Assert.Equal("bin/KlpShell.Cmdlets.dll", Shipped.Manifest["RootModule"]);
        string[] files = ["bin/KlpShell.Cmdlets.dll", "bin/KlpShell.Core.dll", "bin/private/KlpShell.Manifests.dll", "bin/private/YamlDotNet.dll", "bin/private/SharpCompress.dll"];
        foreach (string file in files) Assert.True(File.Exists(Path.Combine(Shipped.Root, file)), file);
        foreach (string file in Shipped.Views) Assert.True(File.Exists(file), file);
        Assert.False(File.Exists(Path.Combine(Shipped.Root, "bin", "YamlDotNet.dll")), "YamlDotNet must not lie where PowerShell finds it");
        Assert.False(File.Exists(Path.Combine(Shipped.Root, "bin", "SharpCompress.dll")), "SharpCompress must not lie where PowerShell finds it");
        Assert.False(File.Exists(Path.Combine(Shipped.Root, "bin", "KlpShell.Manifests.dll")));
    }

    [Fact]
    public void Its_version_is_the_assemblies()
    {
        Version version = Version.Parse((string)Shipped.Manifest["ModuleVersion"]!);
        Version built = AssemblyName.GetAssemblyName(Shipped.Dll).Version!;
        Assert.Equal((version.Major, version.Minor, version.Build), (built.Major, built.Minor, built.Build));
    }

    private static string[] Strings(string key) => [.. ((IEnumerable)Shipped.Manifest[key]!).Cast<object>().Select(item => item.ToString()!)];
}
