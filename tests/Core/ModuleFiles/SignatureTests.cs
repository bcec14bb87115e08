using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using KlpShell.Core.Machine;
using KlpShell.Core.ModuleFiles;
using KlpShell.Core.ModuleFiles.Signatures;
using Xunit;

namespace KlpShell.Core.Tests.ModuleFiles;

/// <summary>What the kernel says of a module's signature, form by form; it has none of the keys.</summary>
public sealed class SignatureTests
{
    private const string SignedData = "06092a864886f70d010702";
    private const string Data = "06092a864886f70d010701";
    private const string Sha256 = "300b0609608648016503040201";
    private const string Md5 = "300a06082a864886f70d0205";
    private const string Rsa = "300b06092a864886f70d010101";
    private const string ContentType = "06092a864886f70d010903";
    private const string MessageDigest = "06092a864886f70d010904";

    [Theory]
    [InlineData("300b" + SignedData, Errno.EINVAL, "PKCS7: Inconsistently supplied authAttrs")]
    [InlineData("300b" + Data, Errno.EINVAL, "PKCS7: Only support pkcs7_signedData type")]
    [InlineData("30070605" + "2a03048137", Errno.EINVAL, "PKCS7: Unknown OID: [4] 1.2.3.4.183|PKCS7: Only support pkcs7_signedData type")]
    [InlineData("", Errno.EBADMSG, "")]
    [InlineData("3080" + SignedData + "0000", Errno.EINVAL, "PKCS7: Inconsistently supplied authAttrs")]
    [InlineData("3080" + SignedData, Errno.EBADMSG, "")]
    [InlineData("300c" + SignedData + "00", Errno.EBADMSG, "")]
    [InlineData("3083000000", Errno.EBADMSG, "")]
    public void What_holds_no_signer_is_refused_as_the_kernel_does(string message, Errno errno, string lines) => Says(Judge(Convert.FromHexString(message)), errno, lines);

    [Fact]
    public void A_sound_one_of_an_unknown_key_loads() => Says(Judge(Message()), Errno.None, "");

    [Fact]
    public void What_follows_the_message_is_not_looked_at() => Says(Judge([.. Message(), 1, 2, 3]), Errno.None, "");

    [Fact]
    public void Every_message_that_was_cut_is_bad()
    {
        byte[] whole = Message();
        for (int length = 0; length < whole.Length; length++) Assert.Equal(Errno.EBADMSG, Judge(whole[..length]).Errno);
    }

    [Fact]
    public void One_that_goes_wrong_behind_its_digest_is_bad() => Says(Judge(Message(signer: Signer(key: "0500"))), Errno.EBADMSG, "");

    [Fact]
    public void One_that_is_too_long_is_not_read() => Says(Judge([.. Message(), .. new byte[65536]]), Errno.EMSGSIZE, "");

    [Fact]
    public void Versions_must_be_known_and_go_together()
    {
        Says(Judge(Message(version: 2)), Errno.EINVAL, "PKCS7: Unsupported SignedData version");
        Says(Judge(Message(signer: Signer(version: 2))), Errno.EINVAL, "PKCS7: Unsupported SignerInfo version");
        Says(Judge(Message(version: 3)), Errno.EBADMSG, "PKCS7: SignedData-SignerInfo version mismatch");
        Says(Judge(Message(version: 3, signer: Signer(version: 3, name: "80021234"))), Errno.None, "");
    }

    [Fact]
    public void A_signer_must_be_named_in_the_way_of_its_version() => Says(Judge(Message(signer: Signer(name: "80021234"))), Errno.EINVAL, "");

    [Fact]
    public void An_algorithm_that_the_release_does_not_know_leaves_the_module_unsigned()
    {
        byte[] message = Message(signer: Signer(digest: Md5));
        SignatureVerdict verdict = Judge(message);
        Says(verdict, Errno.ENOPKG, "PKCS7: Unknown OID: [78] 1.2.840.113549.2.5|Unsupported digest algo: 103");
        Assert.True(verdict.Loads);
        Says(Judge(message, ModuleFileRules.Linux61), Errno.None, "");
        Says(Judge(Message(signer: Signer(key: Sha256))), Errno.ENOPKG, "Unsupported pkey algo: 43");
        Says(Judge(Message(signer: Signer(key: Sha256)), ModuleFileRules.Linux61), Errno.ENOPKG, "Unsupported pkey algo: 47");
    }

