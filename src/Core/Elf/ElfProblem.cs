using System.Globalization;

namespace KlpShell.Core.Elf;

/// <summary>Something in an ELF file that can't be read as it stands.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Offset">The byte of the file that says so, or where it ends too early.</param>
/// <param name="Message">What was found, and what was expected.</param>
public sealed record ElfProblem(ElfProblemKind Kind, long Offset, string Message)
{
    /// <summary>The number by which the problem goes, such as <c>ELF004</c>: it stays the same from version to version.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"ELF{(int)Kind:000}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id} at offset 0x{Offset:x}: {Message}");
}
