using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>What an assembly shows to others, and what it wants of System.Management.Automation, read without loading it.</summary>
internal sealed class Surface
{
    private static readonly TypeTextProvider s_text = new();
    private readonly Dictionary<string, string?> _bases = [];

    private Surface(MetadataReader reader)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (!IsVisible(reader, type)) continue;
            var name = s_text.GetTypeFromDefinition(reader, handle, 0);
            _bases[name] = type.BaseType.IsNil ? null : Name(reader, type.BaseType);
            var members = Types[name] = [];
            foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
                if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                    members.Add(Method(reader.GetString(method.Name), method.DecodeSignature(s_text, null)));
            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
                if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family && !reader.GetString(field.Name).Equals("value__", StringComparison.Ordinal))
                    members.Add(reader.GetString(field.Name));
        }
    }

    public Dictionary<string, HashSet<string>> Types { get; } = [];

    public static Surface Of(string path) => Read(path, reader => new Surface(reader));

    /// <summary>Each member of System.Management.Automation that a dll refers to, with its type.</summary>
    public static List<(string Type, string Member)> References(string path) => Read(path, reader =>
    {
        var wanted = new List<(string, string)>();
        foreach (var handle in reader.TypeReferences)
            if (IsAutomation(reader, handle)) wanted.Add((s_text.GetTypeFromReference(reader, handle, 0), ""));
        foreach (var reference in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            var (parent, automation) = reference.Parent.Kind switch
            {
                HandleKind.TypeReference => (Name(reader, reference.Parent), IsAutomation(reader, (TypeReferenceHandle)reference.Parent)),
                HandleKind.TypeSpecification => (Name(reader, reference.Parent).Split('<')[0], Name(reader, reference.Parent).StartsWith("System.Management.Automation", StringComparison.Ordinal)),
                _ => ("", false),
            };
            if (automation) wanted.Add((parent, reference.GetKind() == MemberReferenceKind.Field ? reader.GetString(reference.Name) : Method(reader.GetString(reference.Name), reference.DecodeMethodSignature(s_text, null))));
        }
        return wanted;
    });

    public bool Has(string type, string member)
    {
        for (string? name = type; name is not null && Types.TryGetValue(name, out var members); name = _bases[name])
            if (members.Contains(member)) return true;
        return false;
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static T Read<T>(string path, Func<MetadataReader, T> read)
    {
        using var file = new PEReader(File.OpenRead(path));
        return read(file.GetMetadataReader());
    }

    private static string Method(string name, MethodSignature<string> signature) => $"{name}({string.Join(",", signature.ParameterTypes)})";

    private static string Name(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => s_text.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeDefinition => s_text.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        _ => s_text.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)handle, 0),
    };

    private static bool IsAutomation(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        if (scope.Kind == HandleKind.TypeReference) return IsAutomation(reader, (TypeReferenceHandle)scope);
        return scope.Kind == HandleKind.AssemblyReference && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == "System.Management.Automation";
    }
}
