using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace KlpShell.Commands;

/// <summary>What all the cmdlets have in common: an error ends the record that it came from, and no more.</summary>
public abstract class KlpCommand : PSCmdlet
{
    private bool _stopping;

    /// <summary>True once the user has asked for an end.</summary>
    protected bool IsStopping => _stopping;

    /// <summary>The work for one record.</summary>
    protected abstract void Run();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Run);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping = true;

    /// <summary>Does something; what fails becomes one error, and the cmdlet goes on.</summary>
    protected void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Files.ManifestException error)
        {
            foreach (KlpException problem in error.Errors) WriteError(problem.ToRecord());
        }
        catch (KlpException error)
        {
            WriteError(error.ToRecord());
        }
    }

    /// <summary>The folder of the host that the user is in; null where that is no folder.</summary>
    private protected string? Location
    {
        get
        {
            PathInfo place = SessionState.Path.CurrentFileSystemLocation;
            return place?.ProviderPath;
        }
    }

    /// <summary>The files of the host that a path means: the one of exactly that name, or all that match it as a wildcard.</summary>
    private protected IReadOnlyList<string> HostPaths(string path)
    {
        string full = HostPath(path);
        if (!WildcardPattern.ContainsWildcardCharacters(path) || File.Exists(full)) return [full];
        List<string> files = [];
        SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        string wanted = provider.Name != "FileSystem" && Location is { } place ? Path.Combine(WildcardPattern.Escape(place), path) : path;
        foreach (string file in SessionState.Path.GetResolvedProviderPathFromPSPath(wanted, out provider))
        {
            if (provider.Name != "FileSystem") throw Failure.Of("PathNotFileSystem", path, path);
            files.Add(file);
        }

        return files;
    }

    /// <summary>The full path of a file of the host. On the klp: drive, where no manifests lie, it is taken from the host's folder that the user was in.</summary>
    private protected string HostPath(string path)
    {
        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        if (provider.Name == "FileSystem") return full;
        return Location is { } place && !path.Contains(':', StringComparison.Ordinal) ? Path.GetFullPath(path, place) : throw Failure.Of("PathNotFileSystem", path, path);
    }
}
