using System;
using System.Collections.Generic;
using System.Management.Automation;
using KlpShell.Engine;

namespace KlpShell.Cmdlets.Tests.Engine;

/// <summary>A host that remembers what reached it.</summary>
internal sealed class RecordingHost : IHost
{
    public int Width { get; set; } = 80;
    public bool Interactive => Answers.Count > 0;
    public Queue<string> Answers { get; } = [];
    public List<string> Lines { get; } = [];
    public List<ErrorRecord> Errors { get; } = [];
    public List<(Stream Stream, string Text)> Messages { get; } = [];

    public void Output(object? item) => Lines.Add(Value.Text(item));

    public void Flush() { }

    public void ToFile(string path, object? item) => System.IO.File.AppendAllText(path, Value.Text(item) + "\n");

    public void Line(Stream stream, string text) => Messages.Add((stream, text));

    public void Write(string text, ConsoleColor? colour) => Messages.Add((Stream.Information, text));

    public void Error(ErrorRecord record) => Errors.Add(record);

    public string? Ask(string prompt) => Answers.TryDequeue(out var answer) ? answer : null;
}
