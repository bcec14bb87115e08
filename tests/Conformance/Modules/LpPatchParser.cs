using System;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KlpShell.Core.Livepatch;

namespace KlpShell.Conformance.Modules;

/// <summary>Reads the <c>funcs=</c> and <c>states=</c> parameters of lp_a to lp_f: what the patch is made of.</summary>
internal sealed partial class LpPatchParser
{
    private const int MostObjects = 5;
    private const int MostEntries = 8;
    private const int MostStates = 5;

    private readonly ImmutableArray<PatchObjectDefinition>.Builder _objects = ImmutableArray.CreateBuilder<PatchObjectDefinition>();

    /// <summary>True when the module's own parser would refuse the parameters (-E2BIG).</summary>
    public bool Refused { get; private set; }

    /// <summary>The objects, as far as the parameter could be read; an object without an array has no callbacks.</summary>
    public ImmutableArray<PatchObjectDefinition> Objects(string functions, Func<int, PatchCallbacks>? callbacks)
    {
        Refused |= !ReadObjects(functions, callbacks);
        return _objects.ToImmutable();
    }

    /// <summary>The states.</summary>
    public ImmutableArray<StateDefinition> States(string? states)
    {
        ImmutableArray<StateDefinition>.Builder entries = ImmutableArray.CreateBuilder<StateDefinition>();
        foreach (string entry in states?.Split(',') ?? [])
        {
            if (entries.Count == MostStates) break;
            Match fields = State().Match(entry);
            if (!fields.Success || !uint.TryParse(fields.Groups[1].ValueSpan, out uint id) || !uint.TryParse(fields.Groups[2].ValueSpan, out uint version))
            {
                Refused = true;
                break;
            }

            entries.Add(new StateDefinition(id, version));
        }

        return entries.ToImmutable();
    }

    private bool ReadObjects(string functions, Func<int, PatchCallbacks>? callbacks)
    {
        foreach (string part in functions.Split('+'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || _objects.Count >= MostObjects) return false;
            string? name = ObjectName(part[..equals]);
            string list = part[(equals + 1)..];
            if (list == "@nofuncs")
            {
                _objects.Add(new PatchObjectDefinition(name, default));
                continue;
            }

            bool read = ReadFunctions(list, out ImmutableArray<PatchFuncDefinition> entries);
            _objects.Add(new PatchObjectDefinition(name, entries) { Callbacks = callbacks?.Invoke(_objects.Count) });
            if (!read) return false;
        }

        return true;
    }

    private static string? ObjectName(string text) => text switch
    {
        "vmlinux" => null,
        "@vmlinux" => "vmlinux",
        "@empty" => "",
        "@long55" => new string('x', 55),
        "@long56" => new string('x', 56),
        _ => text,
    };

    private static bool ReadFunctions(string list, out ImmutableArray<PatchFuncDefinition> functions)
    {
        ImmutableArray<PatchFuncDefinition>.Builder entries = ImmutableArray.CreateBuilder<PatchFuncDefinition>();
        functions = [];
        foreach (string entry in list.Length == 0 ? [] : list.Split(','))
        {
            // An empty rest after a comma ends the C code's loop.
            if (entry.Length == 0 && entries.Count > 0 && list.EndsWith(',')) break;
            string[] fields = entry.Split(':', 3);
            if (fields.Length < 3 || !CNumber.TryUnsigned(fields[1], out ulong position) || entries.Count >= MostEntries || !NewFunction(fields[2], out string? replacement)) return false;
            string name = fields[0] switch
            {
                "@empty" or "@null" => "",
                "@long511" => new string('x', 511),
                "@long512" => new string('x', 512),
                _ => fields[0],
            };
            entries.Add(new PatchFuncDefinition(name, replacement) { WithoutOldName = fields[0] == "@null", SymbolPosition = position });
        }

        functions = entries.ToImmutable();
        return true;
    }

    private static bool NewFunction(string kind, out string? name)
    {
        name = kind.Length == 0 ? "" : kind[0] switch
        {
            's' => LpModule.SeqShow,
            't' => LpModule.TextFunction,
            'z' => LpModule.ZeroFunction,
            'i' => LpModule.IntFunction,
            'b' => LpModule.BlockFunction,
            'n' => null,
            _ => "",
        };
        return name != "";
    }

    // What sscanf("%u:%u") takes: the rest isn't looked at.
    [GeneratedRegex(@"^\s*(\d+):\s*(\d+)")]
    private static partial Regex State();
}
