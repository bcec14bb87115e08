using System;
using System.Collections.Generic;

namespace KlpShell.Core.Symbols;

/// <summary>The records between two anchors, and the functions that each of them can be.</summary>
internal sealed class TraceableGap(SymbolTable table)
{
    private readonly List<(TraceableRecord Record, int[] Functions)> _records = [];

    /// <summary>Adds the next record of the list.</summary>
    public void Add(TraceableRecord record, int[] functions) => _records.Add((record, functions));

    /// <summary>Places the records at addresses between two anchors, and is empty again.</summary>
    public void Close(ulong low, ulong high, TraceableAlignment alignment)
    {
        if (_records.Count == 0)
            return;
        DropSurplus(low, high, alignment);
        // Each as low as it can be, and each as high as it can be: where both agree there is no other way.
        var lowest = new List<(TraceableRecord Record, int[] Functions, int Function)>();
        foreach ((TraceableRecord record, int[] functions) in _records)
        {
            int place = FirstAbove(functions, low);
            if (place < functions.Length && table.AddressOf(functions[place]) < high)
            {
                lowest.Add((record, functions, functions[place]));
                low = table.AddressOf(functions[place]);
            }
            else
            {
                alignment.Leave(record, SymbolTableProblemKind.NotInAddressOrder, "is listed where the symbol table has no function of that name");
            }
        }
        int[] highest = new int[lowest.Count];
        for (int i = lowest.Count - 1; i >= 0; i--)
        {
            highest[i] = lowest[i].Functions[FirstAbove(lowest[i].Functions, high - 1) - 1];
            high = table.AddressOf(highest[i]);
        }
        for (int i = 0; i < highest.Length; i++)
        {
            (TraceableRecord record, _, int function) = lowest[i];
            if (function != highest[i])
                alignment.Report(record, SymbolTableProblemKind.AmbiguousFunction, "could be several functions of that name; the first that fits is taken");
            alignment.Take(function);
        }
        _records.Clear();
    }

    // Records of one name in a row, more than functions that they could be: code of overridden weak functions, listed under the name
    // of the function that it stands behind.
    private void DropSurplus(ulong low, ulong high, TraceableAlignment alignment)
    {
        for (int start = 0; start < _records.Count;)
        {
            int end = start + 1;
            while (end < _records.Count && _records[end].Record.Name == _records[start].Record.Name)
                end++;
            int[] functions = _records[start].Functions;
            int possible = FirstAbove(functions, high - 1) - FirstAbove(functions, low);
            int surplus = end - start - Math.Max(1, possible);
            for (int i = 0; i < surplus; i++)
                alignment.Repeat();
            if (surplus > 0)
                _records.RemoveRange(end - surplus, surplus);
            start = end - Math.Max(0, surplus);
        }
    }

    private int FirstAbove(int[] functions, ulong address)
    {
        int place = 0;
        while (place < functions.Length && table.AddressOf(functions[place]) <= address)
            place++;
        return place;
    }
}
