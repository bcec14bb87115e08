using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace KlpShell.Core.Tests;

/// <summary>Core is deterministic and stands alone: its metadata refers to no clock, thread, console, process or unseeded chance, and to no package.</summary>
public sealed class PurityTests
{
    private static readonly string[] s_forbidden =
    [
        "System.Console", "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Threading.Thread", "System.Threading.Tasks.Task",
        "System.Threading.Timer", "System.Environment", "System.Net.Http.HttpClient", "System.DateTime.get_Now", "System.DateTime.get_UtcNow",
        "System.DateTime.get_Today", "System.DateTimeOffset.get_UtcNow", "System.DateTimeOffset.get_Now", "System.Guid.NewGuid", "System.Random.get_Shared",
        "System.TimeProvider",
    ];

    [Fact]
    public void It_refers_to_no_clock_thread_console_process_or_chance()
    {
        // The compiler itself asks for the thread in iterators.
        string[] found = [.. Members().Where(static member => member != "System.Environment.get_CurrentManagedThreadId" && s_forbidden.Any(forbidden => member == forbidden || member.StartsWith(forbidden + ".", StringComparison.Ordinal)))];
        Assert.Empty(found);
    }

    [Fact]
    public void It_refers_to_the_framework_only() =>
        Assert.All(Read(static reader => reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name)).ToList()), static name => Assert.StartsWith("System.", name, StringComparison.Ordinal));

    [Fact]
    public void The_check_sees_members_at_all() => Assert.Contains("System.String.Concat", Members());

    private static List<string> Members() => Read(static reader =>
    {
        List<string> members = [];
        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            TypeReference type = reader.GetTypeReference((TypeReferenceHandle)member.Parent);
            members.Add($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}.{reader.GetString(member.Name)}");
        }

        return members;
    });

    private static T Read<T>(Func<MetadataReader, T> read)
    {
        using PEReader file = new(File.OpenRead(typeof(Kernel).Assembly.Location));
        return read(file.GetMetadataReader());
    }
}
