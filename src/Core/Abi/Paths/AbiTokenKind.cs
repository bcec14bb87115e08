namespace KlpShell.Core.Abi.Paths;

/// <summary>What a piece of a path segment stands for.</summary>
internal enum AbiTokenKind
{
    /// <summary>Its own text.</summary>
    Literal,
    /// <summary>One character or more.</summary>
    Some,
    /// <summary>Any number of characters, none among them.</summary>
    Any,
    /// <summary>One digit or more.</summary>
    Digits,
    /// <summary>One character of a few.</summary>
    OneOf,
    /// <summary>One of several texts.</summary>
    Choice,
}
