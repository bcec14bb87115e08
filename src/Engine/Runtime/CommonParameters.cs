namespace KlpShell.Engine;

/// <summary>The parameters that every cmdlet has. The table is written out: reflection here would cost every start.</summary>
internal sealed class CommonParameters
{
    public static readonly ParameterMeta[] Table =
    [
        Switch("Verbose", "vb", (c, v) => c.Verbose = v), Switch("Debug", "db", (_, _) => { }),
        Preference("ErrorAction", "ea", (c, v) => c.ErrorAction = v), Preference("WarningAction", "wa", (c, v) => c.WarningAction = v),
        Preference("InformationAction", "infa", (_, _) => { }), Preference("ProgressAction", "proga", (_, _) => { }),
        Variable("ErrorVariable", "ev", (c, v) => c.ErrorVariable = v), Variable("WarningVariable", "wv", (c, v) => c.WarningVariable = v),
        Variable("InformationVariable", "iv", (c, v) => c.InformationVariable = v), Variable("OutVariable", "ov", (c, v) => c.OutVariable = v),
    ];

    public static readonly ParameterMeta[] ShouldProcessTable = [Switch("WhatIf", "wi", (c, v) => c.WhatIf = v), Switch("Confirm", "cf", (c, v) => c.Confirm = v)];

    public bool? Verbose { get; private set; }
    public bool? WhatIf { get; private set; }
    public bool? Confirm { get; private set; }
    public ActionPreference? ErrorAction { get; private set; }
    public ActionPreference? WarningAction { get; private set; }
    public ArrayList? OutVariable { get; private set; }
    public ArrayList? ErrorVariable { get; private set; }
    public ArrayList? WarningVariable { get; private set; }
    public ArrayList? InformationVariable { get; private set; }

    public ActionPreference? Action(Stream stream) => stream switch
    {
        Stream.Error => ErrorAction,
        Stream.Warning => WarningAction,
        Stream.Verbose when Verbose is { } on => on ? ActionPreference.Continue : ActionPreference.SilentlyContinue,
        _ => null,
    };

    private static ParameterMeta Switch(string name, string alias, Action<CommonParameters, bool> set) =>
        new(name, alias, typeof(SwitchParameter), (target, value) => set((CommonParameters)target, (SwitchParameter)value!));

    private static ParameterMeta Preference(string name, string alias, Action<CommonParameters, ActionPreference> set) =>
        new(name, alias, typeof(ActionPreference), (target, value) => set((CommonParameters)target, (ActionPreference)value!));

    private static ParameterMeta Variable(string name, string alias, Action<CommonParameters, ArrayList> set) =>
        new(name, alias, typeof(string), (target, value) => set((CommonParameters)target, Session.Current!.Gather((string)value!)));
}
