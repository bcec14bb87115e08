using System.IO;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace KlpShell.Manifests.Yaml;

/// <summary>The scanner's tokens, one ahead.</summary>
/// <param name="text">The text.</param>
internal sealed class TokenReader(string text)
{
    private readonly Scanner _scanner = new(new StringReader(text));
    private Token? _current;

    /// <summary>Where the token before the current one ended: the place of what isn't there.</summary>
    public Position End { get; private set; } = new(1, 1);

    /// <summary>The current token. After the end of the stream it stays there.</summary>
    /// <exception cref="YamlException">The text is no YAML.</exception>
    public Token Current
    {
        get
        {
            if (_current is not null) return _current;
            if (!_scanner.MoveNextWithoutConsuming()) return _current = new StreamEnd();
            _current = _scanner.Current!;
            return _current is Error error ? throw new SyntaxErrorException(error.Start, error.End, error.Value) : _current;
        }
    }

    /// <summary>Goes on to the next token.</summary>
    public void Skip()
    {
        End = At(Current.End);
        _current = null;
        _scanner.ConsumeCurrent();
    }

    /// <summary>Goes on to the next token when the current one is of a kind.</summary>
    public bool Take<T>()
        where T : Token
    {
        if (Current is not T) return false;
        Skip();
        return true;
    }

    /// <summary>A scanner's mark as a place.</summary>
    public static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
