using System.Collections.Immutable;

namespace KlpShell.Core.Modules;

/// <summary>The code of a module that no author names: its init, its exit, and the setters of its parameters, as functions in its text.</summary>
internal static class ModuleCode
{
    public const string InitName = "init_module";

    public const string ExitName = "cleanup_module";

    /// <summary>The name of the function that takes a parameter's value.</summary>
    public static string SetterName(string parameter) => parameter + "_set";

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

        return definition with { Functions = functions.ToImmutable() };
    }
}
