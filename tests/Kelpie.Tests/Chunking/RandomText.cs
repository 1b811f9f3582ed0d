using CsCheck;

namespace Kelpie.Tests.Chunking;

/// <summary>Texts of what chunking looks at: words, every kind of white space and line end, sentence ends, surrogates, long runs.</summary>
internal static class RandomText
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char['a', 'z'], 1, 12];

    private static readonly Gen<string> Mark = Gen.OneOf(
        " ", " ", "  ", "\t", "\f", "\v", "\u001C", "\u001D", "\u001E", "\u001F", "\u0085", "\u00A0", "\u1680", "\u2003", "\u2028", "\u2029", "\u3000", "\u200b",
        "\n", "\n", "\n\n", "\n \n", "\n\t\n\n", "\r\n", "\r", "\r\n\r\n", "\n\u001C\n",
        ". ", ". ", "! ", "?!  ", "...", ".", ".\n", "?\u2028", ".\u00A0", "!",
        "é", "漢字", "🦊", "👩\u200d👧", "\uD83E", "\uDD8A");

    private static readonly Gen<string> Run =
        Gen.Select(Gen.OneOf("x", "!", ".", " ", "\n", "🦊", "! ", "word ", "line\n", "so it is. ", "\uDD8A"), Gen.Int[1, 900])
            .Select((piece, count) => string.Concat(Enumerable.Repeat(piece, count)));

    private static readonly Gen<string> Token = Gen.Frequency((60, Word), (60, Mark), (1, Run));

    public static readonly Gen<string> Any = Token.Array[0, 500].Select(string.Concat);
}
