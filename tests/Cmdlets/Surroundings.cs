using System;
using System.Runtime.CompilerServices;

namespace KlpShell.Cmdlets.Tests;

/// <summary>What the tests don't take from where they run: a wish for no colours is the tests' own to make.</summary>
internal static class Surroundings
{
    [ModuleInitializer]
    internal static void Forget() => Environment.SetEnvironmentVariable("NO_COLOR", null);
}
