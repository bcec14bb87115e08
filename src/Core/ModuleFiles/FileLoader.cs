using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Elf;
using KlpShell.Core.Machine;
using KlpShell.Core.Machine.Bodies;
using KlpShell.Core.ModuleFiles.Signatures;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>Loads a module's file (load_module, kernel/module/main.c): every check in the kernel's order, with its line.</summary>
internal sealed class FileLoader(Kernel kernel, ModuleLoader loader, ModuleFile file)
{
    private readonly ModuleFileRules _rules = ModuleFileRules.Of(kernel.Release)!;
    private FileTaints _taints = new(kernel, file);

    /// <summary>Loads it.</summary>
    /// <param name="arguments">Its parameters, as on insmod's command line.</param>
    /// <param name="task">The task that does it.</param>
    /// <param name="flags">What is overlooked.</param>
    public Status Load(string arguments, KernelTask task, LoadFlags flags)
    {
        if (file.Whole.Length == 0) return Refuse(new FileRefusal(Errno.EINVAL, Refusal.ModuleFileEmpty, 0));
        if (file.Signature is { } signature && Signed(signature) is { } badSignature) return Refuse(badSignature);
        if (FileChecks.Of(file.Elf, _rules).Run(out FileSections sections) is { } broken) return Refuse(broken);
        if (sections.Modinfo == 0 && file.Modinfo != Modinfo.Empty)
        {
            // 6.1 passes over a .modinfo that takes no room in memory.
            file = file.WithoutModinfo();
            _taints = new FileTaints(kernel, file);
        }

        // As though the file had none (setup_load_info).
        if ((flags & LoadFlags.IgnoreModversions) != 0) sections = sections with { Versions = 0 };
        FileRefusal? refusal = Admit(sections, flags);
        if (refusal is not null) return Refuse(refusal);
        if (ModuleImage.Lay(file, _rules, sections, kernel.Modules.NextAddress, out refusal) is not { } image) return Refuse(refusal!);
        if (kernel.Modules.FreedPlace(image.Size + ModuleTable.PageSize) is { } place) image = ModuleImage.Lay(file, _rules, sections, place, out _)!;
        Status memory = loader.Allocate(sections.Name);
        if (!memory.Succeeded) return memory;
        if (!_rules.TaintsWhenListed && IsLoaded(sections.Name)) return Loaded(sections.Name);
        kernel.Modules.Take(image.Start, image.Size + ModuleTable.PageSize);
        Module module = Form(image);
        _taints.WhenListed(_rules, sections.Name);
        Status status = Link(module);
        module.Taints = _taints.Own;
        return status.Succeeded ? Start(module, arguments, task) : Drop(module, status);
    }

    // module_sig_check: only a signature that can't be read stops a load while signatures aren't enforced.
    private FileRefusal? Signed(ModuleSignature signature)
    {
        SignatureVerdict verdict = signature.Judge(_rules);
        foreach (SignatureLine line in verdict.Lines) kernel.Log.Write(line.Level, line.Text);
        return verdict.Loads ? null : new FileRefusal(verdict.Errno, Refusal.SignatureMalformed, signature.Offset);
    }

    // early_mod_check in 6.12; in 6.1 the taints come in the middle of it, and the name last.
    private FileRefusal? Admit(FileSections sections, LoadFlags flags)
    {
        SymbolVersions versions = new(kernel, _taints, file, sections);
        FileRefusal? refusal = versions.Check("module_layout", kernel.Definition.Exports?.Find("module_layout")?.Crc);
        if (refusal is not null) return refusal with { Errno = Errno.ENOEXEC };
        refusal = Vermagic(sections, flags);
        if (refusal is not null) return refusal;
        if (!_rules.TaintsWhenListed) _taints.WhileChecked(sections.Name);
        if (_rules.TaintsWhenListed && IsLoaded(sections.Name)) return new FileRefusal(Errno.EEXIST, Refusal.ModuleAlreadyLoaded, Place(sections.ThisModule));
        foreach (ElfSection section in file.Elf.Sections)
        {
            if ((section.Flags & (ElfSectionFlags.Write | ElfSectionFlags.Execute)) != (ElfSectionFlags.Write | ElfSectionFlags.Execute)) continue;
            string line = $"{sections.Name}: section {file.Elf.NameOf(section.Index)} (index {section.Index}) has invalid WRITE|EXEC flags";
            return new FileRefusal(Errno.ENOEXEC, Refusal.SectionWritableAndExecutable, section.HeaderOffset + 8, line);
        }

        return null;
    }

