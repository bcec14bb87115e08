using System;
using System.Collections.Generic;
using System.Globalization;
using KlpShell.Core.Machine;

namespace KlpShell.Core.ModuleFiles.Signatures;

/// <summary>
/// Reads a PKCS#7 message as the kernel does (crypto/asymmetric_keys/pkcs7.asn1, pkcs7_parser.c and pkcs7_verify.c; certs/system_keyring.c), as far as it
/// goes without keys: certificates that it brings along are taken for sound, and no digest is computed.
/// </summary>
internal sealed class Pkcs7Message
{
    private const int Longest = 65535;
    private const byte Integer = 0x02;
    private const byte Octets = 0x04;
    private const byte ObjectId = 0x06;
    private const byte Sequence = 0x30;
    private const byte Set = 0x31;
    private const byte KeyId = 0x80;
    private const byte Explicit = 0xa0;
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string MicrosoftIndirectData = "1.3.6.1.4.1.311.2.1.4";

    private readonly BerReader _reader;
    private readonly Pkcs7Algorithms _algorithms;
    private readonly Pkcs7Attributes _attributes;
    private readonly ObjectIds _ids;
    private readonly List<SignatureLine> _lines = [];
    private readonly List<bool> _signers = [];
    private Errno _errno = Errno.EBADMSG;
    private string _lastId = "";
    private string _type = "";
    private int _version;
    private bool _wantsKeyId, _issuerNamed, _keyIdGiven, _nameless, _carriesData;

    private Pkcs7Message(ReadOnlyMemory<byte> bytes, ModuleFileRules rules)
    {
        _reader = new BerReader(bytes);
        _ids = ObjectIds.Of(rules);
        _algorithms = new Pkcs7Algorithms(rules);
        _attributes = new Pkcs7Attributes(_ids);
    }

    /// <summary>What a kernel makes of a message behind a module.</summary>
    /// <param name="bytes">The message.</param>
    /// <param name="rules">The release's.</param>
    public static SignatureVerdict Judge(ReadOnlyMemory<byte> bytes, ModuleFileRules rules)
    {
        if (bytes.Length > Longest) return new SignatureVerdict(Errno.EMSGSIZE, []);
        Pkcs7Message message = new(bytes, rules);
        Errno errno = message.Message() ? message.Verify() : message._errno;

        // Without a key, mod_verify_sig does it all over with the platform's keyring.
        return new SignatureVerdict(errno, errno == Errno.None ? [.. message._lines, .. message._lines] : [.. message._lines]);
    }

    private bool Fail(Errno errno, string line, LogLevel level = LogLevel.Warning)
    {
        _errno = errno;
        _lines.Add(new SignatureLine(level, line));
        return false;
    }

    private bool Passes((Errno Errno, string? Line) check)
    {
        if (check.Errno == Errno.None) return true;
        if (check.Line is not null) return Fail(check.Errno, check.Line);
        _errno = check.Errno;
        return false;
    }

    // What follows the message isn't looked at.
    private bool Message()
    {
        if (!_reader.Open(Sequence) || !Id()) return false;
        if (_lastId != SignedData) return Fail(Errno.EINVAL, "PKCS7: Only support pkcs7_signedData type");
        if (_reader.Is(Explicit) && !(_reader.Open(Explicit) && Signed() && _reader.Close())) return false;
        if (!_reader.Close()) return false;
        bool consistent = _signers.Count > 0 && _signers.TrueForAll(attributes => attributes == _signers[0]);
        return consistent || Fail(Errno.EINVAL, "PKCS7: Inconsistently supplied authAttrs");
    }

    private bool Signed()
    {
        if (!_reader.Open(Sequence) || !_reader.Take(Integer)) return false;
        _version = _reader.Value.Length == 1 ? _reader.Value[0] : 0;
        if (_version is not 1 and not 3) return Fail(Errno.EINVAL, "PKCS7: Unsupported SignedData version");
        if (!OpenEither(Set, Sequence) || !_reader.All(Algorithm)) return false;
        if (!_reader.Open(Sequence) || !Id()) return false;
        NoteId();
        if (_reader.Is(Explicit))
        {
            if (!_reader.Open(Explicit) || !_reader.TakeAny() || !_reader.Close()) return false;
            _carriesData = true;
        }

        if (!_reader.Close()) return false;
        if (_lastId is not Data and not MicrosoftIndirectData) return Fail(Errno.EINVAL, Line($"PKCS7: Unsupported data type {_ids.NumberOf(_lastId)}"));
        _type = _lastId;
        if ((_reader.Is(Explicit) || _reader.Is(Explicit + 2)) && !(OpenEither(Explicit, Explicit + 2) && _reader.All(Certificate))) return false;
        if ((_reader.Is(Explicit + 1) || _reader.Is(Explicit + 3)) && !(OpenEither(Explicit + 1, Explicit + 3) && _reader.All(Revoked))) return false;
        if (!_reader.AtEnd && !(OpenEither(Set, Sequence) && _reader.All(Signer))) return false;
        return _reader.Close();
    }

