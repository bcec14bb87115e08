using Xunit;

namespace KlpShell.Cmdlets.Tests.Cmdlets;

/// <summary>Tests that change the folder that the process is in.</summary>
[CollectionDefinition(nameof(InAFolder), DisableParallelization = true)]
public sealed class InAFolder;
