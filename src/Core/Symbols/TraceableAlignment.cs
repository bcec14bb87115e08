using System;
using System.Collections.Generic;
using System.Linq;

namespace KlpShell.Core.Symbols;

/// <summary>
/// Finds the function of each record in a list of traceable ones. A name that one function has is an anchor; the records between two
/// anchors are functions between them, in the same order, and mostly fit in one way only.
/// </summary>
internal sealed class TraceableAlignment(SymbolTable table, TraceableMarks marks, SymbolProblems problems)
{
    private readonly Dictionary<int, int[]> _severalOf = [];
    private string? _module;

    /// <summary>Records that were found, each another function.</summary>
    public int Matched { get; private set; }

    /// <summary>Records of a function that was found already.</summary>
    public int Repeated { get; private set; }

    /// <summary>Records without a function.</summary>
    public int Unmatched { get; private set; }

    /// <summary>Places the records of one object, in the order of the list.</summary>
    public void Place(List<TraceableRecord> records, string? module)
    {
        _module = module;
        _severalOf.Clear();
        int[][] functions = [.. records.Select(record => FunctionsOf(record.Name))];
        for (int i = 0; i < functions.Length; i++)
        {
            if (functions[i].Length == 0)
                Leave(records[i], SymbolTableProblemKind.UnknownFunction, $"is no function of {module ?? "vmlinux"} in the symbol table; is it of the same kernel?");
            else if (functions[i].Length == 1)
                Take(functions[i][0]);
        }
        if (IsInOrder(records, functions))
            PlaceBetweenAnchors(records, functions);
        else
            PlaceByCount(records, functions);
    }

    private bool IsInOrder(List<TraceableRecord> records, int[][] functions)
    {
        ulong last = 0;
        for (int i = 0; i < functions.Length; i++)
        {
            if (functions[i] is not [int only])
                continue;
            if (table.AddressOf(only) < last)
            {
                Report(records[i], SymbolTableProblemKind.NotInAddressOrder, "has a lower address than one listed before it; names that occur several times can only be told by an unsorted list");
                return false;
            }
            last = table.AddressOf(only);
        }
        return true;
    }

    private void PlaceBetweenAnchors(List<TraceableRecord> records, int[][] functions)
    {
        var gap = new TraceableGap(table);
        ulong low = 0;
        for (int i = 0; i < functions.Length; i++)
        {
            if (functions[i].Length > 1)
                gap.Add(records[i], functions[i]);
            if (functions[i].Length != 1)
                continue;
            ulong high = table.AddressOf(functions[i][0]);
            gap.Close(low, high, this);
            low = high;
        }
        gap.Close(low, ulong.MaxValue, this);
    }

    private void PlaceByCount(List<TraceableRecord> records, int[][] functions)
    {
        var counts = new Dictionary<int, int>();
        for (int i = 0; i < functions.Length; i++)
        {
            if (functions[i].Length < 2)
                continue;
            int count = counts[records[i].Name] = counts.GetValueOrDefault(records[i].Name) + 1;
            Take(functions[i][Math.Min(count, functions[i].Length) - 1]);
        }
        for (int i = 0; i < functions.Length; i++)
        {
            if (counts.Remove(records[i].Name, out int count) && count < functions[i].Length)
                Report(records[i], SymbolTableProblemKind.AmbiguousFunction, $"is listed {count} times and {functions[i].Length} functions have that name; the first ones are taken");
        }
    }

    /// <summary>Takes a function as traceable.</summary>
    public void Take(int function)
    {
        if (marks.Add(function))
            Matched++;
        else
            Repeated++;
    }

    /// <summary>Counts a record of a function that is there already.</summary>
    public void Repeat() => Repeated++;

    /// <summary>Leaves a record without a function, and says why.</summary>
    public void Leave(TraceableRecord record, SymbolTableProblemKind kind, string why)
    {
        Unmatched++;
        Report(record, kind, why);
    }

    /// <summary>Reports what is odd about a record.</summary>
    public void Report(TraceableRecord record, SymbolTableProblemKind kind, string why)
    {
        if (problems.HasRoom)
            problems.Add(record.Line, 1, kind, $"{SymbolProblems.Show(table.NameUtf8(record.Name))} {why}");
        else
            problems.CountOnly();
    }

    // The functions that a name can mean, by address. ftrace prints what get_symbol_pos finds, which is the first alias at an
    // address; a table that was sorted otherwise (System.map) may have another one first, and then any alias will do.
    private int[] FunctionsOf(int name)
    {
        if (table.NextOfName(name) < 0)
            return IsFunction(name) ? [name] : [];
        if (_severalOf.TryGetValue(name, out int[]? functions))
            return functions;
        List<int> found = [];
        for (int index = name; index >= 0; index = table.NextOfName(index))
        {
            if (IsFunction(index))
                found.Add(index);
        }
        if (found.Exists(IsFirstAlias))
            found.RemoveAll(index => !IsFirstAlias(index));
        return _severalOf[name] = [.. found.DistinctBy(table.AddressOf).OrderBy(table.AddressOf)];
    }

    private bool IsFunction(int index) => Symbol.IsTextType(table.TypeOf(index)) && table.ModuleOf(index) == _module;

    private bool IsFirstAlias(int index) => table.Addresses.FirstAlias(index) == index;
}
