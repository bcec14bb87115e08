namespace KlpShell.Core.Symbols;

/// <summary>What is wrong with a symbol table file, or with a list of traceable functions.</summary>
public enum SymbolTableProblemKind
{
    /// <summary>The file holds nothing, or nothing but blank lines. Refused.</summary>
    Empty,

    /// <summary>The stream could not be read. Refused.</summary>
    Unreadable,

    /// <summary>The gzip data is damaged or ends too early. Refused.</summary>
    DamagedGzip,

    /// <summary>The file is not text, or text in another encoding. Refused.</summary>
    NotText,

    /// <summary>A line is longer than <see cref="SymbolTableLimits.MaxLineBytes"/>. Refused.</summary>
    LineTooLong,

    /// <summary>There is more text than <see cref="SymbolTableLimits.MaxTextBytes"/>. Refused.</summary>
    TextTooLong,

    /// <summary>There are more symbols than <see cref="SymbolTableLimits.MaxSymbols"/>. Refused.</summary>
    TooManySymbols,

    /// <summary>So many lines are bad that the file must be something else. Refused.</summary>
    TooManyBadLines,

    /// <summary>No line is left that could be used. Refused.</summary>
    NothingLeft,

    /// <summary>Every address is zero, as an unprivileged reader of <c>/proc/kallsyms</c> gets it. Refused.</summary>
    AllAddressesZero,

    /// <summary>A line does not begin with an address. The line is left out.</summary>
    BadAddress,

    /// <summary>No type letter stands after the address. The line is left out.</summary>
    BadType,

    /// <summary>A name is missing, or has a byte that no name has. The line is left out.</summary>
    BadName,

    /// <summary>What follows the name is not a module in brackets. The line is left out.</summary>
    BadModule,

    /// <summary>A listed function is not in the symbol table. It is left out.</summary>
    UnknownFunction,

    /// <summary>Which of several functions of one name is meant cannot be told; the first that fits is taken.</summary>
    AmbiguousFunction,

    /// <summary>The list is not in address order, so that place tells nothing about names that occur several times.</summary>
    NotInAddressOrder,
}
