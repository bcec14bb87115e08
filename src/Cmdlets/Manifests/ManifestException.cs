using System;
using System.Collections.Generic;

namespace KlpShell.Files;

/// <summary>All that is wrong with a manifest: each problem becomes one error.</summary>
internal sealed class ManifestException(IReadOnlyList<KlpException> errors) : Exception
{
    public IReadOnlyList<KlpException> Errors => errors;
}
