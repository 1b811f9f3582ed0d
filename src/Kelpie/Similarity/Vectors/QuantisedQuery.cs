namespace Kelpie.Similarity.Vectors;

/// <summary>What is searched for, quantised to 16 bits, and the bound of the error that its products with a block's codes have.</summary>
/// <remarks>
/// Sixteen bits, since the query is one and the vectors are many: its own error then hardly counts, and a product costs the same
/// reading of memory, on which the time depends.
/// </remarks>
internal sealed class QuantisedQuery
{
    /// <summary>
    /// More than rounding adds to any bound: a scale that is a 32-bit float is off from that of least squares by 2⁻²⁴, which is
    /// 6e-8 of a product of at most 1; all else is computed in 64 bits.
    /// </summary>
    private const double Rounding = 2e-7;

    private readonly short[] _codes;
    private readonly double _margin;

    /// <summary>Quantises the direction of a query.</summary>
    /// <param name="vector">A vector of any length.</param>
    /// <exception cref="ArgumentException">The vector is empty, zero, not finite, or of too many dimensions.</exception>
    internal QuantisedQuery(ReadOnlySpan<float> vector)
    {
        VectorMath.ThrowIfUnusable(vector, nameof(vector));
        if (vector.Length > BlockLayout.MaxDimensions)
        {
            throw new ArgumentException($"A vector may have {BlockLayout.MaxDimensions} dimensions, not {vector.Length}.", nameof(vector));
        }

        Dimensions = vector.Length;
        _codes = new short[BlockLayout.StrideOf(vector.Length)];

        // As large as the sum of all products, each with a code of up to 127, allows for 32 bits.
        var most = Math.Min(short.MaxValue, int.MaxValue / (sbyte.MaxValue * vector.Length));
        var norm = VectorMath.Norm(vector);
        var step = QuantisedVector.Largest(vector) / most;
        Scale = step / norm;
        double left = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            _codes[i] = (short)Math.Round(vector[i] / step);
            var difference = (vector[i] / norm) - (Scale * _codes[i]);
            left += difference * difference;
        }

        _margin = Math.Sqrt(left) + Rounding;
    }

    /// <summary>The numbers of the vector.</summary>
    internal int Dimensions { get; }

    /// <summary>What the codes are multiplied with.</summary>
    internal double Scale { get; }

    /// <summary>The codes, filled up with zeros to a row's stride.</summary>
    internal ReadOnlySpan<short> Codes => _codes;

    /// <summary>By how much the cosine of any vector may differ from its quantised product, besides what the vector's own error adds.</summary>
    internal double Margin => _margin;

    /// <summary>The most by which a vector's cosine differs from <paramref name="cosine"/>.</summary>
    /// <remarks>
    /// Let <c>q</c> be the query and <c>x = y + r</c> a vector, <c>y</c> being its codes times its scale and <c>r</c> what is left
    /// over, which stands at a right angle to <c>y</c>. Only that part of <c>q</c> which does so too adds to <c>q·r</c>, and by the
    /// inequality of Cauchy and Schwarz no more than its length, <c>√(1 - (q·y)²/|y|²)</c>, times <c>|r|</c>. <c>|y|</c> is at most 1.
    /// The quantised query <c>p</c> differs from <c>q</c> by a vector of known length, and so does <c>p·y</c> from <c>q·y</c>.
    /// </remarks>
    /// <param name="cosine">The product of the quantised query with the quantised vector: <c>p·y</c>.</param>
    /// <param name="error">The vector's error: <c>|r|</c>.</param>
    internal double Bound(double cosine, double error)
    {
        var least = Math.Max(0, Math.Abs(cosine) - _margin);
        return _margin + (error * Math.Sqrt(Math.Max(0, 1 - (least * least))));
    }
}
