namespace KlpShell.Engine;

/// <summary>Leaves loops, scripts and pipelines; a script's catch never sees it.</summary>
internal sealed class ControlFlow(ControlFlow.Kind kind, object? value = null) : Exception
{
    public enum Kind { Break, Continue, Return, Exit, StopUpstream }

    public Kind What => kind;
    public object? Carried => value;
}
