using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using KlpShell.Core;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Verdicts.Records;

namespace KlpShell.Verdicts.Playing;

/// <summary>The commands of the recordings, as kmod 30, coreutils and a shell carry them out.</summary>
internal sealed class Commands(Kernel kernel, VerdictFolder folder)
{
    private const string Waiting = "wait until no transition is running";

    /// <summary>True when the last command came to machine code whose way out of the modules isn't known.</summary>
    public bool WentOpaque { get; private set; }

    /// <summary>Runs one.</summary>
    /// <exception cref="InvalidDataException">It isn't one of those.</exception>
    public Observed Run(string command)
    {
        int opaque = kernel.OpaqueCode.Count;
        long before = kernel.Log.NextSequence;
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (int exit, List<string> output, int? errno) = words switch
        {
            ["insmod", string file, .. string[] arguments] => Insert(file, string.Join(' ', arguments)),
            ["rmmod", string name] => Remove(name),
            ["cat", string path] => Read(path),
            ["echo", string value, ">", string path] => Write(path, value),
            _ when command == Waiting => (0, [], null),
            _ => throw new InvalidDataException($"the command '{command}' isn't known here"),
        };
        if (words[0] is "insmod" or "rmmod" or "echo" or "wait") Settle();
        WentOpaque = kernel.OpaqueCode.Count > opaque;
        return new Observed(exit, output, errno, [.. kernel.Log.Since(before).Select(static record => new LogLine((int)record.Level, record.Text))]);
    }

    // The recordings wait until no transition is running, and until what is freed later is freed.
    private void Settle()
    {
        for (int i = 0; i < 60 && kernel.Livepatch.CurrentTransition is not null; i++) kernel.Step(TimeSpan.FromSeconds(1));
        kernel.Step(TimeSpan.FromMilliseconds(10));
    }

    private (int Exit, List<string> Output, int? Errno) Insert(string name, string arguments)
    {
        ModuleFile file = folder.Module(name) ?? throw new InvalidDataException($"there is no file {name}");
        EntranceResult result = kernel.LoadModule(file, arguments);
        if (result.Status.Refusal == Refusal.FileUnpredictable) return (-1, [$"unpredictable: {kernel.LastFileRefusal?.Explanation}"], null);
        if (result.Killed || result.Hung) return (139, [result.Status.ToString()], null);
        return result.Succeeded || result.Status.ReturnValue >= 0 ? (0, [], null) : (1, [$"insmod: ERROR: could not insert module {name}: {Explain(result.Status.Errno)}"], (int)result.Status.Errno);
    }

    private (int Exit, List<string> Output, int? Errno) Remove(string name)
    {
        if (kernel.Modules.Find(name) is not { } module) return (1, [$"rmmod: ERROR: Module {name} is not currently loaded"], null);
        if (module.UsedBy.Count > 0) return (1, [$"rmmod: ERROR: Module {name} is in use by: {string.Join(' ', module.UsedBy)}"], null);
        if (module.RefCount > 0) return (1, [$"rmmod: ERROR: Module {name} is in use"], null);
        EntranceResult result = kernel.UnloadModule(name);
        return result.Succeeded ? (0, [], null) : (1, [$"rmmod: ERROR: could not remove module {name}: {result.Status.Errno.Text()}"], (int)result.Status.Errno);
    }

    private (int Exit, List<string> Output, int? Errno) Read(string path)
    {
        EntranceResult result = kernel.ReadFile(path);
        List<string> lines = [.. result.Output.TrimEnd('\n').Split('\n')];
        if (result.Output.Length == 0) lines.Clear();
        if (!result.Succeeded) lines.Add($"cat: {path}: {result.Status.Errno.Text()}");
        return (result.Succeeded ? 0 : 1, lines, null);
    }

    private (int Exit, List<string> Output, int? Errno) Write(string path, string value)
    {
        EntranceResult result = kernel.WriteFile(path, value + "\n");
        return result.Succeeded ? (0, [], null) : (1, [$"sh: write error: {result.Status.Errno.Text()}"], null);
    }

    // mod_strerror of insmod: some errnos mean something of their own when a module is loaded.
    private static string Explain(Errno errno) => errno switch
    {
        Errno.ENOEXEC => "Invalid module format",
        Errno.ENOENT => "Unknown symbol in module",
        Errno.ESRCH => "Module has wrong symbol version",
        Errno.EINVAL => "Invalid parameters",
        _ => errno.Text(),
    };
}
