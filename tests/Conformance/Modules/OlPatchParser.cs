using System;
using System.Collections.Immutable;
using KlpShell.Core.Livepatch;

namespace KlpShell.Conformance.Modules;

/// <summary>Reads the <c>funcs=</c> and <c>relocs=</c> parameters of ol_a to ol_d: what the patch is made of.</summary>
internal sealed class OlPatchParser
{
    private const int MostObjects = 5;
    private const int MostEntries = 8;

    private readonly ImmutableArray<PatchObjectDefinition>.Builder _objects = ImmutableArray.CreateBuilder<PatchObjectDefinition>();
    private readonly ImmutableArray<RelocationDefinition>.Builder?[] _relocations = new ImmutableArray<RelocationDefinition>.Builder?[MostObjects + 1];

    /// <summary>True when the module's own parser would refuse the parameters (-E2BIG).</summary>
    public bool Refused { get; private set; }

    /// <summary>The patch, as far as the parameters could be read.</summary>
    public PatchDefinition Parse(string functions, string? relocations)
    {
        Refused = !ReadObjects(functions) || (relocations is not null && !ReadRelocations(relocations));
        for (int i = 0; i < _objects.Count; i++)
        {
            if (_relocations[i] is { } entries) _objects[i] = _objects[i] with { Relocations = entries.ToImmutable() };
        }

        return new PatchDefinition { Objects = _objects.ToImmutable() };
    }

    private bool ReadObjects(string functions)
    {
        foreach (string part in functions.Split('+'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || _objects.Count >= MostObjects) return false;
            string? name = part[..equals] switch
            {
                "vmlinux" => null,
                "@vmlinux" => "vmlinux",
                "@empty" => "",
                string other => other,
            };
            string list = part[(equals + 1)..];
            ImmutableArray<PatchFuncDefinition> entries = default;
            bool read = list == "@nofuncs" || ReadFunctions(list, out entries);
            _objects.Add(new PatchObjectDefinition(name, entries));
            if (!read) return false;
        }

        return true;
    }

    private static bool ReadFunctions(string list, out ImmutableArray<PatchFuncDefinition> functions)
    {
        ImmutableArray<PatchFuncDefinition>.Builder entries = ImmutableArray.CreateBuilder<PatchFuncDefinition>();
        functions = [];
        foreach (string entry in list.Length == 0 ? [] : list.Split(','))
        {
            // An empty rest after a comma ends the C code's loop.
            if (entry.Length == 0 && entries.Count > 0 && list.EndsWith(',')) break;
            string[] fields = entry.Split(':', 3);
            if (fields.Length < 3 || entries.Count >= MostEntries || !NewFunction(fields[2], out string? replacement)) return false;
            entries.Add(new PatchFuncDefinition(fields[0] == "@empty" ? "" : fields[0], replacement) { OldAddress = CNumber.Unsigned(fields[1]) });
        }

        functions = entries.ToImmutable();
        return true;
    }

    private static bool NewFunction(string kind, out string? name)
    {
        name = kind.Length == 0 ? "" : kind[0] switch
        {
            's' => OlModule.SeqShow,
            't' => OlModule.TextFunction,
            'i' => OlModule.IntFunction,
            'j' => OlModule.SecondIntFunction,
            'n' => null,
            _ => "",
        };
        return name != "";
    }

    private bool ReadRelocations(string relocations)
    {
        foreach (string part in relocations.Split(','))
        {
            if (part.Length < 2 || part[1] != '/') return false;
            int index = part[0] - '0';
            if (index < 0 || index >= _relocations.Length || _relocations[index]?.Count >= MostEntries) return false;
            ImmutableArray<RelocationDefinition>.Builder entries = _relocations[index] ??= ImmutableArray.CreateBuilder<RelocationDefinition>();
            if (part[2..] == "@none") continue;
            string[] fields = part[2..].Split(':');
            if (fields.Length < 6 || fields[5].Length == 0 || Place(fields[5]) is not { } place) return false;
            entries.Add(new RelocationDefinition(place, (uint)CNumber.Unsigned(fields[2]), fields[0])
            {
                Value = CNumber.Unsigned(fields[1]),
                Addend = (int)CNumber.Signed(fields[3]),
                External = CNumber.Signed(fields[4]) != 0,
            });
        }

        return true;
    }

    private static RelocationPlace? Place(string text)
    {
        long number = CNumber.Signed(text[1..]);
        return text[0] switch
        {
            'd' => new RelocationPlace(RelocationBase.Symbol, OlModule.Slots, number * sizeof(ulong)),
            'r' => new RelocationPlace(RelocationBase.Symbol, OlModule.ReadOnlyWord),
            'x' => new RelocationPlace(RelocationBase.Symbol, OlModule.ImmediateFunction, OlModule.ImmediateOffset),
            'o' => new RelocationPlace(RelocationBase.VmlinuxSymbol, "jiffies_64"),
            'c' => new RelocationPlace(RelocationBase.ModuleStart, null, number),
            'e' => new RelocationPlace(RelocationBase.ModuleEnd, null, number),
            _ => null,
        };
    }
}
