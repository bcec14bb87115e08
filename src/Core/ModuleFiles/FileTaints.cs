using System.Linq;
using KlpShell.Core.Machine;
using KlpShell.Core.Modules;

namespace KlpShell.Core.ModuleFiles;

/// <summary>What a module's file taints the kernel with, and the lines about it (kernel/module/main.c: module_augment_kernel_taints in 6.12, check_modinfo and load_module in 6.1).</summary>
internal sealed class FileTaints(Kernel kernel, ModuleFile file)
{
    private bool _proprietaryBefore;

    /// <summary>The taint that is the module's own (mod->taints).</summary>
    public TaintFlags Own { get; private set; }

    /// <summary>A load that something is missing for, and that is let through all the same (try_to_force_load).</summary>
    public void Force(string module, string reason)
    {
        if ((kernel.Taints & TaintFlags.ForcedModule) == 0) kernel.Log.Write(LogLevel.Warning, $"{module}: {reason}: kernel tainted.");
        Unreliable();
        Add(TaintFlags.ForcedModule);
    }

    /// <summary>What 6.1 adds while it looks at .modinfo.</summary>
    public void WhileChecked(string module)
    {
        OutOfTree(module);
        Retpoline(module);
        Staging(module);
        Livepatch(module);
        License(module);
        Test(module);
    }

    /// <summary>What is added once the module is in the list.</summary>
    public void WhenListed(ModuleFileRules rules, string module)
    {
        if (!rules.TaintsWhenListed)
        {
            Unsigned(module);
            return;
        }

        _proprietaryBefore = (kernel.Taints & TaintFlags.ProprietaryModule) != 0;
        OutOfTree(module);
        Retpoline(module);
        Staging(module);
        Livepatch(module);
        License(module);
        Test(module);
        Unsigned(module);
        if (!_proprietaryBefore && (kernel.Taints & TaintFlags.ProprietaryModule) != 0) kernel.Log.Write(LogLevel.Warning, $"{module}: module license taints kernel.");
    }

    private void OutOfTree(string module)
    {
        if (file.Modinfo["intree"] is not null) return;
        if ((kernel.Taints & TaintFlags.OutOfTreeModule) == 0) kernel.Log.Write(LogLevel.Warning, $"{module}: loading out-of-tree module taints kernel.");
        Add(TaintFlags.OutOfTreeModule);
    }

    // check_modinfo_retpoline. A kernel that was told to do nothing about Spectre doesn't mind.
    private void Retpoline(string module)
    {
        if (file.Modinfo["retpoline"] is not null || kernel.Definition.CommandLine.Split(' ').Any(static word => word is "mitigations=off" or "spectre_v2=off" or "nospectre_v2")) return;
        kernel.Log.Write(LogLevel.Error, "Spectre V2 : System may be vulnerable to spectre v2");
        kernel.Log.Write(LogLevel.Warning, $"{module}: loading module not compiled with retpoline compiler.");
    }

    private void Staging(string module)
    {
        if (file.Modinfo["staging"] is null) return;
        Add(TaintFlags.Staging);
        kernel.Log.Write(LogLevel.Warning, $"{module}: module is from the staging directory, the quality is unknown, you have been warned.");
    }

    private void Livepatch(string module)
    {
        if (!file.IsLivepatch) return;
        Add(TaintFlags.Livepatch);
        kernel.Log.WriteOnce("module_livepatch", LogLevel.Notice, $"{module}: tainting kernel with TAINT_LIVEPATCH");
    }

    private void License(string module)
    {
        string license = file.Modinfo["license"] ?? "unspecified";
        if (ModuleImports.IsGplCompatible(license)) return;
        if ((kernel.Taints & TaintFlags.ProprietaryModule) == 0) kernel.Log.Write(LogLevel.Warning, $"{module}: module license '{license}' taints kernel.");
        Unreliable();
        Add(TaintFlags.ProprietaryModule);
    }

    private void Test(string module)
    {
        if (file.Modinfo["test"] is null) return;
        if ((kernel.Taints & TaintFlags.Test) == 0) kernel.Log.Write(LogLevel.Warning, $"{module}: loading test module taints kernel.");
        Add(TaintFlags.Test);
    }

    private void Unsigned(string module)
    {
        kernel.Log.WriteOnce("module_signature", LogLevel.Notice, $"{module}: module verification failed: signature and/or required key missing - tainting kernel");
        Add(TaintFlags.UnsignedModule);
    }

    private void Unreliable() => kernel.Log.WriteOnce(Kernel.LockDebuggingOff, LogLevel.Warning, "Disabling lock debugging due to kernel taint");

    private void Add(TaintFlags taint)
    {
        kernel.AddTaint(taint);
        Own |= taint;
    }
}
