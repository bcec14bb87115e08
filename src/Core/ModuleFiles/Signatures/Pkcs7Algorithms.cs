using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>The algorithms that a release knows in signatures (pkcs7_sig_note_digest_algo and pkcs7_sig_note_pkey_algo, crypto/asymmetric_keys/pkcs7_parser.c).</summary>
internal sealed class Pkcs7Algorithms
{
    // SHA-1, SHA-256, SHA-384, SHA-512, SHA-224, SM3, Streebog.
    private readonly HashSet<string> _digests =
    [
        "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3", "2.16.840.1.101.3.4.2.4", "1.2.156.10197.1.401",
        "1.2.643.7.1.1.2.2", "1.2.643.7.1.1.2.3",
    ];

    // RSA, ECDSA with SHA-1 and SHA-2, ECRDSA.
    private readonly HashSet<string> _keys =
    [
        "1.2.840.113549.1.1.1", "1.2.840.10045.4.1", "1.2.840.10045.4.3.1", "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
        "1.2.643.7.1.1.1.1", "1.2.643.7.1.1.1.2",
    ];

    /// <summary>Those of a release: 6.1 knows MD4, MD5 and SM2 too, 6.12 SHA-3.</summary>
    public Pkcs7Algorithms(ModuleFileRules rules)
    {
        bool old = rules == ModuleFileRules.Linux61;
        _digests.UnionWith(old ? ["1.2.840.113549.2.4", "1.2.840.113549.2.5"] : ["2.16.840.1.101.3.4.2.8", "2.16.840.1.101.3.4.2.9", "2.16.840.1.101.3.4.2.10"]);
        _keys.UnionWith(old ? ["1.2.156.10197.1.501"] : ["2.16.840.1.101.3.4.3.10", "2.16.840.1.101.3.4.3.11", "2.16.840.1.101.3.4.3.12"]);
    }

    /// <summary>Whether a digest is known.</summary>
    public (Errno Errno, string? Line) Digest(string id, ObjectIds ids) => Known(_digests, id, ids, "digest");

    /// <summary>Whether a kind of key is known.</summary>
    public (Errno Errno, string? Line) Key(string id, ObjectIds ids) => Known(_keys, id, ids, "pkey");

    private static (Errno Errno, string? Line) Known(HashSet<string> known, string id, ObjectIds ids, string kind) =>
        known.Contains(id) ? (Errno.None, null) : (Errno.ENOPKG, string.Create(CultureInfo.InvariantCulture, $"Unsupported {kind} algo: {ids.NumberOf(id)}"));
}
