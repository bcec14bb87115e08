using System;

namespace KlpShell.Help;

/// <summary>A page that can't be read, or doesn't fit the module: the file, the line from 1 on, and what is wrong there.</summary>
public sealed class HelpException(string file, int line, string message) : Exception($"{file}({line}): error KLPHELP: {message}");
