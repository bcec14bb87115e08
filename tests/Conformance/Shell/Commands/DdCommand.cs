using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Conformance.Shell.Files;
using KlpShell.Core.Machine;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>dd: reads in blocks, and writes each by a call of its own.</summary>
internal static class DdCommand
{
    private const int DefaultBlock = 512;

    /// <summary>dd [if=FILE] [of=FILE] [bs=N] [ibs=N] [obs=N] [count=N] [skip=N] [seek=N] [status=none|noxfer] [conv=notrunc,...].</summary>
    public static int Run(CommandContext context)
    {
        Dictionary<string, string> given = Read(context);
        int block = Number(context, given, "bs", Number(context, given, "ibs", DefaultBlock));
        long count = given.ContainsKey("count") ? Number(context, given, "count", 0) : long.MaxValue;
        string whole;
        if (given.TryGetValue("if", out string? source))
        {
            Status status = context.Files.OpenForReading(source, out OpenFile opened);
            if (!status.Succeeded) return Fail(context, $"failed to open '{source}'", status);
            status = opened.Read(out whole);
            opened.Close();
            if (!status.Succeeded) return Fail(context, $"error reading '{source}'", status);
        }
        else
        {
            context.ReadInput(out whole);
        }

        whole = whole[(int)Math.Min(whole.Length, (long)Number(context, given, "skip", 0) * block)..];
        OpenFile? target = null;
        if (given.TryGetValue("of", out string? path))
        {
            bool keeps = given.TryGetValue("conv", out string? conv) && Array.IndexOf(conv.Split(','), "notrunc") >= 0;
            Status status = context.Files.OpenForWriting(path, keeps, out target);
            if (!status.Succeeded) return Fail(context, $"failed to open '{path}'", status);
        }

        (long full, long part, long bytes) = (0, 0, 0);
        (long written, long partly) = (0, 0);
        Status refused = Status.Ok;
        for (int at = 0; at < whole.Length && full + part < count; at += block)
        {
            string piece = whole[at..Math.Min(whole.Length, at + block)];
            if (piece.Length == block) full++;
            else part++;
            refused = Write(context, target, piece);
            if (!refused.Succeeded) break;
            bytes += piece.Length;
            if (piece.Length == block) written++;
            else partly++;
        }

        target?.Close();
        if (!refused.Succeeded) Fail(context, $"error writing '{path ?? "standard output"}'", refused);
        Report(context, given.GetValueOrDefault("status"), [$"{full}+{part} records in", $"{written}+{partly} records out"], bytes);
        return refused.Succeeded ? 0 : 1;
    }

    private static Status Write(CommandContext context, OpenFile? target, string piece)
    {
        if (target is not null) return target.Write(piece);
        context.Out(piece);
        return context.Flush();
    }

    private static void Report(CommandContext context, string? level, string[] records, long bytes)
    {
        if (level == "none") return;
        foreach (string line in records) context.Error(line);
        if (level == "noxfer") return;

        // How long it took is the machine's matter; scripts cut it off.
        context.Error(string.Create(CultureInfo.InvariantCulture, $"{bytes} byte{(bytes == 1 ? "" : "s")} copied, 0.001 s, {bytes / 0.001 / 1000:0.0} kB/s"));
    }

    private static Dictionary<string, string> Read(CommandContext context)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        foreach (string word in context.Arguments)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? word : word[..equals];
            if (name is not ("if" or "of" or "bs" or "ibs" or "obs" or "count" or "skip" or "seek" or "status" or "conv" or "oflag" or "iflag")) throw context.Unknown(word);
            given[name] = word[(equals + 1)..];
        }

        return given;
    }

    private static int Number(CommandContext context, Dictionary<string, string> given, string name, int otherwise)
    {
        if (!given.TryGetValue(name, out string? text)) return otherwise;
        int factor = text.EndsWith('k') ? 1024 : 1;
        return int.TryParse(text.AsSpan(0, text.Length - (factor > 1 ? 1 : 0)), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number * factor : throw context.Unknown($"{name}={text}");
    }

    private static int Fail(CommandContext context, string what, Status status)
    {
        context.Complain($"{what}: {status.Errno.Text()}");
        return 1;
    }
}
