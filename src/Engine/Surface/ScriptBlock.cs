namespace System.Management.Automation;

public class ScriptBlock
{
    internal ScriptBlock(Action<Scope, Action<object?>> body, Extent extent) => (Body, Extent) = (body, extent);

    internal Action<Scope, Action<object?>> Body { get; }
    internal Extent Extent { get; }

    public string? File => Extent.File;

    public static ScriptBlock Create(string script) => new Parser(script, null).Script();

    public Collection<PSObject> Invoke(params object[] args) => InvokeWithContext(null, [], args);

    public Collection<PSObject> InvokeWithContext(Dictionary<string, ScriptBlock>? functionsToDefine, List<PSVariable> variablesToDefine, params object[] args)
    {
        var output = new Collection<PSObject>();
        InScope([("args", args), .. variablesToDefine.Select(v => (v.Name, v.Value))], item => output.Add(PSObject.AsPSObject(item!)));
        return output;
    }

    public override string ToString() => Extent.Text;

    /// <summary>For one object, in the caller's own scope, as ForEach-Object and Where-Object run their blocks.</summary>
    internal object? Run(object? item)
    {
        var list = new List<object?>();
        RunInPlace(item, list.Add);
        return Value.Collapse(list);
    }

    internal void RunInPlace(object? item, Action<object?> output)
    {
        var scope = Session.Current!.Scope;
        var before = scope.Find("_")?.Value;
        scope.Set("_", item);
        try { Body(scope, output); }
        catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Return) { }
        finally { scope.Set("_", before); }
    }

    /// <summary>A child scope: what the block assigns is its own.</summary>
    internal void InScope((string Name, object? Value)[] variables, Action<object?> output)
    {
        var session = Session.Current!;
        var outer = session.Scope;
        var scope = session.Scope = new Scope(session, outer);
        foreach (var (name, value) in variables) scope.Set(name, value);
        try { Body(scope, output); }
        catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Return) { }
        finally { session.Scope = outer; }
    }
}
