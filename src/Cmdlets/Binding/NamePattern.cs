using System;
using System.Management.Automation;

namespace KlpShell.Binding;

/// <summary>
/// A name or wildcard that a person gave. What is exactly the name of a thing means that thing, also where the name looks like a
/// wildcard, or like a broken one.
/// </summary>
internal sealed class NamePattern
{
    private readonly string _text;
    private WildcardPattern? _wildcard;

    public NamePattern(string text)
    {
        _text = text;
        IsWild = WildcardPattern.ContainsWildcardCharacters(text);
        if (IsWild) _wildcard = new WildcardPattern(text, WildcardOptions.IgnoreCase);
    }

    /// <summary>True where nothing need match.</summary>
    public bool IsWild { get; }

    /// <summary>Whether a thing of that name is meant; small letters and capitals are the same.</summary>
    public bool IsMatch(string name)
    {
        if (name.Equals(_text, StringComparison.OrdinalIgnoreCase)) return true;
        if (_wildcard is null) return false;
        try
        {
            return _wildcard.IsMatch(name);
        }
        catch (Exception error) when (error is RuntimeException or ArgumentException)
        {
            // An open bracket that nothing closes: it is no wildcard after all.
            _wildcard = null;
            return false;
        }
    }
}
