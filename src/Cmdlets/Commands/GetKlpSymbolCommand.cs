using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using KlpShell.Binding;
using KlpShell.Completion;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>Looks symbols up, as /proc/kallsyms lists them: by name, wildcard, address or object; also those names that are ambiguous.</summary>
[Cmdlet(VerbsCommon.Get, "KlpSymbol", DefaultParameterSetName = "Name")]
[OutputType(typeof(SymbolInfo))]
public sealed class GetKlpSymbolCommand : KlpKernelCommand
{
    /// <summary>Their names, which tell small letters from capitals as the kernel does, or wildcards, which don't. All when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Name")]
    [Alias("Symbol")]
    [NameOf("Symbol", Others = "*")]
    [ArgumentCompleter(typeof(SymbolCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Addresses: of each the symbol that it lies in.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    [AddressTransformation]
    public ulong[] Address { get; set; } = null!;

    /// <summary>Only those of this object: vmlinux, or a module. Wildcards are allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ObjectCompleter))]
    [SupportsWildcards]
    public string? Object { get; set; }

    /// <summary>Only those with these letters, such as t and T.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SymbolTypeCompleter))]
    public char[]? Type { get; set; }

    /// <summary>Only those whose name occurs more than once in their object.</summary>
    [Parameter]
    public SwitchParameter Ambiguous { get; set; }

    /// <summary>Only functions that ftrace can trace, and livepatch so can patch.</summary>
    [Parameter]
    public SwitchParameter Traceable { get; set; }

    /// <inheritdoc/>
    protected override void Run()
    {
        KernelHandle handle = Target;
        SymbolSource source = Look(kernel => new SymbolSource(handle.Name, kernel));
        NamePattern? objects = Object is null ? null : new NamePattern(Object);
        if (ParameterSetName == "Address")
        {
            foreach (ulong address in Address) WriteAt(source, address, objects);
            return;
        }

        foreach (string name in Name) WriteNamed(source, name, objects);
    }

    private void WriteAt(SymbolSource source, ulong address, NamePattern? objects)
    {
        int index = source.Containing(address);
        if (index < 0) WriteError(Failure.Of("AddressUnknown", address, $"0x{address:x16}", source.Kernel).ToRecord());
        else if (Wanted(source, index, objects)) WriteObject(new SymbolInfo(source, index));
    }

    private void WriteNamed(SymbolSource source, string name, NamePattern? objects)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteMatching(source, name, objects);
            return;
        }

        List<int> found = source.Find(name);
        if (found.Count == 0) WriteError(Failure.Of("SymbolUnknown", name, name, source.Kernel).ToRecord());
        foreach (int index in found)
        {
            if (Wanted(source, index, objects)) WriteObject(new SymbolInfo(source, index));
        }
    }

    // What doesn't begin as the pattern does is passed over by its bytes: no string is made for it.
    private void WriteMatching(SymbolSource source, string name, NamePattern? objects)
    {
        bool all = name == "*";
        NamePattern pattern = new(name);
        byte[] start = Encoding.UTF8.GetBytes(name[..name.AsSpan().IndexOfAny("*?[`")]);
        int vmlinux = source.Table.Count;
        for (int index = 0; index < source.Count && !IsStopping; index++)
        {
            if (start.Length > 0 && index < vmlinux)
            {
                ReadOnlySpan<byte> bytes = source.Table.NameUtf8(index);
                if (bytes.Length < start.Length || !Ascii.EqualsIgnoreCase(bytes[..start.Length], start)) continue;
            }

            if ((all || pattern.IsMatch(source.Name(index))) && Wanted(source, index, objects)) WriteObject(new SymbolInfo(source, index));
        }
    }

    private bool Wanted(SymbolSource source, int index, NamePattern? objects) =>
        (objects is null || objects.IsMatch(source.Module(index) ?? "vmlinux"))
        && (Type is null || Array.IndexOf(Type, source.Type(index)) >= 0)
        && (!Traceable || source.IsTraceable(index))
        && (!Ambiguous || source.Rank(index, source.Name(index)).Matches > 1);
}