    [Fact]
    public void A_modules_signature_is_detached_and_without_attributes()
    {
        Says(Judge(Message(content: "300f" + Data + "a0020400")), Errno.EBADMSG, "PKCS7: Data already supplied|PKCS#7 signature with non-detached data");
        Says(Judge(Message(content: "300b" + SignedData)), Errno.EINVAL, "PKCS7: Unsupported data type 17");
        Says(Judge(Message(signer: Signer(attributes: Attributes(Attribute(ContentType, SignedData))))), Errno.EBADMSG, "PKCS7: Mismatch between global data type (16) and sinfo 0 (17)");
        Says(Judge(Message(signer: Signer(attributes: Attributes(Attribute(MessageDigest, "0400"))))), Errno.EBADMSG, "PKCS7: Missing required AuthAttr");
        Says(Judge(Message(signer: Signer(attributes: Attributes(Attribute(ContentType, Data), Attribute(MessageDigest, "0400"))))), Errno.EKEYREJECTED, "PKCS7: Invalid module sig (has authattrs)");
        Says(Judge(Message(signer: Signer(attributes: Attributes(Attribute(MessageDigest, "04000400"))))), Errno.EKEYREJECTED, "PKCS7: Repeated/multivalue AuthAttrs not permitted");
    }

    [Fact]
    public void Signers_must_agree_whether_there_are_attributes()
    {
        string none = Signer();
        string one = Signer(attributes: Attributes(Attribute(ContentType, Data), Attribute(MessageDigest, "0400")));
        Says(Judge(Message(signer: none + none)), Errno.None, "");
        Says(Judge(Message(signer: none + one)), Errno.EINVAL, "PKCS7: Inconsistently supplied authAttrs");
        Says(Judge(Message(signer: "")), Errno.EBADMSG, "");
    }

    [Fact]
    public void An_unknown_part_of_a_name_is_told_once_for_each_keyring() =>
        Says(Judge(Message(signer: Signer(name: Issuer("06035504630c0178")))), Errno.None, "PKCS7: Unknown OID: [65] 2.5.4.99|PKCS7: Unknown OID: [65] 2.5.4.99");

    [Theory]
    [InlineData(0, 1, Errno.EBADMSG, "module: PKCS#7 signature info has unexpected non-zero params")]
    [InlineData(1, 4, Errno.EBADMSG, "module: PKCS#7 signature info has unexpected non-zero params")]
    [InlineData(3, 3, Errno.EBADMSG, "module: PKCS#7 signature info has unexpected non-zero params")]
    [InlineData(6, 1, Errno.EBADMSG, "module: PKCS#7 signature info has unexpected non-zero params")]
    [InlineData(2, 1, Errno.ENOPKG, "module: not signed with expected PKCS#7 message")]
    [InlineData(8, 0xff, Errno.EBADMSG, "")]
    public void The_description_is_looked_at_first(int field, byte value, Errno errno, string lines)
    {
        byte[] file = Sign(Message());
        file[^(28 + 12 - field)] = value;
        Says(ModuleSignature.Find(file)!.Judge(ModuleFileRules.Linux612), errno, lines);
    }

    private static void Says(SignatureVerdict verdict, Errno errno, string lines)
    {
        Assert.Equal(lines, string.Join('|', verdict.Lines.Select(static line => line.Text)));
        Assert.Equal(errno, verdict.Errno);
    }

    private static SignatureVerdict Judge(byte[] message, ModuleFileRules? rules = null) => ModuleSignature.Find(Sign(message))!.Judge(rules ?? ModuleFileRules.Linux612);

    private static byte[] Sign(byte[] message)
    {
        byte[] description = new byte[12];
        description[2] = 2;
        BinaryPrimitives.WriteInt32BigEndian(description.AsSpan(8), message.Length);
        return [1, 2, 3, 4, .. message, .. description, .. Encoding.ASCII.GetBytes("~Module signature appended~\n")];
    }

    private static byte[] Message(int version = 1, string content = "300b" + Data, string? signer = null) =>
        Convert.FromHexString(Element(0x30, SignedData + Element(0xa0, Element(0x30, $"0201{version:x2}" + Element(0x31, Sha256) + content + Element(0x31, signer ?? Signer())))));

    private static string Signer(int version = 1, string? name = null, string digest = Sha256, string attributes = "", string key = Rsa) =>
        Element(0x30, $"0201{version:x2}" + (name ?? Issuer("06035504030c0178")) + digest + attributes + key + "0404deadbeef");

    private static string Issuer(string part) => Element(0x30, Element(0x30, Element(0x31, Element(0x30, part))) + "020105");

    private static string Attributes(params string[] attributes) => Element(0xa0, string.Concat(attributes));

    private static string Attribute(string type, string values) => Element(0x30, type + Element(0x31, values));

    private static string Element(byte tag, string content) => content.Length / 2 < 0x80 ? $"{tag:x2}{content.Length / 2:x2}{content}" : $"{tag:x2}81{content.Length / 2:x2}{content}";
}
