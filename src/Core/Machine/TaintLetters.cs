using System.Text;

namespace KlpShell.Core.Machine;

/// <summary>Taint as letters, the way /proc/modules and an oops print it.</summary>
public static class TaintLetters
{
    private static readonly (TaintFlags Flag, char Letter)[] s_letters =
    [
        (TaintFlags.ProprietaryModule, 'P'),
        (TaintFlags.ForcedModule, 'F'),
        (TaintFlags.ForcedRemoval, 'R'),
        (TaintFlags.Die, 'D'),
        (TaintFlags.Warn, 'W'),
        (TaintFlags.Staging, 'C'),
        (TaintFlags.OutOfTreeModule, 'O'),
        (TaintFlags.UnsignedModule, 'E'),
        (TaintFlags.Livepatch, 'K'),
        (TaintFlags.Test, 'N'),
    ];

    /// <summary>The letters of the flags that are set, lowest bit first; empty for none.</summary>
    public static string Letters(this TaintFlags taints)
    {
        StringBuilder letters = new();
        foreach ((TaintFlags flag, char letter) in s_letters)
        {
            if ((taints & flag) != 0) letters.Append(letter);
        }

        return letters.ToString();
    }
}
