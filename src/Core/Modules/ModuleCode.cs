using System.Collections.Generic;
using System.Collections.Immutable;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Machine.Bodies;

namespace KlpShell.Core.Modules;

/// <summary>The code of a module that no author names: its init, its exit, and the setters of its parameters, as functions in its text.</summary>
internal static class ModuleCode
{
    public const string InitName = "init_module";

    public const string ExitName = "cleanup_module";

    /// <summary>The name that every module has for a symbol's function, where it is the author's name of its init or exit; else the symbol itself.</summary>
    public static string CommonName(ModuleDefinition definition, string symbol) =>
        symbol == definition.InitSymbol ? InitName : symbol == definition.ExitSymbol ? ExitName : symbol;

    /// <summary>The name of the function that takes a parameter's value.</summary>
    public static string SetterName(string parameter) => parameter + "_set";

    /// <summary>The name of the functions that an object's callbacks are; there may be several of a name, as in C files of their own.</summary>
    public static string CallbackName(string kind) => kind + "_callback";

    /// <summary>The definition with those functions behind its own.</summary>
    /// <param name="definition">The module.</param>
    /// <param name="tracesInit">True where ftrace knows its init function as long as that is there.</param>
    public static ModuleDefinition Complete(ModuleDefinition definition, bool tracesInit)
    {
        ImmutableArray<FunctionDefinition>.Builder functions = ImmutableArray.CreateBuilder<FunctionDefinition>();
        functions.AddRange(definition.Functions);
        if (definition.Init is not null) functions.Add(new FunctionDefinition(definition.InitSymbol ?? InitName, definition.Init) { Traceable = tracesInit || definition.PlainInit });
        if (definition.Exit is not null) functions.Add(new FunctionDefinition(definition.ExitSymbol ?? ExitName, definition.Exit) { Traceable = definition.PlainInit, Size = definition.ExitSize });
        foreach (ParameterDefinition parameter in definition.Parameters)
        {
            if (parameter.OnSet is not null) functions.Add(new FunctionDefinition(SetterName(parameter.Name), parameter.OnSet));
        }

        foreach (PatchDefinition patch in definition.Patches)
        {
            foreach (PatchObjectDefinition obj in patch.Objects) AddCallbacks(functions, obj.Callbacks);
        }

        return definition with { Functions = functions.ToImmutable() };
    }

    /// <summary>An object's callbacks with their kinds, in the order in which they lie in memory.</summary>
    public static IEnumerable<(string Kind, Body Body)> Callbacks(PatchCallbacks? callbacks)
    {
        if (callbacks is null) yield break;
        if (callbacks.PrePatch is { } prePatch) yield return ("pre_patch", prePatch);
        if (callbacks.PostPatch is { } postPatch) yield return ("post_patch", postPatch);
        if (callbacks.PreUnpatch is { } preUnpatch) yield return ("pre_unpatch", preUnpatch);
        if (callbacks.PostUnpatch is { } postUnpatch) yield return ("post_unpatch", postUnpatch);
    }

    private static void AddCallbacks(ImmutableArray<FunctionDefinition>.Builder functions, PatchCallbacks? callbacks)
    {
        foreach ((string kind, Body body) in Callbacks(callbacks)) functions.Add(new FunctionDefinition(CallbackName(kind), body));
    }
}
