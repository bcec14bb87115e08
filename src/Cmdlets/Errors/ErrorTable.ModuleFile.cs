using System.Management.Automation;

namespace KlpShell;

/// <summary>The rows of modules that are read from their files.</summary>
internal static partial class ErrorTable
{
    private static readonly ErrorEntry[] s_moduleFile =
    [
        new("ModuleFileEmpty", ErrorCategory.InvalidData, "the module's file is empty", "Build or copy it again."),
        new("SignatureMalformed", ErrorCategory.InvalidData, "the file ends like a signed one, but what stands there isn't a signature", "Sign it again, or strip the marker: strip --strip-debug drops it."),
        new("ElfHeaderInvalid", ErrorCategory.InvalidData, "the file isn't a relocatable ELF file for x86-64", "Give the .ko itself; a compressed one must end with .gz, .xz or .zst."),
        new("ElfSectionTableInvalid", ErrorCategory.InvalidData, "the file's section headers, or their names, can't be read", "The file is cut off or damaged: copy it again."),
        new("ElfSectionInvalid", ErrorCategory.InvalidData, "a section of the file lies outside of it, or is one that may not be", "The file is cut off or damaged: copy it again."),
        new("ModinfoInvalid", ErrorCategory.InvalidData, "the file has more than one .modinfo", "Link the module anew; the tool that changed it left both."),
        new("ThisModuleInvalid", ErrorCategory.InvalidData, "struct module is missing from the file, or has another size than this kernel's", "Build the module against this kernel's headers."),
        new("SymbolTableInvalid", ErrorCategory.InvalidData, "the file's symbol table can't be used", "A livepatch must keep its symbols: don't strip it, and compile with -fno-common."),
        new("SymbolVersionMismatch", ErrorCategory.InvalidData, "the module was built against another version of a symbol", "Build it against this kernel's Module.symvers."),
        new("SectionWritableAndExecutable", ErrorCategory.InvalidData, "a section of the file may be both written and executed", "Look at the linker script: readelf -S shows the flags."),
        new("RelocationInvalid", ErrorCategory.InvalidData, "a relocation of the file can't be written", "The log names it; its place must be zero in the file, and its value must fit. In 6.1 a module can't be patched a second time by one patch with relocations."),
        new("LivepatchRelocationInvalid", ErrorCategory.InvalidData, "a livepatch relocation is badly named, or asks for what it may not have", "Sections are named .klp.rela.OBJECT.SECTION and symbols .klp.sym.OBJECT.NAME,POSITION; a module's section may not want symbols of vmlinux."),
        new("DuplicateExport", ErrorCategory.ResourceExists, "the module exports a symbol that somebody exports already", "Remove the other module, or rename the export."),
        new("NamespaceNotImported", ErrorCategory.InvalidData, "the module uses a symbol of a namespace that it doesn't import", "Add MODULE_IMPORT_NS to its source."),
        new("FileUnpredictable", ErrorCategory.InvalidData, "the kernel doesn't check what is wrong with the file, and works with memory that isn't the module's: nobody can tell what happens", "Don't load it; the offset says where the file is damaged."),
        new("ModuleFileUnreadable", ErrorCategory.ReadError, "'{0}' can't be read: {1}", "Name a module's file: .ko, or .ko.gz."),
        new("ModuleCompressionUnknown", ErrorCategory.NotImplemented, "'{0}' is compressed by {1}, which can't be read here", "Decompress it first: {2}"),
        new("SymversUnreadable", ErrorCategory.InvalidData, "'{0}' isn't a Module.symvers: {1}", "It is made with the kernel's build, and lies in its headers package."),
    ];
}
