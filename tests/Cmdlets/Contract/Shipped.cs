using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using KlpShell.Cmdlets.Tests.Engine;
using KlpShell.Engine;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>The module as it is shipped, looked at and not run.</summary>
internal static class Shipped
{
    public static string Root => Places.Root;

    public static string Dll => Path.Combine(Root, "bin", "KlpShell.Cmdlets.dll");

    public static Assembly Assembly { get; } = Assembly.LoadFrom(Dll);

    public static Hashtable Manifest { get; } = DataFile.Read(Path.Combine(Root, "KlpShell.psd1"));

    public static string[] Views => [.. ((IEnumerable)Manifest["FormatsToProcess"]!).Cast<object>().Select(file => Path.Combine(Root, file.ToString()!))];

    public static string[] TypeFiles => [.. new[] { Manifest["TypesToProcess"]! }.Select(file => Path.Combine(Root, file.ToString()!))];

    public static string[] Sources => Directory.GetFiles(Path.Combine(Root, "src", "Cmdlets"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).ToArray();

    public static IReadOnlyList<Type> Cmdlets { get; } = [.. Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null).OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The cmdlets by class name, for theories.</summary>
    public static IEnumerable<object[]> CmdletNames => Cmdlets.Select(type => new object[] { type.Name });

    public static Type Cmdlet(string name) => Cmdlets.Single(type => type.Name == name);

    public static CmdletAttribute Attribute(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static string Name(Type cmdlet) => $"{Attribute(cmdlet).VerbName}-{Attribute(cmdlet).NounName}";

    public static IEnumerable<PropertyInfo> Parameters(Type cmdlet) => cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), true));

    public static IEnumerable<Type> OutputTypes(Type cmdlet) => cmdlet.GetCustomAttributes<OutputTypeAttribute>().SelectMany(attribute => attribute.Type).Select(type => type.Type).OfType<Type>();

    /// <summary>The records that cmdlets write, and those inside of them.</summary>
    public static IEnumerable<Type> Records => Assembly.GetExportedTypes().Where(type => type.Namespace == "KlpShell" && type.Name.EndsWith("Info", StringComparison.Ordinal));
}
