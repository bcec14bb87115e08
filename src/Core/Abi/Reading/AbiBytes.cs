using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace KlpShell.Core.Abi.Reading;

/// <summary>Text from bytes: UTF-8, and <c>\xNN</c> for each byte that is none.</summary>
internal static class AbiBytes
{
    /// <summary>The text of some bytes.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        return Ascii.IsValid(bytes) || System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Escaped(bytes);
    }

    private static string Escaped(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 16);
        while (!bytes.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int taken);
            if (status == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                for (int i = 0; i < taken; i++)
                    text.Append("\\x").Append(bytes[i].ToString("x2", CultureInfo.InvariantCulture));
            }
            bytes = bytes[taken..];
        }
        return text.ToString();
    }
}
