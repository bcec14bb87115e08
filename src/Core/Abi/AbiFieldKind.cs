namespace KlpShell.Core.Abi;

/// <summary>The fields that the README names, and whatever else a file has in their place.</summary>
public enum AbiFieldKind
{
    /// <summary>A name of the entry.</summary>
    What,
    /// <summary>When it was made.</summary>
    Date,
    /// <summary>The kernel that it first came with.</summary>
    KernelVersion,
    /// <summary>Whom to ask.</summary>
    Contact,
    /// <summary>What it is and how it is used.</summary>
    Description,
    /// <summary>Who wishes to be told when it changes.</summary>
    Users,
    /// <summary>A tag that the README does not know.</summary>
    Other,
}
