using System;
using System.Collections.Generic;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Manifests.Bodies;

/// <summary>The names in one body: <c>result</c>, <c>argument</c>, its locals, and the parameters and variables of its module, looked up in this order.</summary>
/// <param name="scope">The module's names.</param>
internal sealed class BodyNames(BodyScope scope)
{
    /// <summary>How many locals a frame has.</summary>
    public const int Locals = 8;

    /// <summary>What the names of locals that are meant by number begin with: local0 to local7.</summary>
    public const string NumberedLocal = "local";

    /// <summary>What stands before a name that must be a parameter's.</summary>
    public const string ParameterPrefix = "parameter:";

    /// <summary>What stands before a name that must be a variable's.</summary>
    public const string VariablePrefix = "variable:";

    private readonly string?[] _locals = new string?[Locals];

    /// <summary>The module's names.</summary>
    public BodyScope Scope { get; } = scope;

    /// <summary>What a name means; false where it means nothing here.</summary>
    public bool TryGet(string name, out Operand operand)
    {
        operand = default;
        if (name.StartsWith(ParameterPrefix, StringComparison.Ordinal)) return Module(Scope.Parameters, name[ParameterPrefix.Length..], Operand.Parameter, ref operand);
        if (name.StartsWith(VariablePrefix, StringComparison.Ordinal)) return Module(Scope.Variables, name[VariablePrefix.Length..], Operand.Variable, ref operand);
        if (name == "result") operand = Operand.Result;
        else if (name == "argument") operand = Operand.Argument;
        else if (Local(name) is { } local) operand = Operand.Local(local);
        else return Module(Scope.Parameters, name, Operand.Parameter, ref operand) || Module(Scope.Variables, name, Operand.Variable, ref operand);
        return true;
    }

    /// <summary>The local of a name, taken now where it is new.</summary>
    /// <returns>-1 where all are taken.</returns>
    public int Take(string name)
    {
        if (Local(name) is { } known) return known;
        for (int i = Locals - 1; i >= 0; i--)
        {
            if (_locals[i] is not null) continue;
            _locals[i] = name;
            return i;
        }

        return -1;
    }

    /// <summary>All names, for hints.</summary>
    public IEnumerable<string> All
    {
        get
        {
            yield return "result";
            yield return "argument";
            foreach (string? local in _locals)
            {
                if (local is not null) yield return local;
            }

            foreach (string name in Scope.Parameters) yield return name;
            foreach (string name in Scope.Variables) yield return name;
        }
    }

    // Those by number are always there, so that whatever a body does with its locals can be written.
    private int? Local(string name)
    {
        if (name.Length == NumberedLocal.Length + 1 && name.StartsWith(NumberedLocal, StringComparison.Ordinal) && name[^1] is >= '0' and < (char)('0' + Locals))
        {
            int number = name[^1] - '0';
            _locals[number] ??= name;
            return number;
        }

        int index = Array.IndexOf(_locals, name);
        return index < 0 ? null : index;
    }

    private static bool Module(HashSet<string> names, string name, Func<string, Operand> make, ref Operand operand)
    {
        if (!names.Contains(name)) return false;
        operand = make(name);
        return true;
    }
}
