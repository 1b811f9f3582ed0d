namespace Kelpie.Similarity.Vectors;

/// <summary>What a vector is known by besides its codes.</summary>
/// <remarks>
/// A vector <c>x</c> of length 1 is told as <c>scale * codes</c>, the codes being whole numbers from -127 to 127, and what is left
/// over, <c>x - scale * codes</c>, by its length, <c>error</c>. The scale is that of least squares, <c>x·codes / codes·codes</c>, not
/// the step by which the codes were rounded: what is left over then stands at a right angle to the codes, which makes the bound of
/// <see cref="QuantisedQuery.Bound"/> tighter the nearer a vector is to the query.
/// </remarks>
/// <param name="Scale">What the codes are multiplied with.</param>
/// <param name="Error">The length of what is left over, rounded up.</param>
internal readonly record struct QuantisedVector(float Scale, float Error)
{
    private const int MaxCode = sbyte.MaxValue;

    /// <summary>Quantises the direction of a vector.</summary>
    /// <param name="vector">A vector of any length.</param>
    /// <param name="codes">Where the codes are written, as many as there are dimensions.</param>
    /// <exception cref="ArgumentException">The vector is empty, zero, or not finite.</exception>
    internal static QuantisedVector Of(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        VectorMath.ThrowIfUnusable(vector, nameof(vector));
        var norm = VectorMath.Norm(vector);
        var step = Largest(vector) / MaxCode;
        double product = 0, square = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            var code = (int)Math.Round(vector[i] / step);
            codes[i] = (sbyte)code;
            product += vector[i] * (double)code;
            square += code * code;
        }

        var scale = (float)(product / square / norm);
        double left = 0;
        for (var i = 0; i < vector.Length; i++)
        {
            var difference = (vector[i] / norm) - ((double)scale * codes[i]);
            left += difference * difference;
        }

        return new(scale, MathF.BitIncrement((float)Math.Sqrt(left)));
    }

    /// <summary>The largest of the absolute values.</summary>
    internal static double Largest(ReadOnlySpan<float> vector)
    {
        var largest = 0f;
        foreach (var value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
