namespace KlpShell.Core.Machine;

/// <summary>
/// Which check said no: one name for each code path that can fail, so that a caller can tell two EINVALs apart.
/// The names are stable; the cmdlets use them as error ids.
/// </summary>
public enum Refusal
{
    /// <summary>Nothing was refused.</summary>
    None = 0,

    // klp_register_patch (kernel/livepatch/core.c)
    /// <summary>No patch, or a patch without a module, was handed to a livepatch call (-EINVAL).</summary>
    PatchIncomplete,
    /// <summary>The livepatch core never started, so that there is no directory for patches (-ENODEV).</summary>
    LivepatchNotStarted,
    /// <summary>The patch's module is going away, so that no reference could be taken (-ENODEV).</summary>
    PatchModuleGone,
    /// <summary>The patch has no object array (-EINVAL).</summary>
    PatchWithoutObjects,
    /// <summary>A directory of that name is already there (-EEXIST).</summary>
    DuplicateSysfsName,
    /// <summary>An empty name was given to sysfs (-EINVAL).</summary>
    EmptySysfsName,
    /// <summary>The directory of an object could not be made; the kernel hides the cause behind -ENOMEM.</summary>
    ObjectDirectoryFailed,
    /// <summary>The name is in no symbol table that was searched (-EINVAL).</summary>
    SymbolNotFound,
    /// <summary>The name occurs more than once, and nothing said which one is meant (-EINVAL).</summary>
    SymbolAmbiguous,
    /// <summary>The symbol isn't at the address that the patch names (-EINVAL).</summary>
    SymbolAddressMismatch,
    /// <summary>The relocation's type isn't one that a module may carry (-EINVAL).</summary>
    RelocationTypeUnknown,
    /// <summary>The relocation's place lies outside the patch module's memory (-EINVAL).</summary>
    RelocationOutsideModule,

    // klp_enable_patch, klp_disable_patch, klp_unregister_patch
    /// <summary>The patch isn't registered (-EINVAL).</summary>
    PatchNotRegistered,
    /// <summary>The patch is enabled already (-EINVAL).</summary>
    PatchAlreadyEnabled,
    /// <summary>The patch is disabled already (-EINVAL).</summary>
    PatchAlreadyDisabled,
    /// <summary>The patch before it in the list is disabled: only the first disabled patch may be enabled (-EBUSY, stacking era).</summary>
    PreviousPatchDisabled,
    /// <summary>The patch after it in the list is enabled: only the last enabled patch may be disabled (-EBUSY, stacking era).</summary>
    NextPatchEnabled,
    /// <summary>An object of the patch has a name but no functions (-EINVAL, consistency era).</summary>
    ObjectWithoutFunctions,
    /// <summary>The module isn't marked as a livepatch (-EINVAL, consistency era).</summary>
    NotMarkedLivepatch,
    /// <summary>The patch can't deal with a system state of an older patch (-EINVAL, consistency era).</summary>
    StatesIncompatible,
    /// <summary>A name is too long, or a function lacks its old or its new half (-EINVAL, consistency era).</summary>
    FunctionIncomplete,
    /// <summary>There are not that many symbols of the name (-EINVAL, consistency era).</summary>
    SymbolPositionNotFound,
    /// <summary>The length of a function isn't known (-ENOENT, consistency era).</summary>
    FunctionSizeUnknown,
    /// <summary>Another patch is in transition (-EBUSY, consistency era).</summary>
    TransitionInProgress,
    /// <summary>The patch isn't in transition (-EINVAL, consistency era).</summary>
    NotInTransition,
    /// <summary>A pre_patch callback refused; the errno is its own, and may be no errno at all (consistency era).</summary>
    CallbackFailed,
    /// <summary>A disabled patch can't be enabled again; it must be loaded anew (-EINVAL, consistency era).</summary>
    PatchCannotBeEnabledAgain,
    /// <summary>A module may not be called vmlinux (-EINVAL, consistency era).</summary>
    InvalidModuleName,
    /// <summary>The patch is enabled, so that it can't be unregistered (-EBUSY).</summary>
    PatchStillEnabled,
    /// <summary>An object of the patch is in the wrong state (-EINVAL, with a WARN).</summary>
    ObjectStateWrong,
    /// <summary>A function of the patch has no address, most often after a failed late apply (-EINVAL, with a WARN).</summary>
    FunctionAddressMissing,
    /// <summary>A function of the patch is in the wrong state (-EINVAL, with a WARN).</summary>
    FunctionStateWrong,
    /// <summary>ftrace has no record at that address: the function isn't traceable (-EINVAL).</summary>
    FunctionNotTraceable,
    /// <summary>ftrace would not change what the handler wants to see (-ENOMEM).</summary>
    FtraceFilterFailed,
    /// <summary>There was no memory left (-ENOMEM).</summary>
    OutOfMemory,
    /// <summary>ftrace would not register the handler (-EBUSY, -ENOMEM).</summary>
    FtraceRegisterFailed,
    /// <summary>ftrace would not unregister the handler; the patch stays half disabled.</summary>
    FtraceUnregisterFailed,