    // same_magic: with versions, the release isn't compared, only what follows it.
    private FileRefusal? Vermagic(FileSections sections, LoadFlags flags)
    {
        Modinfo modinfo = Modinfo.Read(file.Elf, sections.Modinfo);
        if (modinfo["vermagic"] is not { } built || (flags & LoadFlags.IgnoreVermagic) != 0)
        {
            _taints.Force(sections.Name, "bad vermagic");
            return null;
        }

        if (kernel.Definition.Vermagic is not { } known) return null;

        // The kernel's own ends with a blank (VERMAGIC_STRING), which modinfo and manifests leave out.
        string running = known.TrimEnd() + " ";
        bool same = sections.Versions == 0 ? built == running : Flags(built) == Flags(running);
        if (same) return null;
        long offset = Place(sections.Modinfo);
        foreach (ModinfoEntry entry in modinfo.Entries)
        {
            if (entry.Tag == "vermagic") offset = entry.Offset;
        }

        return new FileRefusal(Errno.ENOEXEC, Refusal.VermagicMismatch, offset, $"{sections.MessageName}: version magic '{built}' should be '{running}'");
    }

    private static string Flags(string vermagic)
    {
        int blank = vermagic.IndexOf(' ', System.StringComparison.Ordinal);
        return blank < 0 ? "" : vermagic[blank..];
    }

    private Module Form(ModuleImage image)
    {
        ModuleDefinition definition = new(image.Sections.Name)
        {
            File = file,
            License = file.Modinfo["license"] ?? "unspecified",
            Description = file.Modinfo["description"] ?? "",
            Vermagic = file.Modinfo["vermagic"],
            IsLivepatch = file.IsLivepatch,
            InTree = file.Modinfo["intree"] is not null,
        };
        Module module = new(definition, image, ImageLinker.LocalValues(image)) { RefCount = 1 };
        kernel.Modules.Add(module);
        return module;
    }

    private Status Link(Module module)
    {
        ImageLinker linker = new(kernel, module, _taints);
        FileRefusal? refusal = linker.Sections() ?? linker.Symbols() ?? linker.Relocate();
        foreach (string used in linker.Uses) loader.Use(module, used);
        module.Definition = module.Definition with { Depends = [.. linker.Uses] };
        if (refusal is not null) return Refuse(refusal, linker.Subject);
        linker.Complete();
        ModuleImage image = module.Image!;
        ulong own = image.AddressOf(image.Sections.ThisModule);
        module.InitAddress = module.ReadNumber(own + (ulong)_rules.InitOffset, 8);
        module.ExitAddress = module.ReadNumber(own + (ulong)_rules.ExitOffset, 8);
        if (Faults(module) is { } fault) return Refuse(fault);
        ImmutableArray<ParameterDefinition> parameters = [.. FileParameters.Read(kernel, module)];
        module.Definition = module.Definition with { Init = Code(module.InitAddress), Exit = Code(module.ExitAddress), Parameters = parameters };
        foreach (ParameterDefinition parameter in parameters) module.SetParameter(parameter.Name, parameter.Default);
        foreach (ImageExport export in module.Exports.All)
        {
            if (OwnerOf(export.Name) is not { } owner) continue;
            return Refuse(new FileRefusal(Errno.ENOEXEC, Refusal.DuplicateExport, 0, $"{module.Name}: exports duplicate symbol {export.Name} (owned by {owner})"), export.Name);
        }

        return Status.Ok;
    }

