using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>
/// The authenticated attributes of a signer (pkcs7_sig_note_authenticated_attr, crypto/asymmetric_keys/pkcs7_parser.c). A module's signature may not have
/// any, but they are read before that is said. The signing time isn't looked at.
/// </summary>
internal sealed class Pkcs7Attributes(ObjectIds ids)
{
    private const byte Octets = 0x04;
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningTime = "1.2.840.113549.1.9.5";
    private const string Capabilities = "1.2.840.113549.1.9.15";
    private const string StatementType = "1.3.6.1.4.1.311.2.1.11";
    private const string OpusInfo = "1.3.6.1.4.1.311.2.1.12";
    private const string MicrosoftIndirectData = "1.3.6.1.4.1.311.2.1.4";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private string _type = "";

    private static (Errno Errno, string? Line) Fine => (Errno.None, null);

    /// <summary>Begins with the next signer.</summary>
    /// <param name="type">What the message says that its data is.</param>
    public void Begin(string type)
    {
        _seen.Clear();
        _type = type;
    }

    /// <summary>Takes a value of an attribute.</summary>
    public (Errno Errno, string? Line) Take(string id, byte tag, ReadOnlySpan<byte> value)
    {
        if (id is not (ContentType or MessageDigest or SigningTime or Capabilities or StatementType or OpusInfo)) return Fine;
        if (!_seen.Add(id)) return (Errno.EKEYREJECTED, "PKCS7: Repeated/multivalue AuthAttrs not permitted");
        if (id == ContentType) return SameType(ObjectIds.Text(value));
        if (id == MessageDigest) return (tag == Octets ? Errno.None : Errno.EBADMSG, null);
        if (id == SigningTime || _type == MicrosoftIndirectData) return Fine;
        return (Errno.EKEYREJECTED, id == Capabilities ? "PKCS7: S/MIME Caps only allowed with Authenticode" : "PKCS7: Authenticode AuthAttrs only allowed with Authenticode");
    }

    /// <summary>Whether those are there that must be (pkcs7_sig_note_set_of_authattrs).</summary>
    public (Errno Errno, string? Line) Complete() =>
        _seen.Contains(ContentType) && _seen.Contains(MessageDigest) ? Fine : (Errno.EBADMSG, "PKCS7: Missing required AuthAttr");

    // The signer has no number yet.
    private (Errno Errno, string? Line) SameType(string type) => type == _type
        ? Fine
        : (Errno.EBADMSG, string.Create(CultureInfo.InvariantCulture, $"PKCS7: Mismatch between global data type ({ids.NumberOf(_type)}) and sinfo 0 ({ids.NumberOf(type)})"));
}
