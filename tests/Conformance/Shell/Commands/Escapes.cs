using System.Text;

namespace KlpShell.Conformance.Shell.Commands;

/// <summary>Backslash sequences in text: \n, \t, \0 and \\.</summary>
internal static class Escapes
{
    /// <summary>The text that is meant.</summary>
    public static string Read(string text)
    {
        StringBuilder read = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                read.Append(text[i]);
                continue;
            }

            i++;
            read.Append(text[i] switch
            {
                'n' => "\n",
                't' => "\t",
                '0' => "\0",
                '\\' => "\\",
                char other => "\\" + other,
            });
        }

        return read.ToString();
    }
}
