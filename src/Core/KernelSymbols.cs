using System.Collections.Generic;
using System.Linq;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core;

/// <summary>The symbols of a running kernel: vmlinux's table at its running addresses, and those of the modules that are loaded.</summary>
public sealed class KernelSymbols
{
    // Makes an address odd, at which no function begins.
    private const ulong Unplaced = 1;

    private const ulong KernelHalf = 0xffffffff80000000;

    private readonly Kernel _kernel;
    private readonly SymbolTable _table;
    private readonly TraceableSet _traceable;
    private readonly ulong _offset;
    private readonly VmlinuxExports _exports;

    internal KernelSymbols(Kernel kernel, TraceableSet traceable)
    {
        _kernel = kernel;
        _table = kernel.Definition.Symbols;
        _traceable = traceable;
        _offset = kernel.Definition.KaslrOffset;
        _exports = new VmlinuxExports(_table);
    }

    /// <summary>The table of vmlinux, at its link-time addresses.</summary>
    public SymbolTable Table => _table;

    /// <summary>What ftrace can trace in vmlinux.</summary>
    public TraceableSet Traceable => _traceable;

    /// <summary>The symbols of vmlinux and then of the loaded modules, newest first, at their running addresses: /proc/kallsyms.</summary>
    public IEnumerable<Symbol> All
    {
        get
        {
            for (int i = 0; i < _table.Count; i++) yield return Running(_table[i]);
            int index = _table.Count;
            foreach (Symbol symbol in ModuleSymbols()) yield return symbol with { Index = index++ };
        }
    }

    /// <summary>The lines of /proc/kallsyms: as <see cref="All"/>, but a module's whole symbol table where it is known, and behind them ftrace's trampolines where the release lists them.</summary>
    public IEnumerable<Symbol> Listed
    {
        get
        {
            for (int i = 0; i < _table.Count; i++) yield return Running(_table[i]);
            foreach (Module module in _kernel.Modules.All)
            {
                if (module.State == ModuleState.Unformed) continue;
                foreach (Symbol symbol in module.Definition.Listed.IsEmpty ? SymbolsOf(module) : ListedOf(module)) yield return symbol;
            }

            if (!_kernel.Release.Ftrace.ListsTrampolines) yield break;
            foreach (ulong address in _kernel.Ftrace.Trampolines) yield return new Symbol(-1, "ftrace_trampoline", address, 't', "__builtin__ftrace", 0);
        }
    }

    /// <summary>All symbols of exactly that name.</summary>
    public IEnumerable<Symbol> Find(string name)
    {
        SymbolMatches matches = _table.Find(name);
        for (int i = 0; i < matches.Count; i++) yield return Running(matches[i]);
        int index = _table.Count;
        foreach (Symbol symbol in ModuleSymbols())
        {
            if (symbol.Name == name) yield return symbol with { Index = index };
            index++;
        }
    }

    /// <summary>The symbols of the loaded modules, newest module first.</summary>
    public IEnumerable<Symbol> ModuleSymbols()
    {
        foreach (Module module in _kernel.Modules.All)
        {
            if (module.State == ModuleState.Unformed) continue;
            foreach (Symbol symbol in SymbolsOf(module)) yield return symbol;
        }
    }

    private static IEnumerable<Symbol> SymbolsOf(Module module)
    {
        foreach (SymbolEntry entry in module.Symbols) yield return new Symbol(-1, entry.Name, entry.Address, entry.Type, entry.Module, entry.Size);
    }

    // Functions and variables of one name come in the order in which they lie; what the simulator has no place for is listed at the module's start.
    private IEnumerable<Symbol> ListedOf(Module module)
    {
        Dictionary<string, int> seen = new(System.StringComparer.Ordinal);
        foreach (ListedSymbol listed in module.Definition.Listed)
        {
            int number = seen.GetValueOrDefault(listed.Name);
            seen[listed.Name] = number + 1;
            ulong address = listed.IsImport ? AddressOf(listed.Name) : PlaceOf(module, listed.Name, number);
            yield return new Symbol(-1, listed.Name, address, listed.Type, module.Name, 0);
        }
    }

