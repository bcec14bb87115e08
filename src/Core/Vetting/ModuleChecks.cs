using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.Modules;
using KlpShell.Core.Symbols;

namespace KlpShell.Core.Vetting;

/// <summary>The checks that the kernel makes of a file, each with what it finds, in the kernel's order. What the verdict is, is the load's word; these say why.</summary>
internal sealed class ModuleChecks(Kernel kernel, ModuleFile file, ModuleContents contents, FileRefusal? refusal)
{
    private readonly List<ModuleCheck> _checks = [];

    /// <summary>All of them.</summary>
    public List<ModuleCheck> All()
    {
        Signature();
        if (refusal is { Refusal: Refusal.FileUnpredictable or Refusal.ElfHeaderInvalid or Refusal.ElfSectionTableInvalid or Refusal.ElfSectionInvalid or Refusal.ModinfoInvalid or Refusal.ThisModuleInvalid or Refusal.SymbolTableInvalid or Refusal.ModuleFileEmpty })
        {
            Add("Elf", CheckOutcome.Failed, null, refusal.Line ?? refusal.Explanation ?? "the file is empty", refusal.Offset);
            return _checks;
        }

        Add("Elf", CheckOutcome.Passed, null, $"{file.Elf.Sections.Count} sections");
        foreach (Elf.ElfProblem problem in contents.Problems) Add("Contents", CheckOutcome.Warned, problem.Id, problem.Message, problem.Offset);
        Vermagic();
        Marks();
        Imports();
        Relocations();
        foreach (DecodedPatch patch in contents.Patches) Patch(patch);
        if (contents.Patches.IsEmpty && file.IsLivepatch) Add("Patch", CheckOutcome.Warned, null, "no struct klp_patch was found: neither a call of klp_enable_patch nor data of that shape");
        return _checks;
    }

    private void Signature()
    {
        if (file.Signature is not { } signature) Add("Signature", CheckOutcome.Warned, null, "no signature: the kernel is tainted with E");
        else if (signature.Errno is Errno.None or Errno.ENOPKG) Add("Signature", CheckOutcome.Unknown, null, $"a signature of {signature.Length} bytes, which only the kernel's keys can judge; taken as one by an unknown key", signature.Offset);
        else Add("Signature", CheckOutcome.Failed, null, "what stands at the end isn't a signature", signature.Offset);
    }

    private void Vermagic()
    {
        string? built = file.Modinfo["vermagic"];
        string running = kernel.Definition.Vermagic ?? "any";
        bool failed = refusal is { Refusal: Refusal.VermagicMismatch };
        if (built is null) Add("Vermagic", CheckOutcome.Warned, null, "no vermagic: loaded by force, taint F");
        else if (failed) Add("Vermagic", CheckOutcome.Failed, null, $"built for '{built}', running '{running}'", refusal!.Offset);
        else if (kernel.Definition.Vermagic is not null && built.Trim() != running.Trim()) Add("Vermagic", CheckOutcome.Warned, null, $"built for '{built}', running '{running}': with symbol versions only the flags are compared");
        else Add("Vermagic", CheckOutcome.Passed, null, $"'{built}'");
        IReadOnlyList<SymbolVersion> versions = file.Versions;
        if (versions.Count == 0) Add("Versions", CheckOutcome.Warned, null, "no __versions: loaded by force, taint F");
        foreach (SymbolVersion version in versions)
        {
            if (kernel.Definition.Exports is not { } exports) continue;
            if (exports.Find(version.Name) is not { } export || export.Crc == version.Crc) continue;
            Add("Versions", CheckOutcome.Failed, version.Name, string.Create(CultureInfo.InvariantCulture, $"built against 0x{version.Crc:x8}, the kernel has 0x{export.Crc:x8}"), version.Offset);
        }

        if (versions.Count > 0) Add("Versions", kernel.Definition.Exports is null ? CheckOutcome.Unknown : CheckOutcome.Passed, null, $"{versions.Count} symbols{(kernel.Definition.Exports is null ? "; no Module.symvers to compare with" : "")}");
    }

