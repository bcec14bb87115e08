using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;
using KlpShell.Core;
using KlpShell.Session;

namespace KlpShell.Completion;

/// <summary>Completes from the state of the kernel that the command line means. Never throws: no kernel is no candidates.</summary>
public abstract class KlpCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            KernelHandle? handle = Kernel(fakeBoundParameters);
            return CompletionHelper.Matching(wordToComplete ?? "", Candidates(handle, CompletionHelper.Unquote(wordToComplete ?? ""), fakeBoundParameters));
        }
        catch (Exception error) when (error is KlpException or InvalidOperationException or System.IO.IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Each candidate with its tooltip.</summary>
    /// <param name="handle">The kernel; null where there is none.</param>
    /// <param name="word">What was typed, without quotes.</param>
    /// <param name="bound">The other parameters of the command line.</param>
    private protected abstract IEnumerable<(string Name, string ToolTip)> Candidates(KernelHandle? handle, string word, IDictionary bound);

    /// <summary>What a kernel says; nothing where there is no kernel.</summary>
    private protected static IEnumerable<(string Name, string ToolTip)> From(KernelHandle? handle, Func<Kernel, IEnumerable<(string Name, string ToolTip)>> look) =>
        handle is null ? [] : handle.Use(kernel => new List<(string, string)>(look(kernel)));

    private static KernelHandle? Kernel(IDictionary bound)
    {
        object? given = bound.Contains("Kernel") ? bound["Kernel"] : null;
        if (given is PSObject wrapped) given = wrapped.BaseObject;
        return given switch
        {
            string name => KlpSession.Current.Find(name),
            KernelInfo kernel => kernel.Handle,
            KernelIdentity identity => identity.Resolve(),
            _ => KlpSession.Current.Selected,
        };
    }
}
