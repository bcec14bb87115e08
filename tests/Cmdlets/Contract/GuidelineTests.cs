using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>More of the guidelines' points; docs/cmdlet-guidelines.md has them all.</summary>
public sealed partial class GuidelineTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // The names that mean the same in every module, and what they are.
    private static readonly Dictionary<string, Type[]> s_standard = new()
    {
        ["Name"] = [typeof(string), typeof(string[])],
        ["Path"] = [typeof(string), typeof(string[])],
        ["LiteralPath"] = [typeof(string), typeof(string[])],
        ["PassThru"] = [typeof(SwitchParameter)],
        ["Force"] = [typeof(SwitchParameter)],
        ["Overwrite"] = [typeof(SwitchParameter)],
        ["Strict"] = [typeof(SwitchParameter)],
        ["Recurse"] = [typeof(SwitchParameter)],
        ["Raw"] = [typeof(SwitchParameter)],
        ["Description"] = [typeof(string)],
        ["Count"] = [typeof(int)],
        ["Timeout"] = [typeof(double)],
    };

    public static IEnumerable<object[]> All => Shipped.CmdletNames;

    [Theory]
    [MemberData(nameof(All))]
    public void The_verb_is_a_constant_and_names_are_letters(string name)
    {
        Type type = Shipped.Cmdlet(name);
        Assert.Matches(Constant(), Source(type));
        foreach (PropertyInfo parameter in Shipped.Parameters(type))
        {
            Assert.All([parameter.Name, .. parameter.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)], one => Assert.Matches("^[A-Z][A-Za-z]+$", one));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_says_that_it_asks_does_ask(string name)
    {
        Type type = Shipped.Cmdlet(name);
        bool asks = Line(type).Any(one => Source(one).Contains("ShouldProcess(", StringComparison.Ordinal)) && (!type.BaseType!.Name.EndsWith("ChangeCommand", StringComparison.Ordinal) || Source(type).Contains("Change(", StringComparison.Ordinal));
        Assert.Equal(Shipped.Attribute(type).SupportsShouldProcess, asks);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_works_record_by_record_and_a_bad_one_ends_no_other(string name)
    {
        Type type = Shipped.Cmdlet(name);

        // KlpCommand.ProcessRecord is sealed: it turns what Run throws into one error, and goes on.
        Assert.Contains(Line(type), one => one.Name == "KlpCommand");
        Assert.DoesNotContain("throw new", Source(type));
        Assert.DoesNotContain("ThrowTerminatingError", Source(type));

        // Only what is written as a whole waits for all of its input.
        string[] whole = ["New-KlpManifest", "Export-KlpAbi"];
        bool waits = type.GetMethods(Own).Any(method => method.Name == "EndProcessing");
        Assert.True(!waits || whole.Contains(Shipped.Name(type)) || Source(type).Contains("// Whole:", StringComparison.Ordinal), "EndProcessing");
    }

    [Fact]
    public void Nobody_is_asked_but_by_Confirm_and_nothing_goes_past_the_streams()
    {
        string[] others = ["ShouldContinue", "Host.UI", "PromptForChoice", "ReadLine(", "Console."];
        foreach (string file in Shipped.Sources)
        {
            string text = File.ReadAllText(file);
            Assert.All(others, one => Assert.False(text.Contains(one, StringComparison.Ordinal), $"{Path.GetFileName(file)}: {one}"));
        }
    }

    [Fact]
    public void What_is_said_is_made_safe_where_it_is_said()
    {
        // A sentence that is made safe where it is made, and messages of errors, which are safe by the way they are made.
        Regex safe = new(@"Visible\(|Sentence\(|\.Message\)|ShouldProcess\(text, text, action\)|Described\(");
        foreach (string file in Shipped.Sources.Where(file => !file.Contains("/Drive/", StringComparison.Ordinal)))
        {
            foreach (string line in File.ReadAllLines(file).Where(line => Said().IsMatch(line)))
            {
                Assert.True(safe.IsMatch(line) || Fixed().IsMatch(line), $"{Path.GetFileName(file)}: {line.Trim()}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Standard_names_have_standard_types_and_values_can_be_sent_elsewhere(string name)
    {
        foreach (PropertyInfo parameter in Shipped.Parameters(Shipped.Cmdlet(name)))
        {
            if (s_standard.TryGetValue(parameter.Name, out Type[]? types)) Assert.Contains(parameter.PropertyType, types);
            Type item = Nullable.GetUnderlyingType(parameter.PropertyType) ?? (parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType);
            bool sendable = item.Namespace is "System" or "System.Collections" || item == typeof(SwitchParameter) || item == typeof(ScriptBlock) || item.IsEnum || Shipped.Records.Contains(item) || item.GetConstructor([typeof(string)]) is not null;
            Assert.True(sendable, $"-{parameter.Name} is a {item}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_named_down_the_pipeline_may_be_many(string name)
    {
        Type type = Shipped.Cmdlet(name);
        if (Shipped.Attribute(type).VerbName == "New") return;
        foreach (PropertyInfo parameter in Shipped.Parameters(type).Where(ByValue)) Assert.True(parameter.PropertyType.IsArray || parameter.PropertyType.Name == "KernelIdentity", parameter.Name);
    }

    [Fact]
    public void What_Get_writes_its_siblings_take_by_name()
    {
        int pairs = 0;
        foreach (Type get in Shipped.Cmdlets.Where(type => Shipped.Attribute(type).VerbName == "Get"))
        {
            Type[] outputs = [.. Shipped.OutputTypes(get).Where(type => type.GetConstructor(Own, Type.EmptyTypes) is not null && type.GetInterface("INamed") is not null)];
            foreach (Type sibling in Shipped.Cmdlets.Where(type => type != get && Shipped.Attribute(type).NounName == Shipped.Attribute(get).NounName && Shipped.Attribute(type).VerbName is not ("New" or "Write" or "Import")))
            {
                foreach (PropertyInfo parameter in Shipped.Parameters(sibling).Where(ByValue).Where(parameter => parameter.PropertyType == typeof(string[])))
                {
                    CustomAttributeData? kind = parameter.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "NameOfAttribute");
                    Assert.True(kind is not null, $"{sibling.Name} -{parameter.Name}");
                    foreach (Type output in outputs)
                    {
                        object named = output.GetInterface("INamed")!.GetMethod("NameFor")!.Invoke(Activator.CreateInstance(output, true), [kind.ConstructorArguments[0].Value]) ?? throw new InvalidOperationException($"{output.Name} has no name for {Shipped.Name(sibling)}");
                        Assert.IsType<string>(named);
                        pairs++;
                    }
                }
            }
        }

        Assert.True(pairs >= 10, $"{pairs} pairs");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Who_holds_something_lets_go_of_it(string name)
    {
        foreach (Type type in Line(Shipped.Cmdlet(name)).Where(type => type.Assembly == Shipped.Assembly))
        {
            // A source of cancellation without a timer holds nothing; and Ctrl+C may come after the end.
            bool holds = type.GetFields(Own).Any(field => typeof(IDisposable).IsAssignableFrom(field.FieldType) && field.FieldType != typeof(System.Threading.CancellationTokenSource));
            Assert.True(!holds || typeof(IDisposable).IsAssignableFrom(type), type.Name);
        }
    }

    private static bool ByValue(PropertyInfo parameter) => parameter.GetCustomAttributes<ParameterAttribute>().Any(use => use.ValueFromPipeline);

    private static IEnumerable<Type> Line(Type type)
    {
        for (Type? one = type; one is not null; one = one.BaseType) yield return one;
    }

    private static string Source(Type type)
    {
        string path = Path.Combine(Shipped.Root, "src", "Cmdlets", "Commands", type.Name + ".cs");
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    [GeneratedRegex(@"\[Cmdlet\(Verbs[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+, ""Klp")]
    private static partial Regex Constant();

    [GeneratedRegex(@"\b(WriteWarning|WriteVerbose|WriteDebug|ShouldProcess)\(")]
    private static partial Regex Said();

    // A text without a place in it.
    [GeneratedRegex(@"\b(WriteWarning|WriteVerbose|WriteDebug)\(""[^{]*""\)")]
    private static partial Regex Fixed();
}
