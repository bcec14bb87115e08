namespace KlpShell.Manifests.Keys;

/// <summary>The steps of a body: each is a mapping whose first key says what it does.</summary>
internal static class Steps
{
    public static KeyTable Printk { get; } = new("step_printk", Key.Must("printk"));

    public static KeyTable SeqPrintf { get; } = new("step_seq_printf", Key.Must("seq_printf"));

    public static KeyTable Return { get; } = new("step_return", Key.Must("return"));

    public static KeyTable Call { get; } = new("step_call", Key.Must("call"));

    public static KeyTable CallPointer { get; } = new("step_call_pointer", Key.Must("call_pointer"));

    public static KeyTable Store { get; } = new("step_store", Key.Must("store"));

    public static KeyTable Sleep { get; } = new("step_sleep", Key.Must("sleep"));

    public static KeyTable Wait { get; } = new("step_wait", Key.Must("wait"));

    public static KeyTable Set { get; } = new("step_set", Key.Must("set"));

    public static KeyTable Lookup { get; } = new("step_lookup_symbol", Key.Must("lookup_symbol"));

    public static KeyTable If { get; } = new("step_if", Key.Must("if"), Key.Must("then"), "else");

    public static KeyTable While { get; } = new("step_while", Key.Must("while"), Key.Must("do"));

    public static KeyTable Unless { get; } = new("step_unless", Key.Must("unless"), Key.Must("goto"));

    public static KeyTable Goto { get; } = new("step_goto", Key.Must("goto"));

    public static KeyTable Label { get; } = new("step_label", Key.Must("label"));

    public static KeyTable PrintkArgs { get; } = new("printk_arguments", "level", Key.Must("text"));

    public static KeyTable CallArgs { get; } = new("call_arguments", Key.Must("function"), "argument", "store");

    public static KeyTable CallPointerArgs { get; } = new("call_pointer_arguments", Key.Must("variable"), "argument", "store");

    public static KeyTable StoreArgs { get; } = new("store_arguments", Key.Must("local"), Key.Must("value"));

    public static KeyTable SleepArgs { get; } = new("sleep_arguments", Key.Must("ms"), "state");

    public static KeyTable WaitArgs { get; } = new("wait_arguments", Key.Must("parameter"), "state");

    public static KeyTable SetArgs { get; } = new("set_arguments", Key.Must("parameter"), Key.Must("value"));

    public static KeyTable LookupArgs { get; } = new("lookup_symbol_arguments", Key.Must("symbol"), Key.Must("variable"));

    /// <summary>The steps by their first key. <see cref="Unless"/> stands before <see cref="Goto"/>, which is its second.</summary>
    public static KeyTable[] Kinds { get; } = [Printk, SeqPrintf, Return, Call, CallPointer, Store, Sleep, Wait, Set, Lookup, If, While, Unless, Goto, Label];

    /// <summary>The steps and their arguments.</summary>
    public static KeyTable[] All => [.. Kinds, PrintkArgs, CallArgs, CallPointerArgs, StoreArgs, SleepArgs, WaitArgs, SetArgs, LookupArgs];
}
