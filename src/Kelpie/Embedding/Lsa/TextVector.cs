using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Embedding.Lsa;

/// <summary>The vector of a text while it is added up.</summary>
/// <param name="sums">Zeros to add to: as many as a row of <see cref="TermVectors"/> has bytes.</param>
internal ref struct TextVector(Span<float> sums)
{
    // Vectors that cancel one another to less than this share of what was added leave only what was rounded.
    private const double Cancelled = 1e-5;

    private readonly Span<float> _sums = sums;
    private double _added;

    /// <summary>Adds the vector of a term.</summary>
    /// <param name="row">Its bytes.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="count">How often the term occurs.</param>
    public void Add(ReadOnlySpan<sbyte> row, float scale, int count)
    {
        float factor = TermWeights.Local(count) * scale;
        _added += factor * sbyte.MaxValue;
        ref sbyte from = ref MemoryMarshal.GetReference(row);
        ref float to = ref MemoryMarshal.GetReference(_sums);
        Vector128<float> weight = Vector128.Create(factor);
        for (nuint index = 0; index < (nuint)Math.Min(row.Length, _sums.Length); index += 16)
        {
            (Vector128<short> low, Vector128<short> high) = Vector128.Widen(Vector128.LoadUnsafe(ref from, index));
            (Vector128<int> a, Vector128<int> b) = Vector128.Widen(low);
            (Vector128<int> c, Vector128<int> d) = Vector128.Widen(high);
            Add(ref to, index, a, weight);
            Add(ref to, index + 4, b, weight);
            Add(ref to, index + 8, c, weight);
            Add(ref to, index + 12, d, weight);
        }
    }

    /// <summary>Writes the sum, scaled to length 1.</summary>
    /// <param name="vector">As many numbers as the model has dimensions.</param>
    /// <returns>Whether there is one; if not, nothing was written.</returns>
    public readonly bool TryFinish(Span<float> vector)
    {
        double square = 0;
        foreach (float sum in _sums)
        {
            square += (double)sum * sum;
        }

        if (Math.Sqrt(square) <= _added * Cancelled)
        {
            return false;
        }

        double scale = 1 / Math.Sqrt(square);
        for (int index = 0; index < vector.Length; index++)
        {
            vector[index] = (float)(_sums[index] * scale);
        }

        return true;
    }

    // Not fused: not every processor that Kelpie is compiled for can, and all shall give the same vector.
    private static void Add(ref float sums, nuint index, Vector128<int> values, Vector128<float> weight) =>
        (Vector128.LoadUnsafe(ref sums, index) + Vector128.ConvertToSingle(values) * weight).StoreUnsafe(ref sums, index);
}
