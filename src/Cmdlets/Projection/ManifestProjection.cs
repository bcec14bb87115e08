using System;
using System.Collections.Generic;
using KlpShell.Core.Livepatch;
using KlpShell.Core.Manifests;
using KlpShell.Core.Modules;

namespace KlpShell.Projection;

/// <summary>Makes the records of manifests.</summary>
internal static class ManifestProjection
{
    public static ManifestInfo Of(ManifestDocument document) => new()
    {
        Name = document.Name,
        Kind = document.Kind,
        Description = Internal.Text.Visible(document.Kernel?.Description ?? document.Module?.Description ?? document.Livepatch?.Description),
        Functions = Functions(document).AsReadOnly(),
        Cves = Array.AsReadOnly<string>(document.Livepatch is { } patch ? [.. patch.Cves] : []),
        Path = document.Source,
        Line = document.Line,
    };

    private static List<string> Functions(ManifestDocument document)
    {
        List<string> names = [];
        if (document.Livepatch is { } livepatch)
        {
            foreach (PatchDefinition patch in livepatch.Patches)
            {
                foreach (PatchObjectDefinition obj in patch.Objects)
                {
                    if (obj.Functions.IsDefault) continue;
                    foreach (PatchFuncDefinition function in obj.Functions) names.Add(function.OldName);
                }
            }

            return names;
        }

        foreach (FunctionDefinition function in document.Module?.Functions ?? document.Kernel?.Functions ?? []) names.Add(function.Name);
        return names;
    }
}