    private static ulong PlaceOf(Module module, string name, int number)
    {
        if (name is ModuleCode.InitName or ModuleCode.ExitName && module.Layout.AddressOf(name) is not 0 and var common) return common;
        ulong unplaced = module.Base + (uint)number;
        foreach (SymbolEntry entry in module.Symbols)
        {
            if (entry.Name == name && number-- == 0) return entry.Address;
        }

        return unplaced;
    }

    /// <summary>How many symbols of a name an object has, and the address of the last of them (kallsyms_on_each_symbol).</summary>
    /// <param name="obj">The module; null for vmlinux.</param>
    /// <param name="name">The name.</param>
    /// <param name="address">The last match's running address; 0 for none.</param>
    public int Count(string? obj, string name, out ulong address)
    {
        int count = 0;
        address = 0;
        if (obj is null)
        {
            foreach (Symbol symbol in _table.Find(name))
            {
                if (symbol.Module is not null) continue;
                count++;
                address = symbol.Address + _offset;
            }

            return count;
        }

        if (_kernel.Modules.Find(obj) is not { } module) return 0;
        foreach (ulong found in WholeTable(module, name, imports: true))
        {
            count++;
            address = found;
        }

        return count;
    }

    // While a module comes its symbol table is that of its file: its init is in it, and what it uses of others, each with its address
    // (load_module, simplify_symbols). Once its init is through neither is (add_kallsyms, is_core_symbol). Later kernels leave out what it
    // uses of others (module_kallsyms_on_each_symbol, SHN_UNDEF).
    private IEnumerable<ulong> WholeTable(Module module, string name, bool imports)
    {
        bool coming = module.State == ModuleState.Coming;
        string common = ModuleCode.CommonName(module.Definition, name);
        if (module.Image is null && common is ModuleCode.InitName or ModuleCode.ExitName && module.Layout.AddressOf(common) is not 0 and var own)
        {
            if (common == ModuleCode.ExitName || coming || module.KeepsTable || module.Definition.PlainInit) yield return own;
            yield break;
        }

        foreach (ulong found in AddressesIn(module, name)) yield return found;
        if (module.Image is null && imports && coming && ModuleImports.Names(module.Definition, name)) yield return Exported(name) is not 0 and var exported ? exported : AddressOf(name);
    }

    /// <summary>Counts the symbols of a name in an object up to a position, as the consistency era does (kallsyms_on_each_match_symbol).</summary>
    /// <param name="obj">The module; null for vmlinux.</param>
    /// <param name="name">The name.</param>
    /// <param name="position">Where to stop, counted from 1; 0 stops at the second.</param>
    /// <param name="address">The running address of the last one that was counted; 0 for none.</param>
    public int Position(string? obj, string name, ulong position, out ulong address)
    {
        int count = 0;
        address = 0;
        if (obj is null)
        {
            foreach (Symbol symbol in _table.Find(name))
            {
                if (symbol.Module is not null) continue;
                address = symbol.Address + _offset;
                if (++count == (position == 0 ? 2 : (long)position)) break;
            }

            return count;
        }

        if (_kernel.Modules.Find(obj) is not { } module) return 0;
        foreach (ulong found in WholeTable(module, name, imports: false))
        {
            address = found;
            if (++count == (position == 0 ? 2 : (long)position)) break;
        }

        return count;
    }

    /// <summary>True when vmlinux has that symbol at that running address.</summary>
    public bool IsVmlinuxSymbolAt(string name, ulong address)
    {
        foreach (Symbol symbol in _table.Find(name))
        {
            if (symbol.Module is null && symbol.Address + _offset == address) return true;
        }

        return false;
    }

    /// <summary>The running address of a symbol of the table, by its place there.</summary>
    internal ulong AddressAt(int index) => Running(_table[index]).Address;

