using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using KlpShell.Documents;
using KlpShell.Session;

namespace KlpShell.Commands;

/// <summary>What all the cmdlets have in common: an error ends the record that it came from, and no more.</summary>
public abstract class KlpCommand : PSCmdlet
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>True once the user has asked for an end.</summary>
    protected bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>The work for one record.</summary>
    protected abstract void Run();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Run);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>
    /// Does something long that only reads, on another thread: where the user asks for an end, nobody waits for it any more. It must touch
    /// nothing of the runspace and no kernel.
    /// </summary>
    private protected T Apart<T>(Func<T> work)
    {
        Task<T> task = Task.Run(work);
        try
        {
            task.Wait(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (AggregateException)
        {
            // Told below, as it was thrown.
        }

        return task.GetAwaiter().GetResult();
    }

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

    /// <summary>The user's colours, or none.</summary>
    /// <param name="wanted">False for none.</param>
    private protected Internal.Palette Colours(bool wanted) => new(wanted ? GetVariableValue("PSStyle") : null);

    /// <summary>The entries of the ABI that are meant; the imported ones, or those of the manifests, where none are.</summary>
    private protected AbiHandle Entries(IReadOnlyList<AbiIdentity> abi)
    {
        if (abi.Count == 0 && KlpSession.Current.ImportedAbi is { } imported) return imported;
        Dictionary<string, string> places = [];
        foreach (AbiIdentity one in abi)
        {
            if (one.GivenPath is { } path) places[path] = HostPath(path);
        }

        string? location = Location;
        return Apart(() => abi.Count == 0 ? AbiStore.Manifests(location) : AbiIdentity.Join(abi, path => places[path]));
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
        try
        {
            files.AddRange(SessionState.Path.GetResolvedProviderPathFromPSPath(wanted, out provider));
        }
        catch (ItemNotFoundException error)
        {
            throw Failure.By(error, Failure.Of("HostPathNotFound", path, path));
        }

        return provider.Name == "FileSystem" ? files : throw Failure.Of("PathNotFileSystem", path, path);
    }

    /// <summary>The full path of a file of the host. On the klp: drive, where no manifests lie, it is taken from the host's folder that the user was in.</summary>
    private protected string HostPath(string path)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (RuntimeException error) when (error is not PipelineStoppedException)
        {
            // No such drive, no such provider: an error like any other, which -ErrorAction covers.
            throw Failure.Of("PathNotFileSystem", path, path);
        }

        if (provider.Name == "FileSystem") return full;
        return Location is { } place && !path.Contains(':', StringComparison.Ordinal) ? Path.GetFullPath(path, place) : throw Failure.Of("PathNotFileSystem", path, path);
    }
}
