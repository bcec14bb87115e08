using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace KlpShell.Build.Shapes;

/// <summary>Reads what the cmdlets look like from the attributes in their dll; no code of it is run, and attributes go by name.</summary>
public static class ShapeReader
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;

    private static readonly Dictionary<string, string> s_short = new(StringComparer.Ordinal)
    {
        ["String"] = "string",
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["UInt64"] = "ulong",
        ["Double"] = "double",
        ["Boolean"] = "bool",
        ["Char"] = "char",
        ["Object"] = "Object",
        ["SwitchParameter"] = "switch",
    };

    /// <summary>Reads a dll.</summary>
    /// <param name="dll">The dll with the cmdlets.</param>
    /// <param name="automation">The assembly System.Management.Automation that it was compiled against, or one that stands in for it.</param>
    public static IReadOnlyList<CmdletShape> Read(string dll, string automation)
    {
        AssemblyLoadContext context = new("shapes", true);
        context.Resolving += (_, name) => name.Name == "System.Management.Automation"
            ? context.LoadFromAssemblyPath(Path.GetFullPath(automation))
            : File.Exists(Beside(dll, name)) ? context.LoadFromAssemblyPath(Beside(dll, name)) : null;
        try
        {
            return Of(context.LoadFromAssemblyPath(Path.GetFullPath(dll)));
        }
        finally
        {
            context.Unload();
        }
    }

    /// <summary>Reads an assembly that is loaded already.</summary>
    public static IReadOnlyList<CmdletShape> Of(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(type => Find(type.CustomAttributes, "CmdletAttribute").Any()).Select(Cmdlet).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    private static string Beside(string dll, AssemblyName name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(dll))!, name.Name + ".dll");

    private static CmdletShape Cmdlet(Type type)
    {
        CustomAttributeData attribute = Find(type.CustomAttributes, "CmdletAttribute").Single();
        List<ParameterShape> parameters = [.. type.GetProperties(Public).Where(property => Find(property.CustomAttributes, "ParameterAttribute").Any()).Select(Parameter)];
        bool changes = Named(attribute, "SupportsShouldProcess") is true;
        if (changes) parameters.AddRange([Common("WhatIf", "wi"), Common("Confirm", "cf")]);
        string? first = Named(attribute, "DefaultParameterSetName") as string;
        string[] sets = [.. parameters.SelectMany(parameter => parameter.Uses.Keys).Where(set => set != ParameterShape.AllSets).Distinct().OrderBy(set => set == first ? 0 : 1)];
        bool rehearses = false;
        for (Type? one = type; one is not null; one = one.BaseType) rehearses |= one.Name == "KlpChangeCommand";
        return new CmdletShape((string)attribute.ConstructorArguments[0].Value!, (string)attribute.ConstructorArguments[1].Value!, sets.Length == 0 ? [ParameterShape.AllSets] : sets, rehearses, parameters);
    }

    private static ParameterShape Common(string name, string alias) =>
        new(name, "switch", true, false, [alias], [], new Dictionary<string, ParameterUse> { [ParameterShape.AllSets] = new(false, -1, false, false) });

    private static ParameterShape Parameter(PropertyInfo property)
    {
        Type plain = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Type item = plain.IsArray ? plain.GetElementType()! : plain;
        Dictionary<string, ParameterUse> uses = new(StringComparer.Ordinal);
        foreach (CustomAttributeData use in Find(property.CustomAttributes, "ParameterAttribute"))
        {
            int position = Named(use, "Position") is int place ? place : -1;
            uses[Named(use, "ParameterSetName") as string ?? ParameterShape.AllSets] =
                new ParameterUse(Named(use, "Mandatory") is true, position, Named(use, "ValueFromPipeline") is true, Named(use, "ValueFromPipelineByPropertyName") is true);
        }

        string[] aliases = [.. Find(property.CustomAttributes, "AliasAttribute").SelectMany(alias => Strings(alias.ConstructorArguments[0]))];
        string[] values = [.. Find(property.CustomAttributes, "ValidateSetAttribute").SelectMany(set => Strings(set.ConstructorArguments[0]))];
        if (values.Length == 0 && item.IsEnum) values = Enum.GetNames(item);
        return new ParameterShape(property.Name, Written(plain), plain.Name == "SwitchParameter", Find(property.CustomAttributes, "SupportsWildcardsAttribute").Any(), aliases, values, uses);
    }

    private static string Written(Type type) => type.IsArray ? Written(type.GetElementType()!) + "[]" : s_short.GetValueOrDefault(type.Name, type.Name);

    private static IEnumerable<CustomAttributeData> Find(IEnumerable<CustomAttributeData> attributes, string name) => attributes.Where(attribute => attribute.AttributeType.Name == name);

    private static object? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    private static IEnumerable<string> Strings(CustomAttributeTypedArgument argument) => ((IEnumerable<CustomAttributeTypedArgument>)argument.Value!).Select(one => (string)one.Value!);
}
