using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Xunit;

namespace KlpShell.Core.Tests.Livepatch;

/// <summary>
/// No era's code asks which era it is in: the compiled code of the livepatch cores neither looks at a release's era nor tells releases
/// apart by object, by name or by version. What a release has beside its era is asked for in one place, where files are made.
/// </summary>
public sealed class EraTests
{
    private const string Cores = "KlpShell.Core.Livepatch";

    // Asking for a feature is how two releases of one era differ in detail; only these do.
    private static readonly string[] s_mayAskForFeatures = ["SysfsAttributes", "ConsistencyCore"];

    private static readonly string[] s_eras = ["Original", "Stacking", "Consistency"];

    [Fact(DisplayName = "No era's code asks which era it is in")]
    public void Asks()
    {
        Assert.Empty(Uses(static member => member.StartsWith("KlpShell.Core.Release.", StringComparison.Ordinal) && member != "KlpShell.Core.Release.Has"));
        Assert.Empty(Uses(static member => member is "KlpShell.Core.Kernel.get_Release" or "KlpShell.Core.KernelDefinition.get_Release"));
        Assert.All(Uses(static member => member == "KlpShell.Core.Release.Has"), static use => Assert.Contains(s_mayAskForFeatures, use.Contains));
    }

    [Fact(DisplayName = "Nothing else in the kernel asks for its era, or compares releases, either")]
    public void NobodyAsks() => Assert.DoesNotContain(
        Uses(static member => member is "KlpShell.Core.Release.get_Era" or "KlpShell.Core.Release.get_Original" or "KlpShell.Core.Release.get_Linux41"
            or "KlpShell.Core.Release.get_Linux61" or "KlpShell.Core.Release.get_Linux612", "KlpShell.Core."),
        static use => !use.StartsWith("KlpShell.Core.Release.", StringComparison.Ordinal));

    [Fact(DisplayName = "No era's code knows another era's")]
    public void Knows()
    {
        List<string> found = [];
        foreach (string era in s_eras)
        {
            string own = $"{Cores}.{era}.";
            found.AddRange(Uses(member => IsOfAnEra(member) && !member.StartsWith(own, StringComparison.Ordinal), own));
        }

        Assert.Empty(found);
    }

    [Fact(DisplayName = "What eras share knows none of them")]
    public void Shared() =>
        Assert.All(Uses(IsOfAnEra), static use => Assert.True(IsOfAnEra(use), use));

    [Fact(DisplayName = "the check sees what code uses")]
    public void Sees()
    {
        Assert.NotEmpty(Uses(static member => member == "KlpShell.Core.Release.Has"));
        Assert.NotEmpty(Uses(static member => member == "KlpShell.Core.Ftrace.FtraceCore.Register"));
        Assert.NotEmpty(Uses(static member => member == "KlpShell.Core.Release.get_Ftrace", "KlpShell.Core."));
    }

    private static bool IsOfAnEra(string member) => s_eras.Any(era => member.StartsWith($"{Cores}.{era}.", StringComparison.Ordinal));

    /// <summary>Which methods of a namespace use a member, as <c>method -> member</c>.</summary>
    private static List<string> Uses(Func<string, bool> wanted, string of = Cores + ".")
    {
        using PEReader file = new(File.OpenRead(typeof(Kernel).Assembly.Location));
        MetadataReader reader = file.GetMetadataReader();
        List<string> uses = [];
        foreach (MethodDefinitionHandle handle in reader.MethodDefinitions)
        {
            MethodDefinition method = reader.GetMethodDefinition(handle);
            string name = Name(reader, handle)!;
            if (method.RelativeVirtualAddress == 0 || !name.StartsWith(of, StringComparison.Ordinal)) continue;
            foreach (int token in Tokens(file.GetMethodBody(method.RelativeVirtualAddress).GetILContent()))
            {
                if (Name(reader, MetadataTokens.EntityHandle(token)) is { } member && wanted(member)) uses.Add($"{name} -> {member}");
            }
        }

        return uses;
    }

    private static string? Name(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MethodDefinition => $"{Type(reader, reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType())}.{reader.GetString(reader.GetMethodDefinition((MethodDefinitionHandle)handle).Name)}",
        HandleKind.FieldDefinition => $"{Type(reader, reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType())}.{reader.GetString(reader.GetFieldDefinition((FieldDefinitionHandle)handle).Name)}",
        HandleKind.MethodSpecification => Name(reader, reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
        HandleKind.TypeDefinition => Type(reader, (TypeDefinitionHandle)handle) + ".",
        _ => null,
    };

    // What the compiler nests in a type (closures, iterators) counts as the type's own.
    private static string Type(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? Type(reader, outer) + "." + reader.GetString(type.Name)
            : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    // The operands of instructions that are tokens, in their order.
    private static IEnumerable<int> Tokens(ImmutableArray<byte> code)
    {
        int at = 0;
        while (at < code.Length)
        {
            OpCode instruction = code[at] == 0xfe ? s_codes[0xfe00 | code[at + 1]] : s_codes[code[at]];
            at += instruction.Size;
            switch (instruction.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    yield return BitConverter.ToInt32(code.AsSpan()[at..(at + 4)]);
                    at += 4;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + BitConverter.ToInt32(code.AsSpan()[at..(at + 4)]) * 4;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }

    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => (ushort)code.Value & 0xffff);
}
