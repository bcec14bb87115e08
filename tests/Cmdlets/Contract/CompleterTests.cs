using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>What can be completed is completed.</summary>
public sealed class CompleterTests
{
    /// <summary>What a person makes up, or writes as a text of their own: nothing of it lies anywhere to be offered.</summary>
    private static readonly string[] s_free =
    [
        "Message", "Argument", "Command", "Description", "Reason", "Text", "Pattern", "Data",
        "Second", "UserId", "Last", "After", "Count", "Timeout", "Address",
    ];

    /// <summary>New things have new names.</summary>
    private static readonly string[] s_made = ["New-KlpManifest -Name"];

    /// <summary>Types that can only be said by an object, a number or a date.</summary>
    private static readonly Type[] s_said = [typeof(SwitchParameter), typeof(int), typeof(long), typeof(double), typeof(TimeSpan), typeof(DateTime), typeof(object), typeof(bool)];

    public static IEnumerable<object[]> All => Shipped.CmdletNames;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_parameter_that_names_something_has_a_completer(string name)
    {
        Type type = Shipped.Cmdlet(name);
        foreach (PropertyInfo parameter in Shipped.Parameters(type).Where(parameter => !IsFree(type, parameter)))
        {
            Assert.True(parameter.IsDefined(typeof(ArgumentCompleterAttribute)) || parameter.IsDefined(typeof(ValidateSetAttribute)), $"{Shipped.Name(type)} -{parameter.Name}");
        }
    }

    [Fact]
    public void Every_completer_completes_something_and_can_be_made()
    {
        Type[] completers = [.. Shipped.Assembly.GetTypes().Where(type => typeof(IArgumentCompleter).IsAssignableFrom(type) && !type.IsAbstract)];
        Type[] used = [.. Shipped.Assembly.GetTypes().SelectMany(type => type.GetProperties()).SelectMany(property => property.GetCustomAttributes<ArgumentCompleterAttribute>()).Select(attribute => attribute.Type).Distinct()];
        Assert.Empty(used.Except(completers));
        foreach (Type completer in completers)
        {
            Assert.NotNull(completer.GetConstructor([]));
            Assert.True(used.Contains(completer) || completers.Any(completer.IsAssignableFrom), completer.Name);
        }
    }

    [Fact]
    public void What_is_said_to_be_free_is_there()
    {
        string[] names = [.. Shipped.Cmdlets.SelectMany(Shipped.Parameters).Select(parameter => parameter.Name)];
        Assert.Empty(s_free.Except(names));
    }

    private static bool IsFree(Type type, PropertyInfo parameter)
    {
        Type plain = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
        plain = Nullable.GetUnderlyingType(plain) ?? plain;

        // PowerShell itself completes enums and -LiteralPath; a hash table and a record are written or piped.
        bool own = plain.IsEnum || parameter.Name == "LiteralPath" || typeof(System.Collections.IDictionary).IsAssignableFrom(plain) || plain == typeof(ScriptBlock) || plain.Name.EndsWith("Info", StringComparison.Ordinal);
        return own || s_said.Contains(plain) || s_free.Contains(parameter.Name) || s_made.Contains($"{Shipped.Name(type)} -{parameter.Name}");
    }
}
