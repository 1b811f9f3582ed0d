using System.Text;
using Microsoft.ML.Tokenizers;

namespace Kelpie.Onnx.Tokenizing;

/// <summary>The words of a list, and the pieces of words in it: as BERT has it, and the models after it.</summary>
internal sealed class WordPieces : TextTokenizer
{
    // A longer word is unknown as a whole, so that one word has at most so many pieces.
    private const int LongestWord = 100;

    private readonly BertTokenizer _pieces;
    private readonly BertText _text;

    /// <param name="vocabulary">A word a line, in the order of their numbers.</param>
    /// <param name="tokens">What stands at the ends, and for what is unknown.</param>
    /// <param name="text">How texts are made ready.</param>
    /// <exception cref="ArgumentException">One of the special tokens is not in the list.</exception>
    internal WordPieces(Stream vocabulary, SpecialTokens tokens, BertText text)
    {
        _text = text;
        // Texts come ready: its own way takes the line ends for no blanks, and accents off no letter where globalization is invariant.
        _pieces = BertTokenizer.Create(vocabulary, new BertOptions
        {
            LowerCaseBeforeTokenization = false,
            RemoveNonSpacingMarks = false,
            IndividuallyTokenizeCjk = false,
            ApplyBasicTokenization = true,
            SplitOnSpecialTokens = false,
            ClassificationToken = tokens.First,
            SeparatorToken = tokens.Last,
            PaddingToken = tokens.Padding,
            MaskingToken = tokens.Mask,
            UnknownToken = tokens.Unknown,
        });
    }

    /// <inheritdoc/>
    internal override int Padding => _pieces.PaddingTokenId;

    /// <inheritdoc/>
    protected override int First => _pieces.ClassificationTokenId;

    /// <inheritdoc/>
    protected override int Last => _pieces.SeparatorTokenId;

    /// <inheritdoc/>
    protected override IReadOnlyList<int> Inner(string text, int wanted) =>
        _text.Prepare(text) is { Length: > 0 } ready ? _pieces.EncodeToIds(ready, wanted + LongestWord, addSpecialTokens: false, out _, out _) : [];

    /// <summary>A list of words as a file has it.</summary>
    internal static Stream AsFile(IEnumerable<string> words) => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', words) + "\n"));
}

/// <summary>The words of a vocabulary that are none.</summary>
internal sealed record SpecialTokens(string First, string Last, string Padding, string Mask, string Unknown)
{
    /// <summary>Those of BERT.</summary>
    internal static SpecialTokens Bert { get; } = new("[CLS]", "[SEP]", "[PAD]", "[MASK]", "[UNK]");
}
