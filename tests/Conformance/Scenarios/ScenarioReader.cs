using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KlpShell.Conformance.Scenarios;

/// <summary>Reads the JSON form of the recordings. A file that doesn't hold what a player needs is refused with the reason.</summary>
public static partial class ScenarioReader
{
    /// <summary>Reads a file; its folder's name becomes part of the scenario's.</summary>
    public static Scenario Read(string path) =>
        Parse(File.ReadAllText(path), path, Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "");

    /// <summary>Reads a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="folder">The folder that becomes part of the scenario's name.</param>
    public static Scenario Parse(string json, string file, string folder)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            ScenarioElement root = new(document.RootElement, file, "");
            string name = root.Text("scenario");
            bool crashed = root.Flag("crashed");
            ImmutableArray<ScenarioEvent>.Builder events = ImmutableArray.CreateBuilder<ScenarioEvent>();
            foreach (ScenarioElement element in root.List("events")) events.Add(Event(element, crashed));
            return new Scenario(folder.Length == 0 ? name : $"{folder}/{name}", root.Text("kernel"), root.OptionalText("desc") ?? "", events.ToImmutable())
            {
                Crashed = crashed,
                SelftestLog = root.Has("dmesg") ? Log(root) : default,
            };
        }
        catch (JsonException problem)
        {
            throw new ScenarioException(file, $"no JSON: {problem.Message}", problem);
        }
    }

    private static ScenarioEvent Event(ScenarioElement element, bool crashed) => element.Text("type") switch
    {
        "step" => Step(element, crashed),
        "snapshot" => Snapshot(element),
        "note" => new NoteEvent(element.Text("text")),
        "wait" => new WaitEvent(element.Text("until"), element.OptionalText("patch")),
        "sleep" => new SleepEvent(double.Parse(element.Text("seconds"), CultureInfo.InvariantCulture)),
        string other => throw element.Problem($"an event of type '{other}' isn't known"),
    };

    private static StepEvent Step(ScenarioElement element, bool crashed)
    {
        bool killed = element.Flag("killed");

        // A crash may have taken along what was written down last.
        bool complete = !killed && !crashed;
        if (complete && !element.Has("rc")) throw element.Problem("there is no number 'rc'");
        return new StepEvent(
            (int)element.Number("n"),
            element.Text("cmd"),
            (int?)element.OptionalNumber("rc"),
            !complete && !element.Has("output") ? default : element.Texts("output"),
            element.Has("dmesg") ? Log(element) : [],
            killed);
    }

    private static ImmutableArray<LogLine> Log(ScenarioElement element)
    {
        ImmutableArray<LogLine>.Builder log = ImmutableArray.CreateBuilder<LogLine>();
        foreach (ScenarioElement entry in element.List("dmesg"))
        {
            // A record may hold more than one line.
            LogLine record = Line(entry);
            foreach (string line in record.Text.Split('\n')) log.Add(record with { Text = line });
        }

        return log.ToImmutable();
    }

    private static LogLine Line(ScenarioElement element)
    {
        int? level = (int?)element.OptionalNumber("level");
        string text = element.Text("text");

        // The serial console puts the time before a line, and a carriage return behind it.
        return new LogLine(level, level is null ? SerialStamp().Replace(text, "").TrimEnd('\r') : text);
    }

    private static SnapshotEvent Snapshot(ScenarioElement element)
    {
        ImmutableArray<SysfsEntry>.Builder sysfs = ImmutableArray.CreateBuilder<SysfsEntry>();
        if (element.Has("sysfs"))
        {
            foreach (ScenarioElement entry in element.List("sysfs"))
            {
                sysfs.Add(new SysfsEntry(entry.Text("path"), entry.Text("mode"), entry.OptionalText("value"), entry.OptionalText("errno")));
            }
        }

        return new SnapshotEvent(element.Text("label"))
        {
            Sysfs = element.Has("sysfs") ? sysfs.ToImmutable() : default,
            Modules = element.OptionalTexts("modules"),
            ModuleState = element.OptionalTexts("module_state"),
            EnabledFunctions = element.OptionalTexts("enabled_functions"),
            Tainted = element.OptionalNumber("tainted"),
            FtraceEnabled = element.OptionalNumber("ftrace_enabled"),
            Reads = element.OptionalDictionary("reads"),
            PatchState = element.OptionalCounts("patch_state"),
            MinorityTasks = element.OptionalTexts("minority_tasks"),
            Killed = element.Flag("killed"),
        };
    }

    [GeneratedRegex(@"^\[ *\d+\.\d{6}\] ")]
    private static partial Regex SerialStamp();
}
