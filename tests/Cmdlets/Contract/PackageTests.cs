using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>What dotnet pack makes: the module for a gallery, and klpsh as a tool with the module in it.</summary>
[Trait("Category", "Slow")]
public sealed class PackageTests(Packed packed) : IClassFixture<Packed>
{
    [Fact]
    public void The_module_has_all_that_the_build_laid_out_and_nothing_of_klpsh()
    {
        string[] built = [.. Directory.GetFiles(Path.Combine(Shipped.Root, "bin"), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".pdb", StringComparison.Ordinal)), .. Directory.GetFiles(Path.Combine(Shipped.Root, "en-US"))];
        string[] wanted = ["CHANGELOG.md", "KlpShell.psd1", "LICENSE", "README.md", "THIRD-PARTY-NOTICES.md", .. built.Select(file => Path.GetRelativePath(Shipped.Root, file).Replace('\\', '/'))];
        string[] files = [.. Entries(packed.Module).Where(file => !file.StartsWith("manifests/", StringComparison.Ordinal) && !IsWrapping(file))];
        Assert.Equal(wanted.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        string[] manifests = [.. Directory.GetFiles(Path.Combine(Shipped.Root, "manifests"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Shipped.Root, file).Replace('\\', '/'))];
        Assert.Equal(manifests.Order(StringComparer.Ordinal), Entries(packed.Module).Where(file => file.StartsWith("manifests/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_description_is_what_a_gallery_looks_for()
    {
        XElement description = XDocument.Parse(Read(packed.Module, "KlpShell.nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string Value(string name) => description.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
        Assert.Equal("KlpShell", Value("id"));
        Assert.Equal(Shipped.Manifest["ModuleVersion"], Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal(Shipped.Manifest["Description"], Value("description"));
        Assert.Contains(Notes()[0], Value("releaseNotes"));
        Assert.Equal("", Value("icon") + Value("iconUrl") + Value("projectUrl") + Value("dependencies"));
        string[] tags = Value("tags").Split(' ');
        string[] cmdlets = [.. Shipped.Cmdlets.Select(Shipped.Name)];
        Assert.Empty(new[] { "PSModule", "PSEdition_Core", "PSIncludes_Cmdlet" }.Concat(cmdlets.Select(name => "PSCmdlet_" + name)).Concat(cmdlets.Select(name => "PSCommand_" + name)).Except(tags));
        Assert.Equal(tags.Length, tags.Distinct().Count());
        Assert.InRange(Value("tags").Length, 1, 4000);
    }

    [Fact]
    public void Its_manifest_is_the_sources_with_the_release_notes_in_it()
    {
        string path = Path.Combine(packed.Folder, "Packed.psd1");
        File.WriteAllText(path, Read(packed.Module, "KlpShell.psd1"));
        Hashtable manifest = KlpShell.Engine.DataFile.Read(path);
        Assert.Equal(Shipped.Manifest.Keys.Cast<string>().Order(), manifest.Keys.Cast<string>().Order());
        foreach (string key in manifest.Keys.Cast<string>().Where(key => key != "PrivateData")) Assert.Equal(Flat(Shipped.Manifest[key]), Flat(manifest[key]));
        Hashtable data = (Hashtable)((Hashtable)manifest["PrivateData"]!)["PSData"]!;
        Assert.Equal(string.Join('\n', Notes()), (string)data["ReleaseNotes"]!);
        foreach (string tag in ((IEnumerable)data["Tags"]!).Cast<object>().Select(tag => tag.ToString()!)) Assert.DoesNotContain(' ', tag);
    }

    [Fact]
    public void The_assertions_for_Pester_have_a_package_of_their_own()
    {
        string package = Path.Combine(packed.Folder, $"KlpShell.Pester.{Shipped.Manifest["ModuleVersion"]}.nupkg");
        Assert.Equal(["CHANGELOG.md", "KlpShell.Pester.psd1", "KlpShell.Pester.psm1", "LICENSE"], Entries(package).Where(file => !IsWrapping(file)).Order(StringComparer.Ordinal));
        string description = Read(package, "KlpShell.Pester.nuspec");
        Assert.Contains("<id>KlpShell.Pester</id>", description);
        Assert.Contains("PSIncludes_Function PSFunction_Assert-BeConsistent", description);
        Assert.Contains(Notes()[0], Read(package, "KlpShell.Pester.psd1"));
    }

    // What was compiled ahead for one system is refused by all others.
    [Fact]
    public void Its_dlls_run_on_every_system()
    {
        using ZipArchive archive = ZipFile.OpenRead(packed.Module);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using MemoryStream bytes = new();
            using (Stream stream = entry.Open()) stream.CopyTo(bytes);
            bytes.Position = 0;
            using System.Reflection.PortableExecutable.PEReader pe = new(bytes);
            Assert.Equal(0, pe.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        }
    }

    [Fact]
    public void Klpsh_is_installed_from_its_package_and_brings_the_module()
    {
        string tools = Path.Combine(packed.Folder, "tools");
        string said = packed.Run("dotnet", ["tool", "install", "klpsh", "--tool-path", tools, "--source", packed.Folder, "--version", (string)Shipped.Manifest["ModuleVersion"]!]);
        Assert.StartsWith("exit 0", said);
        string command = "New-KlpKernel | Out-Null; Enable-KlpPatch livepatch_sample; (Get-KlpSysfs /proc/cmdline).Value; (Get-Module KlpShell).Path; (Get-Help about_klpsh) -match 'klpsh -File'; exit 7";
        string output = packed.Run(Path.Combine(tools, OperatingSystem.IsWindows() ? "klpsh.exe" : "klpsh"), ["-NonInteractive", "-Command", command]);
        Assert.StartsWith("exit 7\nthis has been live patched\n" + tools, output);
        Assert.EndsWith("KlpShell.psd1\nTrue\n", output);
        Assert.Equal(Entries(packed.Module).Where(file => !IsWrapping(file)).Order(StringComparer.Ordinal), Entries(packed.Tool).Where(file => file.StartsWith("tools/net10.0/any/KlpShell/", StringComparison.Ordinal)).Select(file => file["tools/net10.0/any/KlpShell/".Length..]).Order(StringComparer.Ordinal));
    }

    private static string[] Notes()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Shipped.Root, "CHANGELOG.md"));
        int start = Array.FindIndex(lines, line => line.StartsWith($"## {Shipped.Manifest["ModuleVersion"]} ", StringComparison.Ordinal));
        return [.. string.Join('\n', lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim().Split('\n')];
    }

    private static bool IsWrapping(string file) => file is "KlpShell.nuspec" or "KlpShell.Pester.nuspec" or "[Content_Types].xml" || file.StartsWith("_rels/", StringComparison.Ordinal) || file.StartsWith("package/", StringComparison.Ordinal);

    private static string Flat(object? value) => value is Array several ? string.Join('|', several.Cast<object>()) : $"{value}";

    private static List<string> Entries(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    private static string Read(string package, string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using StreamReader reader = new(archive.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }
}
