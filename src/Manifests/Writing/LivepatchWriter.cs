using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;
using KlpShell.Manifests.Keys;
using KlpShell.Manifests.Kinds;

namespace KlpShell.Manifests.Writing;

/// <summary>Writes live patches. New functions stand in their place where that reads back as the same module, else in a list of their own.</summary>
internal sealed class LivepatchWriter
{
    private readonly LivepatchDefinition _patch;
    private readonly ModuleDefinition _module;
    private readonly ModuleWriter _writer;
    private readonly int _inPlace;
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public LivepatchWriter(LivepatchDefinition patch)
    {
        _patch = patch;
        _module = patch.Module;
        _writer = new ModuleWriter(patch.Module);
        _inPlace = FirstInPlace();
    }

    /// <summary>A document of kind Livepatch.</summary>
    public YamlMap Write()
    {
        YamlMap map = new();
        map.Put("kind", "Livepatch").Text("name", _module.Name).Text("description", _module.Description, "").Texts("cves", _patch.Cves);
        _writer.Head(map);
        map.PutIf(!_module.IsLivepatch, "marked", "false");
        PatchDefinition first = _module.Patches.IsDefaultOrEmpty ? new PatchDefinition() : _module.Patches[0];
        map.PutIf(first.Replace, "replace", "true").Put("objects", Objects(first));
        States(map, first);
        map.Items("more_patches", [.. _module.Patches.Skip(1).Select(MorePatch)]);
        _writer.Data(map);
        map.Items("functions", [.. _module.Functions.Take(_inPlace).Select(_writer.Function)]);
        _writer.Kprobes(map);
        if (!_patch.SampleInit) Function(map, "init", _module.Init);
        if (!_patch.SampleExit) Function(map, "exit", _module.Exit);
        ModuleWriter.Files(map, _module.Files);
        return map.Items("abi", [.. _patch.AbiEntries.Select(AbiWriter.Entry)]);
    }

    private void Function(YamlMap map, string key, Body? body) => map.Put(key, body is null ? "null" : _writer.Bodies.Write(body));

    // Functions that stand in their place are read behind those of the list, in the order of the patches: only an end of the list
    // that is in that order, with nothing special about it, can be written so.
    private int FirstInPlace()
    {
        List<string> order = [];
        foreach (PatchDefinition patch in _module.Patches)
        {
            foreach (PatchObjectDefinition obj in patch.Objects)
            {
                if (obj.Functions.IsDefault) continue;
                foreach (PatchFuncDefinition function in obj.Functions)
                {
                    if (function.NewFunction is { } name && !order.Contains(name)) order.Add(name);
                }
            }
        }

        int first = _module.Functions.Length - order.Count;
        if (first < 0) return _module.Functions.Length;
        for (int i = 0; i < order.Count; i++)
        {
            FunctionDefinition function = _module.Functions[first + i];
            if (function.Name != order[i] || function != new FunctionDefinition(function.Name, function.Body)) return _module.Functions.Length;
        }

        return first;
    }

    private YamlMap MorePatch(PatchDefinition patch)
    {
        YamlMap map = new YamlMap().Text("description", patch.Description, "").Texts("cves", patch.Cves);
        map.PutIf(patch.Replace, "replace", "true").Put("objects", Objects(patch));
        return States(map, patch);
    }

    private static YamlMap States(YamlMap map, PatchDefinition patch) => map.Items("states", [.. patch.States.Select(State)]);

    private static YamlMap State(StateDefinition state) =>
        new YamlMap().Put("id", state.Id.ToString(CultureInfo.InvariantCulture)).PutIf(state.Version != 0, "version", state.Version.ToString(CultureInfo.InvariantCulture));

    private object Objects(PatchDefinition patch) => patch.WithoutObjects ? "null" : new List<object>(patch.Objects.Select(Object));

    private YamlMap Object(PatchObjectDefinition obj)
    {
        YamlMap map = new();
        if (obj.Name == ObjectReader.Vmlinux) map.Put("name", new YamlMap().Text("literal", obj.Name));
        else map.Text("name", obj.DisplayName);
        if (obj.Callbacks is { } callbacks) map.Put("callbacks", Callbacks(callbacks));
        map.Put("functions", obj.Functions.IsDefault ? "null" : new List<object>(obj.Functions.Select(PatchFunction)));
        return obj.Relocations.IsDefault ? map : map.Put("relocations", new List<object>(obj.Relocations.Select(Relocation)));
    }

    private YamlMap Callbacks(PatchCallbacks callbacks)
    {
        YamlMap map = [];
        if (callbacks.PrePatch is { } prePatch) Function(map, "pre_patch", prePatch);
        if (callbacks.PostPatch is { } postPatch) Function(map, "post_patch", postPatch);
        if (callbacks.PreUnpatch is { } preUnpatch) Function(map, "pre_unpatch", preUnpatch);
        if (callbacks.PostUnpatch is { } postUnpatch) Function(map, "post_unpatch", postUnpatch);
        return map;
    }

    private YamlMap PatchFunction(PatchFuncDefinition function)
    {
        YamlMap map = [];
        if (function.WithoutOldName) map.Put("old_name", "null");
        else map.Text("old_name", function.OldName);
        map.PutIf(function.SymbolPosition != 0, "sympos", function.SymbolPosition.ToString(CultureInfo.InvariantCulture));
        map.PutIf(function.OldAddress != 0, "old_addr", $"0x{function.OldAddress:x}");
        if (function.SafeBecause is { } reason) map.Text("safe_because", reason);
        if (function.NewFunction is not { } name) return map.Put("new_func", "null");
        FunctionDefinition? here = _module.Functions.Skip(_inPlace).FirstOrDefault(candidate => candidate.Name == name);
        if (here is null || !_written.Add(name)) return map.Text("new_func", name);
        return map.Text("new_name", name, ObjectReader.DefaultNewName(function.OldName)).Put("body", _writer.Bodies.Write(here.Body));
    }

    private static YamlMap Relocation(RelocationDefinition relocation)
    {
        YamlMap map = new();
        map.Put("loc", Place(relocation.Location));
        map.Put("type", Words.RelocationType.TryWordFor((int)relocation.Type) ?? relocation.Type.ToString(CultureInfo.InvariantCulture));
        map.Text("name", relocation.Name).PutIf(relocation.SymbolPosition != 0, "sympos", relocation.SymbolPosition.ToString(CultureInfo.InvariantCulture));
        map.PutIf(relocation.Value != 0, "val", $"0x{relocation.Value:x}");
        map.PutIf(relocation.Addend != 0, "addend", relocation.Addend.ToString(CultureInfo.InvariantCulture));
        return map.PutIf(relocation.External, "external", "true");
    }

    private static object Place(RelocationPlace place)
    {
        string offset = place.Offset.ToString(CultureInfo.InvariantCulture);
        return place.Base switch
        {
            RelocationBase.Absolute => $"0x{place.Offset:x}",
            RelocationBase.ModuleStart => new YamlMap().Put("module_start", offset),
            RelocationBase.ModuleEnd => new YamlMap().Put("module_end", offset),
            RelocationBase.VmlinuxSymbol => new YamlMap().Text("vmlinux", place.Symbol!).PutIf(place.Offset != 0, "offset", offset),
            _ when place.Offset == 0 => YamlText.Scalar(place.Symbol!),
            _ when place.Offset > 0 => YamlText.Scalar(place.Symbol + "+" + offset),
            _ => new YamlMap().Text("symbol", place.Symbol!).Put("offset", offset),
        };
    }
}
