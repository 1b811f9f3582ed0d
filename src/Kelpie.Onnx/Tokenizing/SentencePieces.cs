using Microsoft.ML.Tokenizers;

namespace Kelpie.Onnx.Tokenizing;

/// <summary>SentencePiece as XLM-RoBERTa has it, whose numbers are not those of its file: fairseq put four of its own before them.</summary>
internal sealed class SentencePieces : TextTokenizer
{
    private const int Start = 0;
    private const int Filler = 1;
    private const int End = 2;
    private const int Unknown = 3;

    // Characters a piece: four times as many as the longest have.
    private const int FarBehind = 64;

    private readonly SentencePieceTokenizer _pieces;
    private readonly int _unknown;

    /// <exception cref="ArgumentException">It is no such file, or one of a kind that is not known.</exception>
    internal SentencePieces(Stream file)
    {
        _pieces = SentencePieceTokenizer.Create(file, false, false);
        _unknown = _pieces.UnknownId;
    }

    /// <inheritdoc/>
    internal override int Padding => Filler;

    /// <inheritdoc/>
    protected override int First => Start;

    /// <inheritdoc/>
    protected override int Last => End;

    /// <inheritdoc/>
    protected override IReadOnlyList<int> Inner(string text, int wanted)
    {
        // As its makers' own code does: blanks of every kind are one, and none stand at the ends. What is far behind the last piece is not looked at.
        var words = (text.Length > wanted * FarBehind ? text[..(wanted * FarBehind)] : text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var numbers = new List<int>();
        foreach (var id in words.Length == 0 ? [] : _pieces.EncodeToIds(string.Join(' ', words), addBeginningOfSentence: false, addEndOfSentence: false))
        {
            // What is unknown is one, however long.
            if (id != _unknown || numbers.Count == 0 || numbers[^1] != Unknown)
            {
                numbers.Add(id == _unknown ? Unknown : id + 1);
            }
        }

        return numbers;
    }
}