    /// <summary>The running address of the first symbol of a name, vmlinux first; 0 where there is none (kallsyms_lookup_name).</summary>
    public ulong AddressOf(string name)
    {
        if (Count(null, name, out _) > 0) return _table.Find(name)[0].Address + _offset;
        foreach (Module module in _kernel.Modules.All)
        {
            if (module.State == ModuleState.Unformed) continue;
            foreach (ulong found in AddressesIn(module, name)) return found;
        }

        return 0;
    }

    private static IEnumerable<ulong> AddressesIn(Module module, string name)
    {
        if (module.ImageSymbols is { } image) return image.Find(name);
        List<ulong> found = [.. module.Symbols.Where(symbol => symbol.Name == name).Select(static symbol => symbol.Address)];
        if (found.Count > 0) return found;

        // What is only listed is found as well, but nothing is there that could be hooked.
        int number = 0;
        foreach (ListedSymbol listed in module.Definition.Listed)
        {
            if (!listed.IsImport && listed.Name == name) found.Add(PlaceOf(module, name, number++) | Unplaced);
        }

        return found;
    }

    /// <summary>True when the table tells what vmlinux exports: /proc/kallsyms lists an entry of __ksymtab beside each export.</summary>
    public bool KnowsExports => _exports.IsKnown;

    /// <summary>The running address of a symbol that vmlinux exports; 0 where it doesn't.</summary>
    internal ulong ExportedByVmlinux(string name, bool gpl) => _exports.Has(name, gpl) && Count(null, name, out ulong address) > 0 ? address : 0;

    /// <summary>The running address of an exported symbol; 0 where nothing of that name is exported (find_symbol).</summary>
    /// <param name="name">The symbol.</param>
    /// <param name="gpl">True to see what is exported to GPL modules only, too.</param>
    public ulong Exported(string name, bool gpl = true)
    {
        if (_exports.Has(name, gpl) && Count(null, name, out ulong address) > 0) return address;
        foreach (Module module in _kernel.Modules.All)
        {
            if (module.State == ModuleState.Unformed) continue;
            if (module.Image is not null && module.Exports.Find(name, gpl) is { } own) return own.Address;
            foreach (FunctionDefinition function in module.Definition.Functions)
            {
                if (IsVisible(function.Export, gpl) && function.Name == name) return module.Layout.AddressOf(name);
            }

            foreach (VariableDefinition variable in module.Definition.Variables)
            {
                if (IsVisible(variable.Export, gpl) && variable.Name == name) return module.Layout.AddressOf(name);
            }
        }

        return 0;
    }

    /// <summary>True when a function that begins at a running address has an ftrace location.</summary>
    public bool IsTraceable(ulong function)
    {
        if (_kernel.Modules.Containing(function) is not { } module) return _traceable.IsTraceableAddress(function - _offset);
        if (module.Image is not null) return FtraceLocation(module, function) != 0;
        return Definition(module, function) is { Traceable: true };
    }

    /// <summary>The ftrace location of a function that begins at a running address; 0 for none (ftrace_location).</summary>
    /// <param name="function">The function.</param>
    /// <param name="entryOffset">How far into a function it is where no file tells.</param>
    internal ulong FtraceLocation(ulong function, uint entryOffset)
    {
        if (_kernel.Modules.Containing(function) is not { } module) return IsTraceable(function) ? function + entryOffset : 0;
        if (module.Image is not null) return FtraceLocation(module, function);
        return IsTraceable(function) ? function + (Definition(module, function)?.EntryOffset ?? entryOffset) : 0;
    }

    /// <summary>The function whose ftrace location is at a running address; 0 where the module that it was in has none there.</summary>
    internal ulong FunctionAt(ulong location, uint entryOffset)
    {
        if (_kernel.Modules.Containing(location) is not { } module) return location - entryOffset;
        if (module.ImageSymbols is { } image) return image.TryFind(location, out SymbolEntry symbol) ? symbol.Address : 0;
        foreach (ulong function in module.Layout.FunctionAddresses)
        {
            if (FtraceLocation(function, entryOffset) == location) return function;
        }

        return 0;
    }

