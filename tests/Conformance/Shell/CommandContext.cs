using System.Collections.Generic;
using System.Text;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell;

/// <summary>What a command gets: its arguments, its descriptors and the machine.</summary>
internal sealed class CommandContext(ShellSession session, string name, IReadOnlyList<string> arguments, Dictionary<int, OpenFile> descriptors)
{
    private readonly StringBuilder _pending = new();

    /// <summary>The shell.</summary>
    public ShellSession Session => session;

    /// <summary>The simulated kernel.</summary>
    public Kernel Kernel => session.Machine.Kernel;

    /// <summary>The files.</summary>
    public ShellFiles Files => session.Files;

    /// <summary>The command's name.</summary>
    public string Name => name;

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Its descriptors.</summary>
    public Dictionary<int, OpenFile> Descriptors => descriptors;

    /// <summary>Writes to standard output. What goes into a file of the kernel is kept until <see cref="Flush"/>, and written at once.</summary>
    public void Out(string text)
    {
        if (Output is { WritesAtOnce: true }) _pending.Append(text);
        else Output?.Write(text);
    }

    /// <summary>Writes a line to standard output.</summary>
    public void Line(string text) => Out(text + "\n");

    /// <summary>Writes a line to standard error, behind the command's name.</summary>
    public void Complain(string text) => Error($"{name}: {text}");

    /// <summary>Writes a line to standard error.</summary>
    public void Error(string text) => descriptors.GetValueOrDefault(2)?.Write(text + "\n");

    /// <summary>Hands the kernel what was kept for it.</summary>
    public Status Flush()
    {
        if (_pending.Length == 0) return Status.Ok;
        string text = _pending.ToString();
        _pending.Clear();
        return Output!.Write(text);
    }

    /// <summary>Reads standard input.</summary>
    public Status ReadInput(out string text)
    {
        text = "";
        return descriptors.TryGetValue(0, out OpenFile? input) ? input.Read(out text) : Status.Refused(Errno.EBADF, Refusal.FileNotFound);
    }

    /// <summary>Reads a whole file.</summary>
    public Status ReadFile(string path, out string text, int userId = 0)
    {
        text = "";
        Status status = Files.OpenForReading(path, out OpenFile file, userId);
        if (!status.Succeeded) return status;
        status = file.Read(out text);
        file.Close();
        return status;
    }

    /// <summary>True once a file that a command was to read couldn't be.</summary>
    public bool ReadFailed { get; private set; }

    /// <summary>
    /// The text of each named file, or of standard input where none is named. Each is read when its turn comes, and one that can't be is
    /// complained about then: such a message comes behind what was printed before (error, glibc).
    /// </summary>
    /// <param name="files">The files; a dash is standard input.</param>
    public IEnumerable<(string Name, string Text)> ReadAll(IReadOnlyList<string> files)
    {
        foreach (string file in files.Count == 0 ? ["-"] : files)
        {
            Status status = file == "-" ? ReadInput(out string text) : ReadFile(file, out text);
            if (status.Succeeded)
            {
                yield return (file, text);
                continue;
            }

            Complain($"{file}: {status.Errno.Text()}");
            ReadFailed = true;
        }
    }

    /// <summary>The lines of a text, without their ends.</summary>
    public static string[] Lines(string text)
    {
        if (text.Length == 0) return [];
        return (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
    }

    /// <summary>The end of a command used in a way that isn't known.</summary>
    public UnknownCommandException Unknown(string what) => new($"{name}: {what} isn't known to the player");

    private OpenFile? Output => descriptors.GetValueOrDefault(1);
}
