using System.Globalization;

namespace KlpShell.Manifests.Reading;

/// <summary>A place inside a document. Written out only when there is a problem.</summary>
/// <param name="parent">What it is in; null for the document itself.</param>
/// <param name="key">The key, or null for a place in a list.</param>
/// <param name="index">The place in a list, from 0.</param>
internal sealed class NodePath(NodePath? parent, string? key, int index)
{
    /// <summary>The document itself.</summary>
    public static NodePath Root { get; } = new(null, null, 0);

    /// <summary>The value of a key in it.</summary>
    public NodePath Key(string key) => new(this, key, 0);

    /// <summary>An item in it.</summary>
    public NodePath Item(int index) => new(this, null, index);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (parent is null) return "";
        string before = parent.ToString();
        if (key is null) return before + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
        string name = IsSimple(key) ? key : "[" + Shown.Of(key) + "]";
        return before.Length == 0 || name[0] == '[' ? before + name : before + "." + name;
    }

    private static bool IsSimple(string key)
    {
        foreach (char c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '_') return false;
        }

        return key.Length is > 0 and < 60;
    }
}