    // What the kernel does without a look: it writes to struct module, and jumps to the init function.
    private FileRefusal? Faults(Module module)
    {
        ModuleImage image = module.Image!;
        ElfSection own = file.Elf.Sections[image.Sections.ThisModule];
        if ((own.Flags & ElfSectionFlags.Write) == 0) return FileRefusal.Unchecked(own.HeaderOffset + 8, "the kernel writes to struct module in memory that is read-only");
        if (module.InitAddress == 0 || !image.TryFindSection(module.InitAddress, out int section, out _) || (image.Layout.Flags[section] & ElfSectionFlags.Execute) != 0) return null;
        return FileRefusal.Unchecked(file.Elf.Sections[section].HeaderOffset + 8, $"the kernel jumps to the init function in {file.Elf.NameOf(section)}, which isn't executable");
    }

    private static Body? Code(ulong address) => address == 0 ? null : Body.Of(new MachineCodeStep(address));

    private string? OwnerOf(string name)
    {
        if (kernel.Definition.Exports is { } exports ? exports.Find(name) is not null : kernel.Symbols.KnowsExports && kernel.Symbols.Exported(name) != 0) return "kernel";
        foreach (Module other in kernel.Modules.All)
        {
            if (other.State != ModuleState.Unformed && other.Exports.Find(name, gpl: true) is not null) return other.Name;
        }

        return null;
    }

    private Status Start(Module module, string arguments, KernelTask task)
    {
        module.State = ModuleState.Coming;
        kernel.Ftrace.ModuleEnabled(module, task);
        Status status = loader.Coming(module, task);
        if (!status.Succeeded)
        {
            module.State = ModuleState.Going;
            kernel.Ftrace.ModuleGone(module);
            return Drop(module, status);
        }

        status = new FileParameters(kernel, module).Parse(loader.Arguments(module.Name), arguments);
        if (!status.Succeeded)
        {
            loader.ParametersRefused(module, task);
            return Drop(module, status);
        }

        if (SectionNamedTwice(module.Image!) is { } twice)
        {
            // mod_sysfs_setup: a file for each section. 6.1 does without them where that fails.
            kernel.Log.Write(LogLevel.Warning, $"sysfs: cannot create duplicate filename '/module/{module.Name}/sections/{file.Elf.NameOf(twice)}'");
            if (_rules.StrictSections)
            {
                status = Refuse(new FileRefusal(Errno.EEXIST, Refusal.ElfSectionInvalid, Place(twice)) { Explanation = $"there are two sections {file.Elf.NameOf(twice)}" });
                loader.ParametersRefused(module, task);
                return Drop(module, status);
            }
        }

        status = loader.AddDirectory(module);
        if (status.Succeeded) return loader.RunInit(module, task);
        loader.ParametersRefused(module, task);
        return Drop(module, status);
    }

    private int? SectionNamedTwice(ModuleImage image)
    {
        HashSet<string> names = new(System.StringComparer.Ordinal);
        for (int i = 0; i < image.Layout.Flags.Length; i++)
        {
            bool shown = (image.Layout.Flags[i] & ElfSectionFlags.Allocate) != 0 && file.Elf.Sections[i].Size > 0;
            if (shown && !names.Add(file.Elf.NameOf(i))) return i;
        }

        return null;
    }

    private Status Drop(Module module, Status status)
    {
        loader.Free(module);
        return status;
    }

    private bool IsLoaded(string name)
    {
        foreach (Module module in kernel.Modules.All)
        {
            if (module.Name == name) return true;
        }

        return false;
    }

    private static Status Loaded(string name) => Status.Refused(Errno.EEXIST, Refusal.ModuleAlreadyLoaded, name);

    private long Place(int section) => file.Elf.Sections[section].HeaderOffset;

    private Status Refuse(FileRefusal refusal, string? subject = null)
    {
        if (refusal.Line is not null) kernel.Log.Write(refusal.Level, refusal.Line);
        kernel.LastFileRefusal = refusal;
        return Status.Refused(refusal.Errno, refusal.Refusal, subject ?? file.FileName);
    }
}
