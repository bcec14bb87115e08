using System;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>Both packages, made of what was built, in a folder that goes when the tests are over.</summary>
public sealed class Packed : IDisposable
{
    // The configuration that the tests themselves were built in.
    private static readonly string s_configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);

    public Packed()
    {
        foreach (string project in new[] { "Cmdlets", "Repl" })
        {
            string said = Run("dotnet", ["pack", Path.Combine(Shipped.Root, "src", project), "--no-build", "-c", s_configuration, $"-p:KlpOut={Folder}/", "--disable-build-servers", "-v", "q"]);
            Assert.True(said.StartsWith("exit 0", StringComparison.Ordinal), said);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("klp-pack").FullName;

    public string Module => Path.Combine(Folder, $"KlpShell.{Shipped.Manifest["ModuleVersion"]}.nupkg");

    public string Tool => Path.Combine(Folder, $"klpsh.{Shipped.Manifest["ModuleVersion"]}.nupkg");

    public void Dispose() => Directory.Delete(Folder, true);

    /// <summary>Runs a program away from the sources, and gives <c>exit N</c> and what it wrote.</summary>
    public string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
            Environment = { ["NUGET_PACKAGES"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES"), ["NO_COLOR"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return $"exit {process.ExitCode}\n{output}{errors.Result}";
    }
}
