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

    /// <summary>The name of the function that takes a parameter's value.</summary>
    public static string SetterName(string parameter) => parameter + "_set";

    /// <summary>The name of the functions that an object's callbacks are; there may be several of a name, as in C files of their own.</summary>
    public static string CallbackName(string kind) => kind + "_callback";

    /// <summary>The definition with those functions behind its own.</summary>
    public static ModuleDefinition Complete(ModuleDefinition definition)
    {
        ImmutableArray<FunctionDefinition>.Builder functions = ImmutableArray.CreateBuilder<FunctionDefinition>();
        functions.AddRange(definition.Functions);
        if (definition.Init is not null) functions.Add(new FunctionDefinition(InitName, definition.Init) { Traceable = false });
        if (definition.Exit is not null) functions.Add(new FunctionDefinition(ExitName, definition.Exit) { Traceable = false });
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
