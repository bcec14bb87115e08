using System.Globalization;

namespace KlpShell.Core.ModuleFiles.Comparing;

/// <summary>A difference between two builds of a module.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Reference">The part in the first build; null where it is new.</param>
/// <param name="Difference">The part in the second build; null where it is gone.</param>
public sealed record ModuleChange(ModuleChangeKind Kind, ModulePart? Reference, ModulePart? Difference)
{
    /// <summary>The part, as either build has it.</summary>
    public ModulePart Part => Difference ?? Reference!;

    /// <summary>The difference as a sentence.</summary>
    public string Message
    {
        get
        {
            string what = $"{Part.Kind} {Part.Name}";
            return Kind switch
            {
                ModuleChangeKind.Added => $"{what} is new{Shown(Difference!)}.",
                ModuleChangeKind.Removed => $"{what} is gone{Shown(Reference!)}.",
                ModuleChangeKind.Resized => string.Create(CultureInfo.InvariantCulture, $"{what} had {Reference!.Size} bytes, and has {Difference!.Size}."),
                _ when Part.Kind == ModulePartKind.Function => string.Create(CultureInfo.InvariantCulture, $"{what} has other code in the same {Part.Size} bytes."),
                _ => $"{what} was {Reference!.Value}, and is {Difference!.Value}.",
            };
        }
    }

    private static string Shown(ModulePart part) => part.Kind == ModulePartKind.Function
        ? string.Create(CultureInfo.InvariantCulture, $", with {part.Size} bytes")
        : part.Value.Length == 0 ? "" : $": {part.Value}";
}
