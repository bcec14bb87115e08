using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using Xunit;

namespace KlpShell.Manifests.Tests.Support;

/// <summary>Manifests in a test's own text.</summary>
internal static class Text
{
    public const string Source = "/here/test.yaml";

    public static ManifestReading Read(string yaml, ManifestLimits? limits = null) => ManifestReader.ReadText(yaml, Source, limits);

    public static ManifestDocument Good(string yaml)
    {
        ManifestReading reading = Read(yaml);
        Assert.Empty(reading.Problems.Select(problem => problem.ToString()));
        return Assert.Single(reading.Documents);
    }

    public static ManifestProblem Problem(string yaml, ManifestLimits? limits = null)
    {
        ManifestReading reading = Read(yaml, limits);
        Assert.Equal([reading.Problems[0].ToString()], reading.Problems.Select(problem => problem.ToString()));
        return reading.Problems[0];
    }

    public static string[] Lines(string yaml) => [.. Read(yaml).Problems.Select(problem => problem.ToString()[(Source.Length + 1)..])];

    public static ModuleDefinition Module(string rest) => Good("kind: Module\nname: m\n" + rest).Module!;

    public static ModuleDefinition Livepatch(string rest) => Good("kind: Livepatch\nname: p\n" + rest).Livepatch!.Module;

    public static PatchObjectDefinition Object(string rest) => Assert.Single(Livepatch("objects:\n  - " + rest.Replace("\n", "\n    ", System.StringComparison.Ordinal)).Patches[0].Objects);

    /// <summary>The steps of a function in a module with parameter <c>p</c>, variable <c>v</c> and the given body.</summary>
    public static Step[] Steps(string body) =>
        [.. Module("parameters: [ { name: p, type: bool } ]\nvariables: [ { name: v } ]\nfunctions:\n  - name: f\n    body:\n" + Indented(body)).Functions[0].Body.Steps];

    public static string[] StepProblems(string body) =>
        Lines("kind: Module\nname: m\nparameters: [ { name: p, type: bool } ]\nvariables: [ { name: v } ]\nfunctions:\n  - name: f\n    body:\n" + Indented(body));

    private static string Indented(string body) => string.Concat(body.Split('\n').Select(line => "      " + line + "\n"));
}
