using System.Text;

namespace Kelpie.Scanning.Discovery;

/// <summary>The part of a <see cref="Glob"/> between two slashes.</summary>
internal sealed class GlobSegment
{
    private readonly GlobToken[] _tokens;
    private readonly bool _caseSensitive;

    private GlobSegment(GlobToken[] tokens, bool caseSensitive) => (_tokens, _caseSensitive) = (tokens, caseSensitive);

    /// <summary>Whether it can only match names that start with a dot.</summary>
    public bool StartsWithDot => _tokens is [{ Kind: GlobTokenKind.Literal, Literal: { Value: '.' } }, ..];

    /// <summary>Reads the text of one part.</summary>
    /// <param name="text">The text, without slashes.</param>
    /// <param name="caseSensitive">Whether case counts.</param>
    public static GlobSegment Parse(ReadOnlySpan<char> text, bool caseSensitive)
    {
        List<GlobToken> tokens = [];
        while (!text.IsEmpty)
        {
            if (text[0] == '*')
            {
                text = text.TrimStart('*');
                tokens.Add(new GlobToken(GlobTokenKind.AnyRun));
            }
            else if (text[0] == '?')
            {
                text = text[1..];
                tokens.Add(new GlobToken(GlobTokenKind.AnyOne));
            }
            else if (text[0] == '[' && CharacterSet.TryParse(text, out CharacterSet? set, out int length))
            {
                text = text[length..];
                tokens.Add(new GlobToken(GlobTokenKind.Set, Set: set));
            }
            else
            {
                Rune.DecodeFromUtf16(text, out Rune literal, out int consumed);
                text = text[consumed..];
                tokens.Add(new GlobToken(GlobTokenKind.Literal, Fold(literal, caseSensitive)));
            }
        }

        return new GlobSegment([.. tokens], caseSensitive);
    }

    /// <summary>Whether a name matches as a whole.</summary>
    /// <param name="name">The name.</param>
    public bool Matches(ReadOnlySpan<char> name)
    {
        int token = 0, at = 0, lastRun = -1, retryFrom = 0;
        while (at < name.Length)
        {
            Rune.DecodeFromUtf16(name[at..], out Rune rune, out int length);
            if (token < _tokens.Length && _tokens[token].Kind == GlobTokenKind.AnyRun)
            {
                (lastRun, retryFrom) = (token++, at);
            }
            else if (token < _tokens.Length && MatchesOne(_tokens[token], rune))
            {
                token++;
                at += length;
            }
            else if (lastRun >= 0)
            {
                Rune.DecodeFromUtf16(name[retryFrom..], out _, out int skipped);
                retryFrom += skipped;
                (at, token) = (retryFrom, lastRun + 1);
            }
            else
            {
                return false;
            }
        }

        return _tokens.AsSpan(token).IndexOfAnyExcept(new GlobToken(GlobTokenKind.AnyRun)) < 0;
    }

    private static Rune Fold(Rune rune, bool caseSensitive) => caseSensitive ? rune : Rune.ToLowerInvariant(rune);

    private bool MatchesOne(GlobToken token, Rune rune) => token.Kind switch
    {
        GlobTokenKind.AnyOne => true,
        GlobTokenKind.Literal => token.Literal == Fold(rune, _caseSensitive),
        _ => token.Set!.Contains(rune)
            || (!_caseSensitive && (token.Set.Contains(Rune.ToLowerInvariant(rune)) || token.Set.Contains(Rune.ToUpperInvariant(rune)))),
    };
}