    private static FunctionDefinition? Definition(Module module, ulong function)
    {
        for (int i = 0; i < module.Layout.FunctionAddresses.Length; i++)
        {
            if (module.Layout.FunctionAddresses[i] == function) return module.Definition.Functions[i];
        }

        return null;
    }

    private static ulong FtraceLocation(Module module, ulong function)
    {
        if (!module.ImageSymbols!.TryFind(function, out SymbolEntry symbol) || symbol.Address != function) return 0;
        int at = System.Array.BinarySearch(module.FtraceLocations, function);
        if (at < 0) at = ~at;

        // 6.1 measures data up to the end of the text before it, so that the end may lie before the beginning.
        ulong end = function + symbol.Size;
        return at < module.FtraceLocations.Length && module.FtraceLocations[at] < end ? module.FtraceLocations[at] : 0;
    }

    /// <summary>True for an address in the half of the address space where vmlinux and modules are: per-CPU variables, whose addresses in the table are small, aren't.</summary>
    internal bool IsText(ulong address) => address - _offset >= KernelHalf || _kernel.Modules.Containing(address) is not null;

    /// <summary>The symbol that an address lies in, and how far; false where nothing is known there.</summary>
    public bool TryFindContaining(ulong address, out Symbol symbol, out ulong offset)
    {
        if (_kernel.Modules.Containing(address) is { } module)
        {
            symbol = default;
            offset = 0;
            if (module.ImageSymbols is { } image)
            {
                if (!image.TryFind(address, out SymbolEntry exact)) return false;
                symbol = new Symbol(-1, exact.Name, exact.Address, exact.Type, exact.Module, exact.Size);
                offset = address - exact.Address;
                return true;
            }

            bool found = false;
            foreach (SymbolEntry entry in module.Symbols)
            {
                if (entry.Address > address || (found && entry.Address <= symbol.Address)) continue;
                symbol = new Symbol(-1, entry.Name, entry.Address, entry.Type, entry.Module, entry.Size);
                offset = address - entry.Address;
                found = true;
            }

            return found;
        }

        if (!_table.TryFindContaining(address - _offset, out symbol, out offset)) return false;
        symbol = Running(symbol);
        return true;
    }

    /// <summary>The name of the symbol at an address, or the address itself in hexadecimal.</summary>
    public string NameAt(ulong address) => TryFindContaining(address, out Symbol symbol, out _) ? symbol.Name : $"0x{address:x16}";

    /// <summary>An address as the kernel prints one: <c>name+0x0/0x20 [module]</c> (%pS).</summary>
    public string Describe(ulong address)
    {
        if (!TryFindContaining(address, out Symbol symbol, out ulong offset)) return $"0x{address:x16}";
        return $"{symbol.Name}+0x{offset:x}/0x{symbol.Size:x}{(symbol.Module is null ? "" : $" [{symbol.Module}]")}";
    }

    /// <summary>A function as the kernel prints its address; where the table hasn't got it, its name with length 0.</summary>
    /// <param name="name">Its symbol.</param>
    /// <param name="module">The module that it lies in; null for vmlinux.</param>
    public string DescribeSymbol(string name, string? module = null)
    {
        ulong address = module is null ? AddressOf(name) : _kernel.Modules.Find(module)?.Layout.AddressOf(name) ?? 0;
        return address == 0 ? $"{name}+0x0/0x0{(module is null ? "" : $" [{module}]")}" : Describe(address);
    }

    private static bool IsVisible(ExportKind export, bool gpl) => export == ExportKind.Any || (gpl && export == ExportKind.Gpl);

    private Symbol Running(Symbol symbol) => symbol with { Address = symbol.Address + _offset };
}