    // sysfs and the other files
    /// <summary>What was written isn't a value that the file takes (-EINVAL).</summary>
    ValueNotAccepted,
    /// <summary>There is no file of that name (-ENOENT).</summary>
    FileNotFound,
    /// <summary>The path goes through something that is no directory (-ENOTDIR).</summary>
    NotADirectory,
    /// <summary>A directory was given where a file was wanted (-EISDIR).</summary>
    IsADirectory,
    /// <summary>The file's mode or its attribute doesn't allow that (-EACCES).</summary>
    AccessDenied,
    /// <summary>The file tree doesn't allow that to anyone (-EPERM).</summary>
    OperationNotPermitted,
    /// <summary>Nobody makes files in that tree (-EACCES).</summary>
    FileNotCreated,
    /// <summary>What was to be made is there (-EEXIST).</summary>
    PathExists,
    /// <summary>kernel.modules_disabled is set: modules neither come nor go.</summary>
    ModulesDisabled,
    /// <summary>The open file's object is gone (-ENODEV).</summary>
    FileGone,

    // the module loader (kernel/module.c)
    /// <summary>A module of that name is loaded (-EEXIST).</summary>
    ModuleAlreadyLoaded,
    /// <summary>No module of that name is loaded (-ENOENT).</summary>
    ModuleNotLoaded,
    /// <summary>Something holds a reference on the module (-EAGAIN).</summary>
    ModuleInUse,
    /// <summary>The module isn't live: it is coming or going (-EBUSY).</summary>
    ModuleNotLive,
    /// <summary>Other modules use this one (-EAGAIN).</summary>
    ModuleHasDependents,
    /// <summary>The module was built for another kernel (-ENOEXEC).</summary>
    VermagicMismatch,
    /// <summary>A module that this one needs isn't loaded (-ENOENT).</summary>
    DependencyMissing,
    /// <summary>The module's code uses a symbol that nobody exports to it (-ENOENT).</summary>
    UnknownSymbol,
    /// <summary>A parameter's value can't be read as its type (-EINVAL).</summary>
    ParameterInvalid,
    /// <summary>The module's own init function returned an error.</summary>
    ModuleInitFailed,
    /// <summary>A module's directory under /sys/module could not be made (mod_sysfs_setup).</summary>
    ModuleDirectoryFailed,
    /// <summary>The module refused the call for a reason of its own.</summary>
    ModuleCallFailed,

    // a module's file (kernel/module/main.c, kernel/module/signing.c, arch/x86/kernel/module.c)
    /// <summary>The file has no bytes (-EINVAL).</summary>
    ModuleFileEmpty,
    /// <summary>What stands behind the module's bytes isn't a signature, though it ends like one (-EBADMSG).</summary>
    SignatureMalformed,
    /// <summary>The header isn't that of a relocatable ELF file for this machine (-ENOEXEC).</summary>
    ElfHeaderInvalid,
    /// <summary>The section headers, or their names, can't be read (-ENOEXEC).</summary>
    ElfSectionTableInvalid,
    /// <summary>A section lies outside the file, or is one that may not be (-ENOEXEC).</summary>
    ElfSectionInvalid,
    /// <summary>There is more than one .modinfo (-ENOEXEC).</summary>
    ModinfoInvalid,
    /// <summary>struct module is missing from the file, or has another size than the kernel's (-ENOEXEC).</summary>
    ThisModuleInvalid,
    /// <summary>There isn't exactly one symbol table with its strings, or a symbol lies nowhere (-ENOEXEC).</summary>
    SymbolTableInvalid,
    /// <summary>A symbol was built against another version of its declaration, or against none (-EINVAL; -ENOEXEC for struct module).</summary>
    SymbolVersionMismatch,
    /// <summary>A section may be written and executed (-ENOEXEC).</summary>
    SectionWritableAndExecutable,
    /// <summary>A relocation can't be written: its place isn't zero, its type isn't known, or its value doesn't fit (-ENOEXEC).</summary>
    RelocationInvalid,
    /// <summary>A livepatch relocation is badly named, or asks for what it may not have (-EINVAL).</summary>
    LivepatchRelocationInvalid,
    /// <summary>The module exports what somebody else exports (-ENOEXEC).</summary>
    DuplicateExport,
    /// <summary>The symbol is in a namespace that the module doesn't import (-EINVAL).</summary>
    NamespaceNotImported,
    /// <summary>The kernel doesn't check this, and works with memory that isn't the module's: nobody can tell what happens.</summary>
    FileUnpredictable,

    // ftrace and kprobes
    /// <summary>ftrace_enabled can't be changed or used in this state (-EBUSY).</summary>
    FtraceBusy,
    /// <summary>Another user of the function may change its instruction pointer too (-EBUSY).</summary>
    IpModifyConflict,

    // the task
    /// <summary>The task touched memory that isn't there, and was killed.</summary>
    Oops,
    /// <summary>Nothing that is left to happen can end the wait.</summary>
    Hung,
    /// <summary>The function isn't in the symbol table, or there are several of that name.</summary>
    FunctionNotFound,
    /// <summary>The release has no such call.</summary>
    NotInThisRelease,
    /// <summary>A rehearsal came to code of the host, which it doesn't run. No kernel says that.</summary>
    Inexact,
}
