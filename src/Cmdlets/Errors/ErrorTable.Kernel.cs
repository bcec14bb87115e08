using System.Management.Automation;

namespace KlpShell;

/// <summary>The rows of what the simulated kernel refuses.</summary>
internal static partial class ErrorTable
{
    private static readonly ErrorEntry[] s_kernel =
    [
        new("PatchIncomplete", ErrorCategory.InvalidData, "the call got no patch, or a patch that names no module", "Check the patch's manifest."),
        new("PatchModuleGone", ErrorCategory.ResourceUnavailable, "the patch's module is going away", "Wait until it is gone, and load it again with Add-KlpModule."),
        new("PatchWithoutObjects", ErrorCategory.InvalidData, "the patch has no objects", "Give its manifest at least one object with functions."),
        new("DuplicateSysfsName", ErrorCategory.ResourceExists, "a directory of that name is already there", "See Get-KlpSysfs /sys/kernel/livepatch/* -Recurse; unregister the other patch, or rename one."),
        new("EmptySysfsName", ErrorCategory.InvalidData, "an empty name can't become a directory", "Give every object and function of the patch a name."),
        new("ObjectDirectoryFailed", ErrorCategory.ResourceExists, "the directory of an object couldn't be made; the kernel hides the cause behind ENOMEM", "The log names it: most often two objects of one name in a patch."),
        new("SymbolNotFound", ErrorCategory.ObjectNotFound, "the symbol is in no table that was searched", "Look for it with Get-KlpSymbol *NAME*; the object must be the one that has it."),
        new("SymbolAmbiguous", ErrorCategory.InvalidData, "several symbols have that name, and nothing says which is meant", "Get-KlpSymbol NAME lists them; this release can't patch such a function in a module or under KASLR."),
        new("SymbolAddressMismatch", ErrorCategory.InvalidData, "the symbol isn't at the address that the patch names", "The patch was made for another kernel: compare with Get-KlpSymbol NAME."),
        new("RelocationTypeUnknown", ErrorCategory.InvalidData, "a relocation has a type that a module can't carry", "Use 1 (64), 2 (PC32), 10 (32) or 11 (32S)."),
        new("RelocationOutsideModule", ErrorCategory.InvalidData, "a relocation's place lies outside the patch module", "Point it at a variable or function of the module."),
        new("PatchNotRegistered", ErrorCategory.ObjectNotFound, "no such patch is registered", "Get-KlpPatch lists the registered ones; Register-KlpPatch or Enable-KlpPatch brings one in."),
        new("PatchAlreadyEnabled", ErrorCategory.InvalidOperation, "the patch is enabled already", "Nothing is left to do; Disable-KlpPatch turns it off."),
        new("PatchAlreadyDisabled", ErrorCategory.InvalidOperation, "the patch is disabled already", "Nothing is left to do; Enable-KlpPatch turns it on."),
        new("PatchStillEnabled", ErrorCategory.ResourceBusy, "the patch is still enabled", "Disable it first: Disable-KlpPatch."),
        new("ObjectStateWrong", ErrorCategory.InvalidResult, "an object of the patch is in the wrong state, which the kernel warns of", "An earlier failure left it so; see Get-KlpLog."),
        new("FunctionAddressMissing", ErrorCategory.InvalidResult, "a function of the patch has no address, which the kernel warns of", "Most often a module was loaded without the symbol; see Get-KlpLog."),
        new("FunctionStateWrong", ErrorCategory.InvalidResult, "a function of the patch is in the wrong state, which the kernel warns of", "An earlier failure left it so; see Get-KlpLog."),
        new("FunctionNotTraceable", ErrorCategory.InvalidData, "ftrace has no record there: it is no function, or one that can't be traced", "Get-KlpFunction NAME says whether it is traceable; patch one of its callers."),
        new("FtraceFilterFailed", ErrorCategory.ResourceUnavailable, "ftrace would not change what the handler wants to see", "See Get-KlpTrampoline and the log."),
        new("OutOfMemory", ErrorCategory.ResourceUnavailable, "there was no memory left for it", "Nothing of it is left behind; try again."),
        new("FtraceRegisterFailed", ErrorCategory.ResourceBusy, "ftrace would not register the handler", "See Get-KlpTrampoline and the log."),
        new("FtraceUnregisterFailed", ErrorCategory.ResourceBusy, "ftrace would not let go of the handler; the patch is half disabled", "See Get-KlpPatch and the log."),
        new("ValueNotAccepted", ErrorCategory.InvalidArgument, "the file doesn't take that value", "Read it with Get-KlpSysfs to see what it holds; 'enabled' takes 0 and 1."),
        new("FileNotFound", ErrorCategory.ObjectNotFound, "there is no such file", "Get-KlpSysfs /sys/kernel/livepatch/* -Recurse lists what is there."),
        new("NotADirectory", ErrorCategory.InvalidArgument, "the path leads through a file", "See Get-KlpSysfs on its parent."),
        new("IsADirectory", ErrorCategory.InvalidArgument, "that is a directory", "Name a file in it: Get-KlpSysfs PATH/*."),
        new("AccessDenied", ErrorCategory.PermissionDenied, "the file's mode or its attribute doesn't allow that", "Get-KlpSysfs shows the mode; -UserId 0 is root."),
        new("OperationNotPermitted", ErrorCategory.PermissionDenied, "only the kernel changes that tree", "Enable or disable the patch instead."),
        new("FileGone", ErrorCategory.ObjectNotFound, "what the file belonged to is gone", "Open it again where it is back."),
        new("ModuleAlreadyLoaded", ErrorCategory.ResourceExists, "a module of that name is loaded", "Get-KlpModule shows it; Remove-KlpModule takes it out."),
        new("ModuleNotLoaded", ErrorCategory.ObjectNotFound, "no such module is loaded", "Get-KlpModule lists the loaded ones; Add-KlpModule loads one."),
        new("ModuleInUse", ErrorCategory.ResourceBusy, "something holds a reference on the module, or it has no exit", "A patch that was ever registered in this release stays for good; -RemoveForced takes it out all the same, and taints."),
        new("ModuleNotLive", ErrorCategory.ResourceBusy, "the module is coming or going", "Let time pass with Step-KlpKernel and try again."),
        new("ModuleHasDependents", ErrorCategory.ResourceBusy, "other modules use it", "Remove those first: Get-KlpModule NAME shows them under UsedBy."),
        new("VermagicMismatch", ErrorCategory.InvalidData, "the module was built for another kernel", "Compare the manifest's vermagic with the kernel's: Get-KlpKernel."),
        new("DependencyMissing", ErrorCategory.ObjectNotFound, "a module that it needs isn't loaded", "Load that one first: Add-KlpModule."),
        new("UnknownSymbol", ErrorCategory.ObjectNotFound, "the module uses a symbol that nobody exports to it", "Load the module that exports it first, or correct the name."),
        new("ParameterInvalid", ErrorCategory.InvalidArgument, "a parameter's value can't be read as its type", "The manifest of the module names its parameters and their types."),
        new("ModuleInitFailed", ErrorCategory.OperationStopped, "the module's init function returned an error, and it was unloaded again", "See what it logged."),
        new("ModuleCallFailed", ErrorCategory.OperationStopped, "the module's own function returned an error", "See what it logged."),
        new("FtraceBusy", ErrorCategory.ResourceBusy, "ftrace is turned off, or can't be turned off now", "See /proc/sys/kernel/ftrace_enabled with Get-KlpSysfs."),
        new("IpModifyConflict", ErrorCategory.ResourceBusy, "another user of the function may change its instruction pointer too", "Get-KlpFunction NAME shows who hooks it."),
        new("Oops", ErrorCategory.InvalidResult, "the task touched memory that isn't there, and was killed", "See Get-KlpLog; the kernel is tainted with D from here on."),
        new("Hung", ErrorCategory.OperationTimeout, "it waits for something that can't happen any more", "Get-KlpTask shows who waits for what; Restore-KlpKernel goes back to a checkpoint."),
        new("FunctionNotFound", ErrorCategory.ObjectNotFound, "no function of that name, or several", "Look for it with Get-KlpSymbol."),
        new("NotInThisRelease", ErrorCategory.NotImplemented, "this release has no such call", "Get-KlpRelease lists what each release has."),
    ];
}
