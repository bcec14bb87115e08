using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Nodes;
using KlpShell.Conformance.Playing;
using KlpShell.Conformance.Scenarios;
using Xunit;

namespace KlpShell.Conformance.Tests;

/// <summary>The scenario files that come with the project, and changed copies of them.</summary>
internal static class ScenarioFiles
{
    /// <summary>The names of all of them below their folder, such as <c>recordings/original/lifecycle.json</c>.</summary>
    public static TheoryData<string> In(string folder)
    {
        TheoryData<string> names = [];
        foreach (string file in FolderPlayer.Files(Path.Combine(AppContext.BaseDirectory, folder)))
        {
            names.Add(Path.GetRelativePath(AppContext.BaseDirectory, file).Replace('\\', '/'));
        }

        return names;
    }

    /// <summary>The whole path of a file.</summary>
    public static string At(string name) => Path.Combine(AppContext.BaseDirectory, name);

    /// <summary>Plays a copy of a recording in which something was changed.</summary>
    public static ScenarioResult PlayChanged(string name, Action<JsonNode> change)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(At(name)))!;
        change(root);
        return ScenarioPlayer.Play(ScenarioReader.Parse(root.ToJsonString(), name, "changed"));
    }

    /// <summary>Plays a scenario of a few commands, each of which is expected to succeed with some output.</summary>
    public static ScenarioResult Play(params (string Command, string[] Output)[] steps)
    {
        List<ScenarioEvent> events = [];
        foreach ((string command, string[] output) in steps) events.Add(new StepEvent(events.Count + 1, command, 0, [.. output], [], false));
        return ScenarioPlayer.Play(new Scenario("own/steps", "3.19.8 + livepatch core b700e7f03df5", "", [.. events]));
    }

    /// <summary>A step of a scenario's JSON.</summary>
    public static JsonNode Step(this JsonNode root, int number) => Event(root, "step", "n", number.ToString());

    /// <summary>A snapshot of a scenario's JSON.</summary>
    public static JsonNode Snapshot(this JsonNode root, string label) => Event(root, "snapshot", "label", label);

    private static JsonNode Event(JsonNode root, string type, string key, string value)
    {
        foreach (JsonNode? happened in root["events"]!.AsArray())
        {
            if (happened!["type"]!.ToString() == type && happened[key]!.ToString() == value) return happened;
        }

        throw new ArgumentException($"no {type} {value}");
    }
}
