using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Core.Symbols;
using KlpShell.Projection;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>A cmdlet that looks at functions: those that are named, or those that a patch replaces or a hook sees.</summary>
public abstract class KlpFunctionCommand : KlpKernelCommand
{
    /// <summary>The functions: names, wildcards, <c>module:name</c>, <c>name,2</c> for the second of several, or addresses.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Function")]
    [NameOf("Function", Others = "*")]
    [ArgumentCompleter(typeof(FunctionCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>Only functions that these patches replace. Wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NameOf("Patch")]
    [ArgumentCompleter(typeof(PatchCompleter))]
    [SupportsWildcards]
    public string[]? Patch { get; set; }

    /// <summary>Writes one function.</summary>
    private protected abstract void Write(FunctionInfo function);

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        FunctionProjection functions = new(handle.Name, Look(static kernel => kernel.Clone()));
        if (Patch is not null)
        {
            foreach (string patch in Patch)
            {
                if (!WildcardPattern.ContainsWildcardCharacters(patch) && !IsRegistered(functions.Kernel, patch)) WriteError(Failure.Of("PatchNotFound", patch, patch, handle.Name).ToRecord());
            }

            WriteInteresting(functions.Interesting(Matching(Patch)));
            return;
        }

        if (Name is null or ["*"])
        {
            WriteInteresting(functions.Interesting(null));
            return;
        }

        Core.Kernel clone = functions.Kernel;
        foreach (string name in Name) Guard(() => WriteNamed(handle, functions, clone, name));
    }

    private void WriteInteresting(List<FunctionInfo> found)
    {
        Func<string, bool>? wanted = Name is null or ["*"] ? null : Matching(Name);
        foreach (FunctionInfo function in found)
        {
            if (wanted is null || wanted(function.Name)) Write(function);
        }
    }

    private void WriteNamed(KernelHandle handle, FunctionProjection functions, Core.Kernel clone, string name)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            List<Symbol> found = Functions.FindAll(clone, name).FindAll(static symbol => symbol.IsText);
            if (found.Count == 0) throw Failure.Of("FunctionUnknown", name, name, handle.Name);
            foreach (Symbol symbol in found) Write(functions.Of(symbol));
            return;
        }

        NamePattern pattern = new(name);
        foreach (Symbol symbol in clone.Symbols.All)
        {
            if (IsStopping) return;
            if (symbol.IsText && pattern.IsMatch(symbol.Name)) Write(functions.Of(symbol));
        }
    }

    private static bool IsRegistered(Core.Kernel kernel, string name)
    {
        NamePattern pattern = new(name);
        foreach (Core.Livepatch.KlpPatch patch in kernel.Livepatch.Patches)
        {
            if (pattern.IsMatch(patch.Name)) return true;
        }

        return false;
    }

    private static Func<string, bool> Matching(string[] patterns)
    {
        NamePattern[] wildcards = Array.ConvertAll(patterns, static pattern => new NamePattern(pattern));
        return name => Array.Exists(wildcards, wildcard => wildcard.IsMatch(name));
    }
}
