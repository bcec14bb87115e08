using System.Management.Automation;

namespace KlpShell;

/// <summary>The rows of what the shell itself can't do.</summary>
internal static partial class ErrorTable
{
    private static readonly ErrorEntry[] s_shell =
    [
        new("NoKernel", ErrorCategory.ObjectNotFound, "There is no kernel yet", "Make one first: New-KlpKernel."),
        new("KernelNotFound", ErrorCategory.ObjectNotFound, "There is no kernel '{0}' in this session", "Get-KlpKernel lists them; New-KlpKernel -Name '{0}' makes one."),
        new("KernelExists", ErrorCategory.ResourceExists, "There is a kernel '{0}' already", "Choose another -Name, or say -Overwrite."),
        new("KernelBusy", ErrorCategory.ResourceBusy, "The kernel '{0}' is in use by another runspace, and was for all of the {1} seconds that this one waited", "Wait until that one is through, or work on a kernel of your own."),
        new("ReleaseUnknown", ErrorCategory.InvalidArgument, "{0}", "Get-KlpRelease lists the releases."),
        new("SymbolTableUnusable", ErrorCategory.InvalidData, "{0}", "A copy of /proc/kallsyms that root read, or a System.map, plain or gzip, is what is wanted."),
        new("PatchNotFound", ErrorCategory.ObjectNotFound, "No patch '{0}' is registered in kernel '{1}'", "Get-KlpPatch lists them; Enable-KlpPatch brings one in."),
        new("ModuleNotFound", ErrorCategory.ObjectNotFound, "No module '{0}' is loaded in kernel '{1}'", "Get-KlpModule lists them; Add-KlpModule loads one."),
        new("SymbolUnknown", ErrorCategory.ObjectNotFound, "Kernel '{1}' has no symbol '{0}'", "Wildcards are allowed: Get-KlpSymbol '*{0}*'."),
        new("FunctionUnknown", ErrorCategory.ObjectNotFound, "Kernel '{1}' has no function '{0}'", "Wildcards are allowed: Get-KlpSymbol '*{0}*'."),
        new("AddressUnknown", ErrorCategory.ObjectNotFound, "No symbol of kernel '{1}' holds the address {0}", "Get-KlpModule shows where modules lie."),
        new("FunctionAmbiguous", ErrorCategory.InvalidArgument, "Kernel '{1}' has {2} functions '{0}'", "Say which: '{0},1' for the first by address, or its address. Get-KlpSymbol '{0}' lists them."),
        new("NotHooked", ErrorCategory.ObjectNotFound, "Nobody hooks a function '{0}' in kernel '{1}'", "Get-KlpTrampoline lists those that are; Get-KlpFunction shows any."),
        new("NotAFunction", ErrorCategory.InvalidArgument, "'{0}' is data, no function", "Get-KlpSymbol shows its type."),
        new("NoTransition", ErrorCategory.ObjectNotFound, "No patch of kernel '{0}' is in transition", "Get-KlpPatch shows the patches; there is nothing to force."),
        new("ForceNotSaid", ErrorCategory.InvalidArgument, "A transition is completed by force or not at all", "Wait-KlpPatch waits for it. To force it, say -Force: tasks that still run old code go on in it, and the module that they were forced out of stays for good."),
        new("TransitionTimedOut", ErrorCategory.OperationTimeout, "The transition of patch '{0}' was not over after {1} virtual seconds: {2}", "Wait longer with -Timeout; go back with -Rollback; signal, wake or end the tasks with Set-KlpTask and Remove-KlpTask; or force it with Complete-KlpTransition -Force. BlockingTasks of the exception has them as objects."),
        new("TransitionRolledBack", ErrorCategory.OperationStopped, "The transition of patch '{0}' was not over after {1} virtual seconds, and was turned round; that is over. It was held up: {2}", "See to these tasks, and try again. BlockingTasks of the exception has them as objects."),
        new("RollbackTimedOut", ErrorCategory.OperationTimeout, "The transition of patch '{0}' was not over after {1} virtual seconds, was turned round, and the way back isn't over after as many: {2}", "Wait on with Wait-KlpPatch, or see to these tasks. BlockingTasks of the exception has them as objects."),
        new("ShadowVariableNotFound", ErrorCategory.ObjectNotFound, "Kernel '{2}' has no shadow variable {1} of object {0}", "Get-KlpShadowVariable lists them; Set-KlpShadowVariable attaches one."),
        new("TaskNotFound", ErrorCategory.ObjectNotFound, "Kernel '{1}' has no task '{0}'", "Get-KlpTask lists them."),
        new("TaskIsIdle", ErrorCategory.InvalidOperation, "Task {0} is the idle task of a CPU", "It can't be taken away."),
        new("TaskBusy", ErrorCategory.ResourceBusy, "Task {0} is in {1} already", "Take another task, or let time pass with Step-KlpKernel."),
        new("TimeGoesForward", ErrorCategory.InvalidArgument, "Time can't go back by {0}", "Restore-KlpKernel goes back to a checkpoint."),
        new("CheckpointNotFound", ErrorCategory.ObjectNotFound, "Kernel '{1}' has no checkpoint '{0}'", "Get-KlpKernel '{1}' lists them under Checkpoints; Checkpoint-KlpKernel takes one."),
        new("CheckpointExists", ErrorCategory.ResourceExists, "Kernel '{1}' has a checkpoint '{0}' already", "Choose another -Checkpoint, or say -Overwrite."),
        new("ManifestNotFound", ErrorCategory.ObjectNotFound, "No manifest '{0}' of kind {1} was found in {2}", "Give its file with -Path, or Get-KlpManifest to see which there are."),
        new("ManifestInvalid", ErrorCategory.InvalidData, "{0}", "Put that right in the manifest; Test-KlpManifest checks it again."),
        new("ManifestKindWrong", ErrorCategory.InvalidType, "'{0}' describes {1}, and {2} is wanted here", "Take another manifest, or another cmdlet: New-KlpKernel, Add-KlpModule, Enable-KlpPatch."),
        new("ManifestUnreadable", ErrorCategory.ReadError, "'{0}' can't be read: {1}", "Check the path and its rights."),
        new("FileExists", ErrorCategory.ResourceExists, "'{0}' is there already", "Choose another -Path, or say -Overwrite."),
        new("FileUnwritable", ErrorCategory.WriteError, "'{0}' can't be written: {1}", "Check the path and its rights."),
        new("PathNotFileSystem", ErrorCategory.InvalidArgument, "'{0}' is no path of the file system", "Give a file of the host."),
        new("ParameterValueInvalid", ErrorCategory.InvalidArgument, "Parameter '{0}' of the module can't take '{1}'", "insmod takes its values as one line of text: no double quotes and no newlines."),
        new("PatchDidNotStay", ErrorCategory.InvalidResult, "The module '{0}' was loaded, but its patch isn't enabled", "Its init function registers no patch, or doesn't enable it; see Get-KlpLog."),
        new("AbiNotFound", ErrorCategory.ObjectNotFound, "There is no file or folder '{0}'", "Give Documentation/ABI of a kernel tree, a file of it, a manifest or JSON."),
        new("AbiUnreadable", ErrorCategory.ReadError, "'{0}' can't be read: {1}", "Check the path, its rights and what it holds."),
        new("AbiRevisionUnknown", ErrorCategory.ObjectNotFound, "git has no '{0}' of '{1}': {2}", "Name a tag, branch or commit of the repository that the folder lies in."),
        new("GitMissing", ErrorCategory.NotInstalled, "git could not be run: {0}", "Install git, or read the folder as it is, without -Revision."),
        new("AbiEntryNotFound", ErrorCategory.ObjectNotFound, "No entry of '{1}' has the name '{0}'", "Wildcards are allowed: Get-KlpAbi '*{0}*'. -Path finds the entries that cover a file."),
        new("AbiSearchImpossible", ErrorCategory.InvalidArgument, "The search can't be done: {0}", "Correct it and search again."),
        new("VersionUnreadable", ErrorCategory.InvalidArgument, "'{0}' is no kernel version", "Write it as 3.19, v6.1 or 4.0-rc1."),
        new("AbiLevelSame", ErrorCategory.InvalidOperation, "{0} is {1} already", "Nothing is left to do."),
        new("AbiNotInFile", ErrorCategory.InvalidOperation, "{0} was not read from a file of Documentation/ABI that can be written", "Import the folder itself, without -Revision, and take the entry from there."),
        new("AbiFileChanged", ErrorCategory.InvalidResult, "'{0}' no longer has {1} as it was read", "Import the folder again, and take the entry from there."),
        new("AbiMoveForbidden", ErrorCategory.InvalidOperation, "{0} may not be moved to {1}: {2}", "Do as the rule says, or say -AllowBreach."),
        new("AbiPolicyRefused", ErrorCategory.InvalidOperation, "The patch '{0}' breaks rules of the ABI: {1}", "Put its manifest right under 'abi:', or say -AbiPolicy Warn."),
    ];
}