    private void Marks()
    {
        if (file.IsLivepatch) Add("LivepatchMark", CheckOutcome.Passed, null, $"livepatch={file.Modinfo["livepatch"]}; any value counts");
        else Add("LivepatchMark", contents.Patches.IsEmpty ? CheckOutcome.Passed : CheckOutcome.Failed, null, contents.Patches.IsEmpty ? "no livepatch, and no patch in it" : "there is no MODULE_INFO(livepatch, ...)");
        string license = file.Modinfo["license"] ?? "unspecified";
        bool gpl = ModuleImports.IsGplCompatible(license);
        Add("License", gpl ? CheckOutcome.Passed : CheckOutcome.Failed, null, gpl ? license : $"'{license}': GPL-only symbols such as klp_enable_patch can't be used, taint P");
    }

    private void Imports()
    {
        int found = 0;
        bool gpl = ModuleImports.IsGplCompatible(file.Modinfo["license"] ?? "unspecified");
        foreach (string name in contents.Imports)
        {
            bool exported = kernel.Definition.Exports is { } exports ? exports.Find(name) is { } export && (gpl || !export.GplOnly) : kernel.Symbols.Exported(name, gpl) != 0 || !kernel.Symbols.KnowsExports;
            exported |= kernel.Modules.All.Any(module => module.Exports.Find(name, gpl) is not null);
            if (exported) found++;
            else Add("Import", CheckOutcome.Failed, name, kernel.Symbols.AddressOf(name) == 0 ? "nobody has a symbol of that name" : "the kernel has it, but doesn't export it to this module");
        }

        Add("Imports", CheckOutcome.Passed, null, $"{found} of {contents.Imports.Length} symbols are exported");
    }

    private void Relocations()
    {
        foreach (LivepatchRelocation relocation in contents.Relocations)
        {
            string subject = $"{relocation.Section}+0x{relocation.Offset:x} {relocation.Symbol}";
            if (relocation.Object is null) Add("Relocation", CheckOutcome.Failed, subject, "the section's name has another form than .klp.rela.OBJECT.SECTION", relocation.FileOffset);
            else if (relocation.Name is null) Add("Relocation", CheckOutcome.Failed, subject, "the symbol's name has another form than .klp.sym.OBJECT.NAME,POSITION", relocation.FileOffset);
            else if (relocation is { Object: not "vmlinux", SymbolObject: "vmlinux" }) Add("Relocation", CheckOutcome.Failed, subject, "a module's section may not want a symbol of vmlinux", relocation.FileOffset);
            else Symbol("Relocation", subject, relocation.SymbolObject == "vmlinux" ? null : relocation.SymbolObject, relocation.Name, relocation.SymbolPosition, relocation.FileOffset);
        }
    }

