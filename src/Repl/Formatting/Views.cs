namespace KlpShell.Repl.Formatting;

/// <summary>The views of a session's modules, read from their files when the first object is shown.</summary>
internal static class Views
{
    private static readonly View s_map = new() { TypeNames = ["System.Collections.DictionaryEntry"], Columns = [new Column { Label = "Name", Property = "Key", Width = 30 }, new Column { Label = "Value", Property = "Value" }] };
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Module, List<ViewEntry>> s_views = [];

    public static View? Find(Session session, object item, Shape? shape)
    {
        foreach (var type in TypeNames.Of(item))
        {
            foreach (var module in session.Commands.Modules)
                foreach (var view in s_views.GetValue(module, static m => [.. m.FormatFiles.SelectMany(ViewFile.Read)]))
                    if (view.TypeNames.Contains(type) && (shape is null || view.Shape == shape)) return view.View.Value;
            foreach (var view in BuiltIn.All)
                if (view.TypeNames!.Contains(type) && (shape is null || view.Shape == shape)) return view;
        }
        return Value.Base(item) is DictionaryEntry && shape is null or Shape.Table ? s_map : null;
    }
}
