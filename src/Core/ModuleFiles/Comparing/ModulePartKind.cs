namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>What a part of a module's file is, as it is compared and written down.</summary>
public enum ModulePartKind
{
    /// <summary>An entry of .modinfo.</summary>
    Modinfo,
    /// <summary>What is said of a patch as a whole: replace.</summary>
    Patch,
    /// <summary>An object that is patched.</summary>
    Object,
    /// <summary>A function that is replaced, and by which.</summary>
    Replacement,
    /// <summary>A callback of an object, and its function.</summary>
    Callback,
    /// <summary>A system state, and its version.</summary>
    State,
    /// <summary>A relocation that livepatch writes.</summary>
    Relocation,
    /// <summary>A function of the module: its length and its code.</summary>
    Function,
    /// <summary>A symbol that it takes from outside, and the version that it was built against.</summary>
    Import,
    /// <summary>A symbol that it exports, to whom, and its version.</summary>
    Export,
}
