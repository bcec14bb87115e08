using System;

namespace KlpShell.Build;

/// <summary>A source that can't be used: the file, the line from 1 on, and what is wrong there.</summary>
public sealed class BuildException(string file, int line, string message) : Exception($"{file}({line}): error KLPBUILD: {message}");
