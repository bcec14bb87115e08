using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Conformance.Shell.Syntax;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell;

/// <summary>Puts files in the place of a command's descriptors, as <![CDATA[<, >, >>, >&, << and <<<]]> ask for.</summary>
internal sealed class Redirector(ShellFiles files, Expander expander)
{
    /// <summary>Opens what stands behind a command; says so, and gives false, where that can't be.</summary>
    public bool Open(ImmutableArray<Redirection> redirections, Dictionary<int, OpenFile> descriptors)
    {
        foreach (Redirection redirection in redirections)
        {
            string target = expander.Single(redirection.Target.Word);
            if (redirection.Operator is "<<" or "<<<")
            {
                descriptors[redirection.Descriptor] = new TextInput(redirection.Operator == "<<<" ? target + "\n" : target);
                continue;
            }

            if (redirection.Operator is "<&" or ">&")
            {
                if (target == "-")
                {
                    if (descriptors.Remove(redirection.Descriptor, out OpenFile? closed)) closed.Close();
                    continue;
                }

                if (!int.TryParse(target, CultureInfo.InvariantCulture, out int number) || !descriptors.TryGetValue(number, out OpenFile? other))
                {
                    descriptors.GetValueOrDefault(2)?.Write($"{ShellSession.MessagePrefix}{target}: {Errno.EBADF.Text()}\n");
                    return false;
                }

                descriptors[redirection.Descriptor] = other;
                continue;
            }

            if (redirection.Operator == "<>" && !OpenBoth(target, redirection.Descriptor, descriptors)) return false;
            if (redirection.Operator == "<>") continue;
            Status status = redirection.Operator == "<"
                ? files.OpenForReading(target, out OpenFile file)
                : files.OpenForWriting(target, redirection.Operator == ">>", out file);
            if (redirection.Operator == "<" && status.Errno == Errno.EISDIR)
            {
                // A directory can be opened; only reading it as a file can't be done.
                descriptors[redirection.Descriptor] = new OpenDirectory();
                continue;
            }

            if (!status.Succeeded)
            {
                descriptors.GetValueOrDefault(2)?.Write($"{ShellSession.MessagePrefix}{target}: {(redirection.Operator == "<" ? status.Errno : files.CreateErrno(target, status)).Text()}\n");
                return false;
            }

            descriptors[redirection.Descriptor] = file;
        }

        return true;
    }

    private bool OpenBoth(string target, int descriptor, Dictionary<int, OpenFile> descriptors)
    {
        Status status = files.OpenForReading(target, out OpenFile reads);
        OpenFile writes = reads;
        if (status.Succeeded) status = files.OpenForWriting(target, append: true, out writes);
        if (!status.Succeeded) descriptors.GetValueOrDefault(2)?.Write($"{ShellSession.MessagePrefix}{target}: {files.CreateErrno(target, status).Text()}\n");
        descriptors[descriptor] = new BothWays(reads, writes);
        return status.Succeeded;
    }

    /// <summary>Closes what was opened for a command.</summary>
    public static void Close(ImmutableArray<Redirection> redirections, Dictionary<int, OpenFile> descriptors)
    {
        foreach (Redirection redirection in redirections)
        {
            if (redirection.Operator is "<" or ">" or ">>" && descriptors.TryGetValue(redirection.Descriptor, out OpenFile? file)) file.Close();
        }
    }
}
