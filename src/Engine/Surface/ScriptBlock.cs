namespace System.Management.Automation;

public class ScriptBlock
{
    internal ScriptBlock(Action<Scope, Action<object?>> body, Extent extent) => (Body, Extent) = (body, extent);

    internal Action<Scope, Action<object?>> Body { get; }
    internal Extent Extent { get; }

    public string? File => Extent.File;

    public static ScriptBlock Create(string script) => new Parser(script, null).Script();

    public Collection<PSObject> Invoke(params object?[] args) => new(InScope([new PSVariable("args", args)]).ConvertAll(item => item is null ? null! : PSObject.AsPSObject(item)));

    public object? InvokeReturnAsIs(params object?[] args) => Value.Collapse(InScope([new PSVariable("args", args)]));

    public Collection<PSObject> InvokeWithContext(IDictionary? functionsToDefine, List<PSVariable>? variablesToDefine, params object?[] args) =>
        new(InScope([.. variablesToDefine ?? [], new PSVariable("args", args)]).ConvertAll(item => item is null ? null! : PSObject.AsPSObject(item)));

    public override string ToString() => Extent.Text;

    internal object? RunWith(string name, object? value) => Value.Collapse(InScope([new PSVariable(name, value)]));

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

    /// <summary>A child scope: what the block assigns is its own. Errors that end a statement reach the caller.</summary>
    internal List<object?> InScope(List<PSVariable> variables, bool propagate = true, Action<object?>? output = null)
    {
        var session = Session.Current ?? throw new PSInvalidOperationException("There is no shell on this thread to run a script block in.");
        var (outer, list) = (session.Scope, new List<object?>());
        var scope = new Scope(session, outer);
        foreach (var variable in variables) scope.Add(variable);
        session.Scope = scope;
        if (propagate) session.Catching++;
        try { Body(scope, output ?? list.Add); }
        catch (ControlFlow flow) when (flow.What == ControlFlow.Kind.Return) { }
        finally
        {
            session.Scope = outer;
            if (propagate) session.Catching--;
        }
        return list;
    }
}
