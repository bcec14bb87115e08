using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>What the dll lets others see, and what it must not touch.</summary>
public sealed class SurfaceTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Nothing_from_behind_the_seam_is_in_a_signature_a_property_or_a_field()
    {
        string[] hidden = ["KlpShell.Manifests", "YamlDotNet", "SharpCompress"];
        foreach (Type type in Shipped.Assembly.GetTypes())
        {
            foreach (Type used in Used(type)) Assert.DoesNotContain(used.Assembly.GetName().Name, hidden);
        }
    }

    [Theory]
    [InlineData("KlpShell.Cmdlets.dll")]
    [InlineData("KlpShell.Core.dll")]
    [InlineData("private/KlpShell.Manifests.dll")]
    public void The_console_is_the_hosts(string dll)
    {
        using FileStream file = File.OpenRead(Path.Combine(Shipped.Root, "bin", dll));
        using PEReader pe = new(file);
        MetadataReader reader = pe.GetMetadataReader();
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            TypeReference type = reader.GetTypeReference(handle);
            Assert.NotEqual("System.Console", $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");
        }

        string[] references = [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
        Assert.DoesNotContain("System.Console", references);
        Assert.Equal(dll.StartsWith("private/", StringComparison.Ordinal), references.Contains("YamlDotNet"));
        Assert.Equal(dll.StartsWith("private/", StringComparison.Ordinal), references.Contains("SharpCompress"));
    }

    [Fact]
    public void What_cmdlets_write_cannot_be_changed_and_holds_nothing_live()
    {
        string[] live = ["Kernel", "KlpPatch", "KlpObject", "KlpFunc", "Module", "KernelTask", "FileNode", "FtraceOps", "FtraceRecord"];
        foreach (Type type in Shipped.Records)
        {
            Assert.True(type.IsSealed, type.Name);
            foreach (PropertyInfo property in type.GetProperties())
            {
                // An init accessor is a setter to PowerShell.
                Assert.True(property.SetMethod is null or { IsPublic: false }, $"{type.Name}.{property.Name}");
                foreach (Type part in Parts(property.PropertyType))
                {
                    Assert.False(part.Assembly.GetName().Name == "KlpShell.Core" && live.Contains(part.Name), $"{type.Name}.{property.Name}");
                    Assert.False(part.IsArray || (part.IsGenericType && part.GetGenericTypeDefinition() == typeof(List<>)), $"{type.Name}.{property.Name} can be changed");
                }
            }
        }
    }

    [Fact]
    public void What_a_kernel_has_says_which_kernel_so_that_a_pipe_goes_on_with_it()
    {
        string[] others = ["PatchObjectInfo", "PatchFunctionInfo", "CallStepInfo", "StackLayerInfo", "MixedExecutionInfo", "ManifestInfo", "ReleaseInfo", "PlanCheckInfo", "PlanConflictInfo", "FileChangeInfo", "AbiSetInfo", "AbiInfo", "AbiFindingInfo", "AbiChangeInfo", "AbiMoveInfo", "ModuleChangeInfo", "ModuleCheckInfo", "LateRefusalInfo", "ResolvedFunctionInfo"];
        foreach (Type type in Shipped.Records.Where(type => !others.Contains(type.Name)))
        {
            Assert.Equal(typeof(string), type.GetProperty("Kernel")?.PropertyType);
        }
    }

    [Fact]
    public void No_state_is_static()
    {
        string[] allowed = ["s_sessions", "s_read", "s_context", "s_folder", "s_own", "s_hooked", "s_kernel", "s_shell", "s_host", "s_entries"];
        foreach (Type type in Shipped.Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("KlpShell", StringComparison.Ordinal) == true && !type.Name.Contains('<')))
        {
            foreach (FieldInfo field in type.GetFields(Everything).Where(field => field is { IsStatic: true, IsLiteral: false } && !field.Name.Contains('<'))) Assert.Contains(field.Name, allowed);
        }
    }

    private static IEnumerable<Type> Used(Type type)
    {
        foreach (FieldInfo field in type.GetFields(Everything)) yield return field.FieldType;
        foreach (PropertyInfo property in type.GetProperties(Everything)) yield return property.PropertyType;
        foreach (MethodBase method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            if (method is MethodInfo { ReturnType: var returned }) yield return returned;
            foreach (ParameterInfo parameter in method.GetParameters()) yield return parameter.ParameterType;
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().Append(type) : [type];
}
