namespace KlpShell.Repl.Completion;

/// <summary>A word of the command under the cursor, and where it starts in the line.</summary>
internal readonly record struct Word(string Text, int Start)
{
    public string Plain => Text.Trim('"', '\'');

    /// <summary>The words of the innermost command before the cursor; the last is the one being typed, perhaps empty.</summary>
    public static List<Word> Split(string text, int cursor)
    {
        var words = new List<Word>();
        var start = -1;
        var quote = '\0';
        for (var i = 0; i < cursor; i++)
        {
            var letter = text[i];
            if (quote != '\0')
            {
                if (letter == quote) quote = '\0';
            }
            else if (letter is '|' or ';' or '{' or '(' or '\n' or '=' or '&' && start < 0 || letter is '|' or ';' or '{' or '(' or '\n')
            {
                words.Clear();
                start = -1;
            }
            else if (char.IsWhiteSpace(letter) || letter is ')' or '}')
            {
                if (start >= 0) words.Add(new Word(text[start..i], start));
                start = -1;
            }
            else
            {
                if (letter is '"' or '\'') quote = letter;
                if (start < 0) start = i;
            }
        }
        words.Add(start < 0 ? new Word("", cursor) : new Word(text[start..cursor], start));
        return words;
    }
}
