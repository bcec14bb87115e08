using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using Xunit;

namespace KlpShell.Manifests.Tests.Support;

/// <summary>The manifests of the repository.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Path.Combine(Root(), "manifests");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Files.Select(file => Path.GetRelativePath(Folder, file))];

    public static ManifestDocument Read(string name)
    {
        ManifestReading reading = ManifestReader.Read(Path.Combine(Folder, name));
        Assert.Empty(reading.Problems.Select(problem => problem.ToString()));
        return Assert.Single(reading.Documents);
    }

    public static Kernel Boot(string name) => Kernel.Boot(Read(Path.Combine("kernels", name)).Kernel!);

    public static ModuleDefinition Livepatch(string name, Release release) => Read(Path.Combine("livepatches", name)).Livepatch!.For(release);

    public static ModuleDefinition Module(string name) => Read(Path.Combine("modules", name)).Module!;

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "KlpShell.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("No KlpShell.sln above the tests.");
    }
}
