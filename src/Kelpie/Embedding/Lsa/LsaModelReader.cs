using System.Collections.Immutable;
using Kelpie.Embedding.Lsa.Algebra;

namespace Kelpie.Embedding.Lsa;

/// <summary>
/// A stored model of which only that is fetched which is needed: for a query the blocks of its terms. Blocks are kept once they are
/// fetched. Not for several calls at once.
/// </summary>
public sealed class LsaModelReader
{
    private readonly Func<int, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> _fetch;
    private readonly ModelDirectory _directory;
    private readonly uint _hash;
    private readonly int _width;
    private readonly Dictionary<int, TermBlock> _blocks = [];

    private LsaModelReader(Func<int, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> fetch, ModelDirectory directory, uint hash)
    {
        (_fetch, _directory, _hash) = (fetch, directory, hash);
        _width = DenseMatrix.WidthFor(directory.Dimensions);
        Name = LsaModel.NameOf(directory.Dimensions, hash);
    }

    /// <summary>The name of the model, as <see cref="LsaModel.Name"/> gives it.</summary>
    public string Name { get; }

    /// <summary>How many numbers a vector has.</summary>
    public int Dimensions => _directory.Dimensions;

    /// <summary>How many documents there were at the training.</summary>
    public long TrainedOn => _directory.TrainedOn;

    /// <summary>How many terms the model knows.</summary>
    public int TermCount => _directory.TermCount;

    /// <summary>How many blocks there are, the first included.</summary>
    public int BlockCount => _directory.FirstTerms.Length + 1;

    /// <summary>Opens a model by its first block.</summary>
    /// <param name="fetch">Fetches a block by its number; an empty one if there is none. The bytes must stay as they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fetch"/> is null.</exception>
    /// <exception cref="InvalidDataException">The block is damaged, or of a format that is not known.</exception>
    public static async ValueTask<LsaModelReader> OpenAsync(
        Func<int, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> fetch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        ReadOnlyMemory<byte> block = await fetch(0, cancellationToken).ConfigureAwait(false);
        uint hash = 0;
        return new(fetch, ModelDirectory.Of(ModelBlock.Open(block, 0, ref hash).Span), hash);
    }

    /// <summary>The vector of a text, the same as <see cref="LsaModel.Embed"/> gives.</summary>
    /// <param name="text">The terms of the text, cut as those were that the model was trained on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A vector of length 1, or null if the model knows no term of the text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="InvalidDataException">A block is damaged; the message says which.</exception>
    public async ValueTask<float[]?> EmbedAsync(TermBag text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int index = 0; index < text.Count; index++)
        {
            if (_directory.BlockOf(text.TermAt(index)) is var number and > 0)
            {
                await BlockAsync(number, cancellationToken).ConfigureAwait(false);
            }
        }

        return Sum(text);
    }

    /// <summary>The whole model, for many texts.</summary>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidDataException">A block is damaged; the message says which.</exception>
    public async ValueTask<LsaModel> LoadAsync(CancellationToken cancellationToken = default)
    {
        ImmutableArray<string>.Builder terms = ImmutableArray.CreateBuilder<string>();
        List<float> scales = [];
        List<sbyte> rows = [];
        for (int number = 1; number < BlockCount; number++)
        {
            TermBlock block = await BlockAsync(number, cancellationToken).ConfigureAwait(false);
            rows.AddRange(block.Rows(0, block.Count));
            for (int index = 0; index < block.Count; index++)
            {
                // Looking terms up by halves, and giving each an id of its own, rests on their order.
                if (terms.Count > 0 && block.Term(index).SequenceCompareTo(terms[^1]) <= 0)
                {
                    throw ModelBlock.Damaged(number, "its terms are not in order");
                }

                terms.Add(block.Term(index).ToString());
                scales.Add(block.Scale(index));
            }
        }

        return terms.Count == TermCount
            ? new(new(terms.ToImmutable()), new(Dimensions, [.. scales], [.. rows]), TrainedOn, _hash)
            : throw ModelBlock.Damaged(0, $"it tells of {TermCount} terms where {terms.Count} are");
    }

    private float[]? Sum(TermBag text)
    {
        Span<float> sums = stackalloc float[_width];
        sums.Clear();
        TextVector sum = new(sums);
        for (int index = 0; index < text.Count; index++)
        {
            ReadOnlySpan<char> term = text.TermAt(index);
            if (_blocks.TryGetValue(_directory.BlockOf(term), out TermBlock? block) && block.Find(term) is var place and >= 0)
            {
                sum.Add(block.Rows(place, 1), block.Scale(place), text.CountAt(index));
            }
        }

        float[] vector = new float[Dimensions];
        return sum.TryFinish(vector) ? vector : null;
    }

    private async ValueTask<TermBlock> BlockAsync(int number, CancellationToken cancellationToken)
    {
        if (_blocks.TryGetValue(number, out TermBlock? block))
        {
            return block;
        }

        ReadOnlyMemory<byte> bytes = await _fetch(number, cancellationToken).ConfigureAwait(false);
        uint hash = _hash;
        block = new(ModelBlock.Open(bytes, number, ref hash), number, _width);
        _blocks.Add(number, block);
        return block;
    }
}
