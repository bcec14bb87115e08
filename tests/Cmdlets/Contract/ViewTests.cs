using System;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace KlpShell.Cmdlets.Tests.Contract;

/// <summary>The views against the types that they show.</summary>
public sealed partial class ViewTests
{
    private static XElement[] All => [.. Shipped.Views.SelectMany(file => XDocument.Load(file).Descendants("View"))];

    [Fact]
    public void Every_record_has_a_table_and_a_list_and_no_view_is_for_nothing()
    {
        string[] records = [.. Shipped.Records.Select(type => type.FullName!).Order(StringComparer.Ordinal)];
        Assert.Equal(records, Shown("TableControl"));
        Assert.Equal(records, Shown("ListControl"));
    }

    [Fact]
    public void Every_type_that_a_cmdlet_writes_has_views()
    {
        string[] shown = Shown("TableControl");
        foreach (Type type in Shipped.Cmdlets.SelectMany(Shipped.OutputTypes).Distinct().Where(type => type.Assembly == Shipped.Assembly)) Assert.Contains(type.FullName, shown);
    }

    [Fact]
    public void Every_cell_reads_a_property_that_is_there_or_calls_a_function_that_is_there()
    {
        Type format = Shipped.Assembly.GetType("KlpShell.Internal.Format", true)!;
        foreach (XElement view in All)
        {
            Type type = Shipped.Assembly.GetType(view.Descendants("TypeName").First().Value, true)!;
            foreach (XElement property in view.Descendants("PropertyName")) Assert.NotNull(type.GetProperty(property.Value));
            foreach (XElement script in view.Descendants("ScriptBlock"))
            {
                Match call = Call().Match(script.Value);
                Assert.True(call.Success, script.Value);
                MethodInfo method = Assert.Single(format.GetMethods(BindingFlags.Public | BindingFlags.Static), one => one.Name == call.Groups["method"].Value);
                PropertyInfo property = type.GetProperty(call.Groups["property"].Value) ?? throw new InvalidOperationException(script.Value);
                Type wanted = method.GetParameters()[0].ParameterType;
                Assert.True(wanted.IsAssignableFrom(property.PropertyType) || Nullable.GetUnderlyingType(wanted) == property.PropertyType, script.Value);
            }
        }
    }

    [Fact]
    public void Every_record_says_which_properties_are_shown_among_objects_of_other_kinds()
    {
        XElement[] types = [.. Shipped.TypeFiles.SelectMany(file => XDocument.Load(file).Descendants("Type"))];
        Assert.Equal(Shipped.Records.Select(type => type.FullName!).Order(StringComparer.Ordinal), types.Select(type => type.Element("Name")!.Value).Order(StringComparer.Ordinal));
        foreach (XElement element in types)
        {
            Type type = Shipped.Assembly.GetType(element.Element("Name")!.Value, true)!;
            Assert.Contains("DefaultDisplayPropertySet", element.Descendants("PropertySet").Select(set => set.Element("Name")!.Value));
            foreach (XElement set in element.Descendants("PropertySet"))
            {
                PropertyInfo?[] properties = [.. set.Descendants("ReferencedProperties").Elements("Name").Select(name => type.GetProperty(name.Value))];
                Assert.DoesNotContain(null, properties);
                Assert.InRange(properties.Length, 1, 7);

                // What is sorted by can be compared.
                if (set.Element("Name")!.Value == "DefaultKeyPropertySet") Assert.All(properties, property => Assert.True(typeof(IComparable).IsAssignableFrom(property!.PropertyType), $"{type.Name}.{property.Name}"));
            }
        }
    }

    [Fact]
    public void A_text_is_never_shown_as_it_is()
    {
        // A name may hold what steers a terminal: only Format lets it out.
        string[] safe = ["Mode", "EntryBytes", "Name", "Checkpoint", "BaseVersion", "Release"];
        foreach (XElement view in All)
        {
            Type type = Shipped.Assembly.GetType(view.Descendants("TypeName").First().Value, true)!;
            foreach (XElement property in view.Descendants("PropertyName").Where(one => type.GetProperty(one.Value)!.PropertyType == typeof(string)))
            {
                Assert.True(property.Value is "Mode" or "EntryBytes" || (type.Name == "ReleaseInfo" && safe.Contains(property.Value)), $"{type.Name}.{property.Value}");
            }
        }
    }

    [Fact]
    public void A_record_inside_of_another_has_a_short_text()
    {
        // Where objects of several types come out of one script, PowerShell lists their properties by their texts.
        foreach (Type type in Shipped.Records) Assert.DoesNotContain(type.GetMethod("ToString", [])!.CustomAttributes, attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");
    }

    [Fact]
    public void Tables_fit_eighty_columns_and_lists_tell_all()
    {
        foreach (XElement view in All)
        {
            XElement[] columns = [.. view.Descendants("TableColumnHeader")];
            Assert.True(columns.Sum(column => (int?)column.Element("Width") ?? 4) + columns.Length - 1 <= 80, view.Element("Name")!.Value);
            Assert.Equal(columns.Length, view.Descendants("TableColumnItem").Count());
        }

        foreach (XElement view in All.Where(view => view.Element("ListControl") is not null))
        {
            Type type = Shipped.Assembly.GetType(view.Descendants("TypeName").First().Value, true)!;
            string[] labels = [.. view.Descendants("Label").Select(label => label.Value)];
            foreach (PropertyInfo property in type.GetProperties())
            {
                bool said = labels.Contains(property.Name) || IsSecondName(type, property) || property.Name is "Taint" or "Functions";
                Assert.True(said, $"{type.Name}.{property.Name}");
            }
        }
    }

    private static bool IsSecondName(Type type, PropertyInfo property) => type.Name.StartsWith(property.Name, StringComparison.Ordinal);

    private static string[] Shown(string control) => [.. All.Where(view => view.Element(control) is not null).Select(view => view.Descendants("TypeName").Single().Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\[KlpShell\.Internal\.Format\]::(?<method>\w+)\(\$_\.(?<property>\w+)(, \$PSStyle)?\)$")]
    private static partial Regex Call();
}
