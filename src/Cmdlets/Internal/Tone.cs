namespace KlpShell.Internal;

/// <summary>What a colour is to say.</summary>
internal enum Tone
{
    None,
    Good,
    Notice,
    Bad,
    Information,
    Dim,
    Strong,
}
