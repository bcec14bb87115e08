using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core;
using KlpShell.Core.Modules;
using KlpShell.Histories.World;

namespace KlpShell.Histories.Model;

/// <summary>
/// What a kernel should be like by what it has said: a second account of the patches, kept from the log's lines and the values of the
/// calls alone. Nothing of the simulator's own books goes into it.
/// </summary>
internal sealed class Reference
{
    private const string Prefix = "livepatch: ";

    private readonly HashSet<string> _enabledNow = [];
    private readonly HashSet<string> _notTakenBack = [];
    private readonly List<(ModelObject Object, ModelEntry? Entry, long Hooked)> _lastDisabled = [];
    private string _lastLine = "";
    private long _line;

    public Reference(Release release)
    {
        Release = release;
        Registers = release.Has(Features.Registration);
        Executions = new Executions(this);
    }

    /// <summary>The release.</summary>
    public Release Release { get; }

    /// <summary>True where patches are registered.</summary>
    public bool Registers { get; }

    /// <summary>True where the patch that was enabled first wins.</summary>
    public bool OldestWins => !Release.Has(Features.FuncStack);

    /// <summary>The loaded modules, and what they were loaded from.</summary>
    public Dictionary<string, ModuleDefinition> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>The patches of the loaded modules, listed by the kernel or not.</summary>
    public Dictionary<string, ModelPatch> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>The patches that the kernel lists, in its order.</summary>
    public List<ModelPatch> Listed { get; } = [];

    /// <summary>The patch in transition; null for none.</summary>
    public ModelPatch? Moving { get; private set; }

    /// <summary>Where the tasks go: to the new code, or back.</summary>
    public bool MovingForward { get; private set; }

    /// <summary>A number for each stretch between two starts or ends of transitions.</summary>
    public int Stretch { get; private set; }

    /// <summary>True when somebody was forced over in this step.</summary>
    public bool ForcedNow { get; private set; }

    /// <summary>The tasks that were inside of the kernel when somebody was forced over: old and new code may run on them. By process id.</summary>
    public HashSet<int> ForcedTasks { get; } = [];

    /// <summary>What kernel.ftrace_enabled should be.</summary>
    public bool FtraceOn { get; set; } = true;

    /// <summary>True when ftrace stopped a disabling half way in this step.</summary>
    public bool Stopped { get; private set; }

    /// <summary>True when an enabling began in this step.</summary>
    public bool EnableBegun => _enabledNow.Count > 0;

    /// <summary>How many WARN lines there were in this step.</summary>
    public int Warnings { get; private set; }

    /// <summary>How many oopses there were in this step.</summary>
    public int Oopses { get; private set; }

    /// <summary>Why nothing certain can be said from here on; null while it can.</summary>
    public string? Over { get; set; }

    /// <summary>Who ran what.</summary>
    public Executions Executions { get; }

    /// <summary>A step begins.</summary>
    public void Begin()
    {
        Warnings = Oopses = 0;
        Stopped = ForcedNow = false;
        _enabledNow.Clear();
        _notTakenBack.Clear();
        _lastLine = "";
        Executions.Begin();
    }

    /// <summary>A module is going to be loaded; it may be refused yet.</summary>
    public void Loading(ModuleDefinition module)
    {
        Modules[module.Name] = module;
        if (!module.Patches.IsEmpty) Known[module.Name] = new ModelPatch(module, Release);
    }

    /// <summary>A module is gone, or was refused.</summary>
    public void Gone(string module)
    {
        Modules.Remove(module);
        if (Known.Remove(module, out ModelPatch? patch) && Listed.Contains(patch)) Over = $"the listed patch '{module}' lies in freed memory";
        foreach (ModelPatch other in Known.Values)
        {
            if (other.Find(module) is not { } obj) continue;
            obj.Failed = false;
            if (obj.Applied && Registers) Over = $"'{module}' went with its functions still hooked";
        }
    }

    /// <summary>
    /// An enabling was refused. Where the log had it begin, and not end, the order of the patches forbade what takes it back: how far it had
    /// come nobody said.
    /// </summary>
    public void EnableRefused(string? patch)
    {
        if (Registers && patch is not null && _notTakenBack.Contains(patch)) Over = "a failed enabling was not taken back";
    }

