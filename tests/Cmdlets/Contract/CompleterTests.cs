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
    private static readonly string[] s_free = ["Message", "Value", "Argument", "Command", "Description", "SymbolTable", "Type", "LiteralPath", "Second", "UserId", "Last", "After", "Reason", "Contact", "User", "Text", "Pattern", "MinimumVersion", "MaximumVersion", "KernelVersion", "RemovalVersion"];

    public static IEnumerable<object[]> All => Shipped.CmdletNames;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_parameter_that_names_something_has_a_completer(string name)
    {
        Type type = Shipped.Cmdlet(name);
        foreach (PropertyInfo parameter in Shipped.Parameters(type))
        {
            Type plain = parameter.PropertyType.IsArray ? parameter.PropertyType.GetElementType()! : parameter.PropertyType;
            bool names = (plain == typeof(string) || plain.Name == "KernelIdentity") && !s_free.Contains(parameter.Name);

            // A name that is made up on the spot can't be completed.
            bool made = Shipped.Attribute(type).VerbName is "New" or "Checkpoint" && parameter.Name is "Name" or "Checkpoint" or "Path";
            if (!names || (made && type.Name is not "NewKlpKernelCommand")) continue;
            if (type.Name == "NewKlpKernelCommand" && parameter.Name == "Name") continue;
            if (type.Name == "CheckpointKlpKernelCommand" && parameter.Name == "Checkpoint") continue;
            Assert.True(parameter.IsDefined(typeof(ArgumentCompleterAttribute)), $"{type.Name} -{parameter.Name}");
        }
    }
}
