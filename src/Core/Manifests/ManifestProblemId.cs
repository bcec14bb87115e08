namespace KlpShell.Core.Manifests;

/// <summary>What sort of problem it is. The names are stable: scripts may compare them.</summary>
public enum ManifestProblemId
{
    /// <summary>The file, or one that it names, isn't there.</summary>
    FileNotFound,
    /// <summary>It is a folder, or may not be read, or reading it failed.</summary>
    FileUnreadable,
    /// <summary>The file is longer than the limit. It was not read.</summary>
    FileTooLong,
    /// <summary>There is no document in it.</summary>
    Empty,
    /// <summary>It isn't UTF-8 text: binary data, another encoding, or control characters.</summary>
    NotText,
    /// <summary>It can't be read as YAML.</summary>
    Syntax,
    /// <summary>It is nested deeper than the limit.</summary>
    TooDeep,
    /// <summary>There is more in it than the limit, aliases counted as what they stand for.</summary>
    TooMuch,
    /// <summary>A scalar is longer than the limit.</summary>
    TooLong,
    /// <summary>An alias without an anchor before it, or one inside of its own anchor.</summary>
    BadAlias,
    /// <summary>A YAML tag: the reader knows the types and takes no orders about them.</summary>
    TagRefused,
    /// <summary>A key that nothing is known about.</summary>
    UnknownKey,
    /// <summary>A key that stands twice in one mapping.</summary>
    DuplicateKey,
    /// <summary>A key that must be there and isn't.</summary>
    MissingKey,
    /// <summary>Keys that can't be used together.</summary>
    Conflict,
    /// <summary>A scalar, a list or a mapping where something else belongs, or text that is no number.</summary>
    WrongType,
    /// <summary>A number outside of what is allowed.</summary>
    OutOfRange,
    /// <summary>A word that isn't one of those allowed here.</summary>
    UnknownValue,
    /// <summary>A release that there is no evidence for.</summary>
    UnknownRelease,
    /// <summary>Text that can't be a name: empty, too long, or with characters that names don't have.</summary>
    BadName,
    /// <summary>A reference to a function, parameter, variable, local or label that isn't there.</summary>
    UnknownName,
    /// <summary>Something is wrong in the symbol table file, or in the list of traceable functions.</summary>
    BadSymbols,
}
