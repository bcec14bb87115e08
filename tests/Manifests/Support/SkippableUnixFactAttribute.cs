using System;
using Xunit;

namespace KlpShell.Manifests.Tests.Support;

/// <summary>A test of something that only Unix has.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SkippableUnixFactAttribute : FactAttribute
{
    public SkippableUnixFactAttribute()
    {
        if (OperatingSystem.IsWindows()) Skip = "there are no device files here";
    }
}