    /// <summary>Takes a line of the log in.</summary>
    public void Feed(string line)
    {
        _line++;
        if (line.StartsWith(Code.Mark, StringComparison.Ordinal)) Executions.Feed(line);
        else if (line.StartsWith(Prefix, StringComparison.Ordinal)) Livepatch(line[Prefix.Length..]);
        else if (line.StartsWith(Code.Returned, StringComparison.Ordinal)) Returned(line.Split(' '));
        else if (line.StartsWith("WARNING: ", StringComparison.Ordinal)) Warnings++;
        else if (line.StartsWith("BUG: ", StringComparison.Ordinal)) Oopses++;
    }

    /// <summary>The hooked entries of a function, oldest first.</summary>
    public List<ModelEntry> Stack(string? obj, string meaning)
    {
        List<ModelEntry> stack = [];
        foreach (ModelPatch patch in Known.Values)
        {
            foreach (ModelObject candidate in patch.Objects)
            {
                if (candidate.Name != obj) continue;
                foreach (ModelEntry entry in candidate.Entries)
                {
                    if (entry.Hooked >= 0 && entry.Meaning == meaning) stack.Add(entry);
                }
            }
        }

        if (stack.Count > 1) stack.Sort(static (a, b) => a.Hooked != b.Hooked ? a.Hooked.CompareTo(b.Hooked) : a.Order.CompareTo(b.Order));
        return stack;
    }

    private bool IsLoaded(ModelObject obj) => obj.Name is null || Modules.ContainsKey(obj.Name);

    private void Returned(string[] words)
    {
        if (!Registers || !Known.TryGetValue(words[1], out ModelPatch? patch)) return;
        int value = int.Parse(words[3], CultureInfo.InvariantCulture);
        switch (words[2])
        {
            case "klp_register_patch" when value == 0:
                patch.Registered = true;
                patch.References++;
                patch.Enabled = false;
                if (OldestWins) Listed.Insert(0, patch);
                else Listed.Add(patch);
                break;
            case "klp_register_patch" when !patch.Definition.WithoutObjects:
                // Registering again fails, but the state falls before that is noticed, and the directory no longer knows whose it is.
                patch.Enabled = false;
                patch.RegisteredTwice |= patch.Registered;
                break;
            case "klp_enable_patch" when value != 0:
                EnableRefused(words[1]);
                break;
            case "klp_unregister_patch" when value == 0:
                if (patch.RegisteredTwice) Over = "the directory of a patch that was registered twice stays behind";
                patch.Registered = false;
                Listed.Remove(patch);
                break;
        }
    }

    private void Livepatch(string text)
    {
        if (text[0] == '\'') Transition(text);
        else if (Quoted(text, "enabling patch '") is { } enabled) Enabling(enabled);
        else if (Quoted(text, "disabling patch '") is { } disabled) Disabling(disabled);
        else if (Quoted(text, "applying patch '") is { } applied) OnModule(applied, text, obj => obj.Hook(_line));
        else if (Quoted(text, "reverting patch '") is { } reverted) OnModule(reverted, text, static obj => obj.Unhook());
        else if (Quoted(text, "failed to apply patch '") is { } failed) OnModule(failed, text, Fail);
        else if (Quoted(text, "patch '") is { } refused) OnModule(refused, text, Fail);
        else if (Quoted(text, "failed to unregister ftrace handler for function '") is { } stuck) Stuck(stuck);
        else if (Quoted(text, "failed to revert patch '") is not null) Over = "a module went with its functions still hooked";
        else if (text.StartsWith("forcing ", StringComparison.Ordinal)) Force();
        _lastLine = text;
    }

    private static string? Quoted(string text, string start)
    {
        if (!text.StartsWith(start, StringComparison.Ordinal)) return null;
        return text[start.Length..text.IndexOf('\'', start.Length)];
    }

    private static void Fail(ModelObject obj)
    {
        obj.Unhook();
        obj.Failed = true;
    }

    private void OnModule(string name, string text, Action<ModelObject> action)
    {
        int end = text.LastIndexOf('\'');
        string module = text[(text.LastIndexOf('\'', end - 1) + 1)..end];
        if (Known.GetValueOrDefault(name)?.Find(module) is { } obj) action(obj);
    }