    private bool OpenEither(byte tag, byte other) => _reader.Is(tag) ? _reader.Open(tag) : _reader.Open(other);

    // Notes an object identifier (pkcs7_note_OID).
    private bool Id()
    {
        if (!_reader.Take(ObjectId)) return false;
        NoteId();
        return true;
    }

    private void NoteId()
    {
        _lastId = ObjectIds.Text(_reader.Value);
        if (_ids.NumberOf(_lastId) == _ids.Count) _lines.Add(new SignatureLine(LogLevel.Warning, Line($"PKCS7: Unknown OID: [{_reader.ValueOffset}] {_lastId}")));
    }

    private bool Algorithm() => _reader.Open(Sequence) && Id() && (_reader.AtEnd || _reader.TakeAny()) && _reader.Close();

    private bool Certificate() => _reader.TakeAny() && _reader.Tag == Sequence;

    private bool Revoked() => _reader.Open(Sequence) && _reader.All(Certificate);

    private bool Signer()
    {
        _issuerNamed = false;
        _keyIdGiven = false;
        _attributes.Begin(_type);
        if (!_reader.Open(Sequence) || !_reader.Take(Integer) || !SignerVersion(_reader.Value) || !SignerName()) return false;
        if (!Algorithm() || !Passes(_algorithms.Digest(_lastId, _ids))) return false;
        bool attributes = _reader.Is(Explicit);
        if (attributes && !(_reader.Open(Explicit) && _reader.All(Attribute) && Passes(_attributes.Complete()))) return false;
        if (!attributes && _reader.Is(Explicit + 2) && !(_reader.Open(Explicit + 2) && _reader.Open(Sequence) && _reader.All(Attribute) && _reader.Close())) return false;
        if (!Algorithm() || !Passes(_algorithms.Key(_lastId, _ids)) || !_reader.Take(Octets)) return false;
        if ((_reader.Is(Explicit + 1) || _reader.Is(Explicit + 3)) && !(OpenEither(Explicit + 1, Explicit + 3) && _reader.All(Unauthenticated))) return false;
        if (!_reader.Close()) return false;
        if (_type == MicrosoftIndirectData && !attributes) return Fail(Errno.EBADMSG, "PKCS7: Authenticode requires AuthAttrs");
        _nameless |= _wantsKeyId ? !_keyIdGiven : !_issuerNamed;
        _signers.Add(attributes);
        return true;
    }

    private bool SignerVersion(ReadOnlySpan<byte> value)
    {
        int version = value.Length == 1 ? value[0] : 0;
        if (version is not 1 and not 3) return Fail(Errno.EINVAL, "PKCS7: Unsupported SignerInfo version");
        if (version != _version) return Fail(Errno.EBADMSG, "PKCS7: SignedData-SignerInfo version mismatch");
        _wantsKeyId = version == 3;
        return true;
    }

    private bool SignerName()
    {
        if (!_reader.Is(Sequence)) return _keyIdGiven = _reader.Take(KeyId);
        _issuerNamed = _reader.Open(Sequence) && _reader.Open(Sequence) && _reader.All(NamePart) && _reader.Take(Integer) && _reader.Close();
        return _issuerNamed;
    }

    private bool NamePart() => _reader.Open(Set) && _reader.All(() => _reader.Open(Sequence) && Id() && _reader.TakeAny() && _reader.Close());

    private bool Attribute() =>
        _reader.Open(Sequence) && Id() && _reader.Open(Set)
        && _reader.All(() => _reader.TakeAny() && Passes(_attributes.Take(_lastId, _reader.Tag, _reader.Value))) && _reader.Close();

    private bool Unauthenticated() => _reader.Open(Sequence) && _reader.Take(ObjectId) && _reader.Open(Set) && _reader.All(_reader.TakeAny) && _reader.Close();

    // verify_pkcs7_message_sig and pkcs7_verify, up to the search for the key.
    private Errno Verify()
    {
        if (_carriesData)
        {
            Fail(Errno.EBADMSG, "PKCS7: Data already supplied");
            Fail(Errno.EBADMSG, "PKCS#7 signature with non-detached data", LogLevel.Error);
        }
        else if (_type != Data) Fail(Errno.EKEYREJECTED, "PKCS7: Invalid module sig (not pkcs7-data)");
        else if (_signers[0]) Fail(Errno.EKEYREJECTED, "PKCS7: Invalid module sig (has authattrs)");
        else _errno = _nameless ? Errno.EINVAL : Errno.None;
        return _errno;
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
