using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using KlpShell.Core.Hosts;

namespace KlpShell.Hosts;

/// <summary>The running machine: its files, and its log from dmesg, since no file gives that without waiting for more.</summary>
internal sealed class HostLive(HostFolder files) : IHostFiles
{
    private const int PatienceMilliseconds = 10_000;
    private const int MostBytes = 32 << 20;

    /// <inheritdoc/>
    public IReadOnlyList<string>? List(string folder) => files.List(folder);

    /// <inheritdoc/>
    public Stream? Open(string path) => path == "dmesg" ? Dmesg() : files.Open(path);

    private static MemoryStream Dmesg()
    {
        ProcessStartInfo start = new("dmesg") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-r");
        start.Environment["LC_ALL"] = "C";
        try
        {
            using Process dmesg = Process.Start(start) ?? throw new IOException("dmesg did not start");
            MemoryStream output = new();
            System.Threading.Tasks.Task<string> said = dmesg.StandardError.ReadToEndAsync();
            byte[] buffer = new byte[1 << 16];
            int read;
            while (output.Length < MostBytes && (read = dmesg.StandardOutput.BaseStream.Read(buffer)) > 0) output.Write(buffer, 0, read);
            if (!dmesg.WaitForExit(PatienceMilliseconds)) dmesg.Kill();
            if (dmesg.ExitCode != 0) throw new IOException($"dmesg: {said.GetAwaiter().GetResult().Trim()}");
            output.Position = 0;
            return output;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            throw new IOException($"dmesg could not be run: {error.Message}", error);
        }
    }
}