    private void Enabling(string name)
    {
        if (!Known.TryGetValue(name, out ModelPatch? patch)) return;
        _enabledNow.Add(name);
        _notTakenBack.Add(name);
        if (!Registers)
        {
            if (patch.Definition.Replace) AddNops(patch);
            Listed.Add(patch);
            patch.Registered = true;
            patch.References++;
            Move(patch, true);
        }

        foreach (ModelObject obj in patch.Objects)
        {
            if (IsLoaded(obj) && !obj.Applied) obj.Hook(_line);
        }

        patch.Enabled = Registers;
    }

    private void Disabling(string name)
    {
        if (!Known.TryGetValue(name, out ModelPatch? patch)) return;
        _notTakenBack.Remove(name);
        _lastDisabled.Clear();
        foreach (ModelObject obj in patch.Objects)
        {
            if (!obj.Applied) continue;
            foreach (ModelEntry entry in obj.Entries)
            {
                if (entry.Hooked >= 0) _lastDisabled.Add((obj, entry, entry.Hooked));
            }

            if (obj.Entries.Count == 0) _lastDisabled.Add((obj, null, 0));

            obj.Unhook();
        }

        patch.Enabled = false;
    }

    // The first core stops where ftrace will not let go: what comes before is off, the rest stays, and so does the patch.
    private void Stuck(string function)
    {
        Stopped = true;
        bool plain = _lastLine.StartsWith("disabling patch '", StringComparison.Ordinal) && _lastDisabled.Count > 0 && !_enabledNow.Contains(_lastDisabled[0].Object.Patch.Name);
        if (!plain)
        {
            Over = "ftrace would not let go of a function on the way out of a failure";
            return;
        }

        if (_lastDisabled.FindAll(hook => hook.Entry?.Definition.OldName == function).Count > 1)
        {
            Over = "ftrace would not let go of a function, and the log doesn't say which of several of that name";
            return;
        }

        bool reached = false;
        foreach ((ModelObject obj, ModelEntry? entry, long hooked) in _lastDisabled)
        {
            reached |= entry?.Definition.OldName == function;
            if (!reached) continue;
            if (entry is not null) entry.Hooked = hooked;
            obj.Applied = true;
            obj.Patch.Enabled = true;
        }
    }

    private void Transition(string text)
    {
        string name = text[1..text.IndexOf('\'', 1)];
        if (!Known.TryGetValue(name, out ModelPatch? patch)) return;
        string what = text[(name.Length + 4)..];
        switch (what)
        {
            case "starting patching transition":
                patch.Enabled = true;
                Move(patch, true);
                break;
            case "starting unpatching transition":
                patch.Enabled = false;
                Move(patch, false);
                break;
            case "patching complete":
                Move(null, false);
                if (!patch.Definition.Replace) break;
                while (Listed[0] != patch) Remove(Listed[0]);

                patch.DropNops();
                break;
            case "unpatching complete":
                Move(null, false);
                Remove(patch);
                break;
        }
    }

    private void Move(ModelPatch? patch, bool forward)
    {
        Moving = patch;
        MovingForward = forward;
        Stretch++;
    }

    private void Remove(ModelPatch patch)
    {
        Listed.Remove(patch);
        patch.Clear();
        patch.Registered = patch.Enabled = false;
        if (!patch.Forced) patch.References--;
    }

    private void Force()
    {
        ForcedNow = true;
        if (Moving is null) return;
        if (!MovingForward) Moving.Forced = true;
        else if (Moving.Definition.Replace)
        {
            foreach (ModelPatch old in Listed) old.Forced |= old != Moving;
        }
    }

    private void AddNops(ModelPatch patch)
    {
        foreach (ModelPatch old in Listed)
        {
            foreach (ModelObject replaced in old.Objects)
            {
                ModelObject? obj = patch.Find(replaced.Name);
                if (obj is null)
                {
                    obj = new ModelObject(patch, replaced.Name, true);
                    patch.Objects.Add(obj);
                }

                foreach (ModelEntry entry in replaced.Entries)
                {
                    if (obj.Entries.Exists(known => IsSame(known, entry))) continue;
                    obj.Entries.Add(new ModelEntry(obj, entry.Definition, entry.Meaning, Code.Original) { IsNop = true, Order = 1000 + obj.Entries.Count });
                }
            }
        }
    }

    private static bool IsSame(ModelEntry a, ModelEntry b) =>
        a.Definition.OldName == b.Definition.OldName && Math.Max(a.Definition.SymbolPosition, 1) == Math.Max(b.Definition.SymbolPosition, 1);
}