    private void Patch(DecodedPatch patch)
    {
        PatchDefinition definition = patch.Definition;
        Add("Patch", definition.WithoutObjects || definition.WithoutModule ? CheckOutcome.Failed : CheckOutcome.Passed, patch.Place, definition.WithoutObjects ? "its pointer to objects is NULL" : definition.WithoutModule ? "its pointer to the module is NULL" : $"{definition.Objects.Length} objects, found by {patch.FoundBy}{(definition.Replace ? ", replaces all others" : "")}");
        HashSet<string> objects = [];
        foreach (PatchObjectDefinition obj in definition.Objects)
        {
            if (!objects.Add(obj.DisplayName)) Add("Object", CheckOutcome.Failed, obj.DisplayName, "the object is there twice");
            Object(obj);
        }

        foreach (KlpPatch installed in kernel.Livepatch.Patches)
        {
            foreach (SystemState state in installed.States)
            {
                StateDefinition? mine = definition.States.FirstOrDefault(own => own.Id == state.Id);
                bool fits = mine is null ? !definition.Replace : mine.Version >= state.Version;
                Add("State", fits ? CheckOutcome.Passed : CheckOutcome.Failed, state.Id.ToString(CultureInfo.InvariantCulture), $"{installed.Name} has version {state.Version}, this patch {(mine is null ? "doesn't carry it" : $"version {mine.Version}")}");
            }
        }

        if (definition.Replace) Add("Replace", CheckOutcome.Passed, null, kernel.Livepatch.Patches.Count == 0 ? "nothing is there to be replaced" : $"replaces {string.Join(", ", kernel.Livepatch.Patches.Select(static old => old.Name))}");
    }

    private void Object(PatchObjectDefinition obj)
    {
        if (obj.Name?.Length >= ModuleFileRules.NameLength) Add("Object", CheckOutcome.Failed, obj.Name, $"the name has {obj.Name.Length} characters; {ModuleFileRules.NameLength - 1} are allowed");
        string callbacks = string.Join(", ", contents.Callbacks(obj).Select(static callback => $"{callback.Kind}={callback.Function}"));
        if (callbacks.Length > 0) Add("Callbacks", CheckOutcome.Passed, obj.DisplayName, callbacks);
        if (obj.Functions.IsDefault)
        {
            Add("Object", CheckOutcome.Failed, obj.DisplayName, "its pointer to functions is NULL");
            return;
        }

        HashSet<string> names = [];
        foreach (PatchFuncDefinition func in obj.Functions) Function(obj, func, names);
    }

    private void Function(PatchObjectDefinition obj, PatchFuncDefinition func, HashSet<string> names)
    {
        string subject = $"{obj.DisplayName}:{func.OldName},{Math.Max(1, func.SymbolPosition)}";
        if (func.WithoutOldName) Add("Function", CheckOutcome.Failed, subject, "its old name is NULL");
        else if (func.NewFunction is null) Add("Function", CheckOutcome.Failed, subject, "its new function is NULL");
        else if (func.OldName.Length >= 512) Add("Function", CheckOutcome.Failed, subject, $"the name has {func.OldName.Length} characters; 511 are allowed");
        else if (!names.Add(subject)) Add("Function", CheckOutcome.Failed, subject, "the function is there twice; positions 0 and 1 are the same");
        else if (Symbol("Function", subject, obj.Name, func.OldName, func.SymbolPosition, null) is not 0 and var address && kernel.Ftrace.Location(address) == 0) Add("Traceable", CheckOutcome.Failed, subject, "ftrace has no location in it");
    }

    private ulong Symbol(string check, string subject, string? obj, string name, ulong position, long? offset)
    {
        if (obj is not null && kernel.Modules.Find(obj) is null)
        {
            Add(check, CheckOutcome.Unknown, subject, $"{obj} isn't loaded", offset);
            return 0;
        }

        int count = kernel.Symbols.Position(obj, name, position, out ulong address);
        string? wrong = count == 0 ? "no symbol of that name"
            : count > 1 && position == 0 ? $"several symbols of that name, and no position: {string.Join(", ", Addresses(obj, name))}"
            : position > 0 && position != (ulong)count ? $"only {count} symbols of that name, not {position}"
            : null;
        Add(check, wrong is null ? CheckOutcome.Passed : CheckOutcome.Failed, subject, wrong ?? string.Create(CultureInfo.InvariantCulture, $"at 0x{address:x16}"), offset);
        return wrong is null ? address : 0;
    }

    private IEnumerable<string> Addresses(string? obj, string name)
    {
        foreach (Symbol symbol in kernel.Symbols.Find(name).Take(8))
        {
            if (symbol.Module == obj) yield return symbol.Address.ToString("x16", CultureInfo.InvariantCulture);
        }
    }

    private void Add(string name, CheckOutcome outcome, string? subject, string evidence, long? offset = null) => _checks.Add(new ModuleCheck(name, outcome, subject, evidence, offset));
}
