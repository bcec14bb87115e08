using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using KlpShell.Cmdlets.Tests.Engine;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>The points of the cmdlet guidelines that can be read off the metadata.</summary>
public sealed class CmdletShapeTests
{
    private static readonly string[] s_changing = ["Add", "Checkpoint", "Clear", "Complete", "Disable", "Enable", "Export", "Invoke", "Move", "New", "Register", "Remove", "Restore", "Select", "Set", "Step", "Unregister", "Wait", "Write"];
    private static readonly string[] s_sinks = ["Add", "Complete", "Disable", "Enable", "Move", "Register", "Restore", "Select", "Set", "Step", "Wait", "Write"];

    private static readonly string[] s_common =
    [
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable", "WarningVariable", "InformationVariable",
        "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm", "vb", "db", "ea", "wa", "infa", "proga", "ev", "wv", "iv", "ov", "ob", "pv", "wi", "cf",
    ];

    // Words that end in s and are no plural.
    private static readonly string[] s_singular = ["Address", "Ambiguous", "As", "Sysfs", "Status"];

    public static IEnumerable<object[]> All => Shipped.CmdletNames;

    [Theory]
    [MemberData(nameof(All))]
    public void The_class_is_named_sealed_and_filed_by_its_cmdlet(string name)
    {
        Type type = Shipped.Cmdlet(name);
        CmdletAttribute attribute = Shipped.Attribute(type);
        Assert.Equal($"{attribute.VerbName}{attribute.NounName}Command", type.Name);
        Assert.True(type.IsSealed && type.IsPublic);
        Assert.Equal("KlpShell.Commands", type.Namespace);
        Assert.True(File.Exists(Path.Combine(Shipped.Root, "src", "Cmdlets", "Commands", type.Name + ".cs")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_verb_is_approved_and_the_noun_is_ours_and_singular(string name)
    {
        CmdletAttribute attribute = Shipped.Attribute(Shipped.Cmdlet(name));
        Assert.Contains(attribute.VerbName, Verbs());
        Assert.Matches("^Klp[A-Z][A-Za-z]+$", attribute.NounName);
        Assert.True(IsSingular(attribute.NounName));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_says_what_it_writes(string name) => Assert.NotEmpty(Shipped.Cmdlet(name).GetCustomAttributes<OutputTypeAttribute>());

    [Theory]
    [MemberData(nameof(All))]
    public void What_changes_state_can_be_asked_what_if(string name)
    {
        CmdletAttribute attribute = Shipped.Attribute(Shipped.Cmdlet(name));

        // Most of what is imported is read and no more; these are remembered.
        bool changes = s_changing.Contains(attribute.VerbName) || name is "ImportKlpAbiCommand" or "ImportKlpHostCommand";
        Assert.Equal(changes, attribute.SupportsShouldProcess);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_writes_nothing_by_itself_can_pass_through(string name)
    {
        Type type = Shipped.Cmdlet(name);
        bool writes = !Shipped.OutputTypes(type).SequenceEqual([typeof(void)]);
        if (!writes || !s_sinks.Contains(Shipped.Attribute(type).VerbName)) return;
        Assert.Contains(Shipped.Parameters(type), parameter => parameter.Name == "PassThru" && parameter.PropertyType == typeof(SwitchParameter));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Parameters_are_singular_unlike_the_common_ones_and_switches_are_switches(string name)
    {
        foreach (PropertyInfo parameter in Shipped.Parameters(Shipped.Cmdlet(name)))
        {
            string[] names = [parameter.Name, .. parameter.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)];
            Assert.Empty(names.Intersect(s_common, StringComparer.OrdinalIgnoreCase));
            Assert.True(IsSingular(parameter.Name), parameter.Name);
            Assert.NotEqual(typeof(bool), parameter.PropertyType);

            // The kernel's own word, and nothing else is meant by it.
            if (name != "CompleteKlpTransitionCommand") Assert.DoesNotContain("Force", names);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_parameter_set_takes_one_parameter_from_the_pipeline_by_value(string name)
    {
        Type type = Shipped.Cmdlet(name);
        (string Set, bool ByValue)[] uses = [.. Shipped.Parameters(type).SelectMany(parameter => parameter.GetCustomAttributes<ParameterAttribute>()).Select(use => (use.ParameterSetName, use.ValueFromPipeline))];
        string[] sets = [.. uses.Select(use => use.Set).Where(set => set != ParameterAttribute.AllParameterSets).Distinct()];
        foreach (string set in sets.Length == 0 ? [ParameterAttribute.AllParameterSets] : sets)
        {
            Assert.True(uses.Count(use => use.ByValue && (use.Set == set || use.Set == ParameterAttribute.AllParameterSets)) <= 1, set);
        }

        if (sets.Length > 1) Assert.Contains(Shipped.Attribute(type).DefaultParameterSetName, sets);
    }

    [Fact]
    public void A_parameter_has_one_type_everywhere()
    {
        foreach (IGrouping<string, PropertyInfo> same in Shipped.Cmdlets.SelectMany(Shipped.Parameters).GroupBy(parameter => parameter.Name))
        {
            string[] types = [.. same.Select(parameter => Plain(parameter.PropertyType)).Distinct()];
            Assert.True(types.Length == 1 || same.Key is "Type" or "Level" or "Reference" or "Difference", $"{same.Key}: {string.Join(", ", types)}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_kernel_can_be_named(string name)
    {
        Type type = Shipped.Cmdlet(name);
        if (type.Name.EndsWith("ManifestCommand", StringComparison.Ordinal) || type.Name is "ImportKlpAbiCommand" or "GetKlpAbiCommand" or "CompareKlpAbiCommand" or "CompareKlpModuleCommand" or "MoveKlpAbiCommand" or "ExportKlpAbiCommand" or "ImportKlpHostCommand" || type.Name is "GetKlpReleaseCommand" or "NewKlpKernelCommand" or "GetKlpKernelCommand" or "RemoveKlpKernelCommand") return;
        PropertyInfo kernel = Assert.Single(Shipped.Parameters(type), parameter => parameter.Name == "Kernel");
        Assert.Equal("KernelIdentity", kernel.PropertyType.Name);
    }

    [Fact]
    public void A_test_gives_a_Boolean()
    {
        foreach (Type type in Shipped.Cmdlets.Where(type => Shipped.Attribute(type).VerbName == "Test")) Assert.Equal([typeof(bool)], Shipped.OutputTypes(type));
    }

    private static string Plain(Type type) => (Nullable.GetUnderlyingType(type) ?? type).FullName!.Replace("[]", "", StringComparison.Ordinal);

    private static bool IsSingular(string name) => !name.EndsWith('s') || s_singular.Any(word => name.EndsWith(word, StringComparison.Ordinal));

    // The constants of the reference assembly's Verbs classes: the compiler has copied them, so that no engine needs the classes.
    private static List<string> Verbs()
    {
        using FileStream file = File.OpenRead(Places.Standard);
        using PEReader pe = new(file);
        MetadataReader reader = pe.GetMetadataReader();
        List<string> verbs = [];
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            if (!reader.GetString(type.Name).StartsWith("Verbs", StringComparison.Ordinal)) continue;
            foreach (FieldDefinitionHandle field in type.GetFields())
            {
                ConstantHandle constant = reader.GetFieldDefinition(field).GetDefaultValue();
                if (!constant.IsNil) verbs.Add(reader.GetString(reader.GetFieldDefinition(field).Name));
            }
        }

        return verbs;
    }
}
