using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Similarity.Vectors;

/// <summary>
/// Arithmetic of vectors of 32-bit floats. Sums are of 64-bit floats in one fixed order, so every processor gives the same result to
/// the last bit.
/// </summary>
/// <remarks>
/// The product of two 32-bit floats is exact in 64 bits, so it makes no difference whether a processor fuses it with the addition.
/// Neither can it overflow, nor vanish.
/// </remarks>
public static class VectorMath
{
    /// <summary>Numbers taken at a time: eight sums, of the numbers whose places agree modulo eight.</summary>
    private const int Lanes = 8;

    /// <summary>The dot product.</summary>
    /// <param name="left">A vector.</param>
    /// <param name="right">One of as many dimensions.</param>
    /// <returns>The sum of the products.</returns>
    /// <exception cref="ArgumentException">They have not the same number of dimensions.</exception>
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"Vectors of {left.Length} and {right.Length} dimensions have no dot product.", nameof(right));
        }

        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        Vector128<double> first = default, second = default, third = default, fourth = default;
        var i = 0;
        for (; i <= left.Length - Lanes; i += Lanes)
        {
            var (a0, a1) = Vector128.Widen(Vector128.LoadUnsafe(ref a, (nuint)i));
            var (b0, b1) = Vector128.Widen(Vector128.LoadUnsafe(ref b, (nuint)i));
            var (a2, a3) = Vector128.Widen(Vector128.LoadUnsafe(ref a, (nuint)i + 4));
            var (b2, b3) = Vector128.Widen(Vector128.LoadUnsafe(ref b, (nuint)i + 4));
            first += a0 * b0;
            second += a1 * b1;
            third += a2 * b2;
            fourth += a3 * b3;
        }

        var rest = 0.0;
        for (; i < left.Length; i++)
        {
            rest += (double)left[i] * right[i];
        }

        var sums = (first + second) + (third + fourth);
        return sums[0] + sums[1] + rest;
    }

    /// <summary>The length: the square root of the sum of the squares.</summary>
    /// <param name="vector">A vector.</param>
    /// <returns>Its length; 1 of a unit vector, as near as 32-bit floats allow.</returns>
    public static double Norm(ReadOnlySpan<float> vector) => Math.Sqrt(Dot(vector, vector));

    /// <summary>The cosine of the angle between two vectors, whatever their lengths. That of a vector with itself is exactly 1.</summary>
    /// <param name="left">A usable vector.</param>
    /// <param name="right">A usable one of as many dimensions.</param>
    /// <returns>From -1 to 1.</returns>
    /// <exception cref="ArgumentException">They have not the same number of dimensions.</exception>
    public static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        Cosine(Dot(left, right), Dot(left, left), Dot(right, right));

    /// <summary>The same from the dot product and the squares of the lengths.</summary>
    internal static double Cosine(double dot, double leftSquare, double rightSquare) =>
        Math.Clamp(dot / Math.Sqrt(leftSquare * rightSquare), -1, 1);

    /// <summary>
    /// The distance between two unit vectors, from their cosine: <c>|a - b|² = |a|² + |b|² - 2ab = 2 - 2cos</c>.
    /// </summary>
    /// <param name="cosine">The cosine, from -1 to 1.</param>
    /// <returns>The distance, from 0 to 2.</returns>
    public static double Distance(double cosine) => Math.Sqrt(2 - (2 * cosine));

    /// <summary>The vector of the same direction and of length 1.</summary>
    /// <param name="vector">A usable vector.</param>
    /// <returns>A new vector.</returns>
    /// <exception cref="ArgumentException">The vector is empty, zero, or not finite.</exception>
    public static float[] Normalised(ReadOnlySpan<float> vector)
    {
        ThrowIfUnusable(vector, nameof(vector));
        var norm = Norm(vector);
        var unit = new float[vector.Length];
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(vector[i] / norm);
        }

        return unit;
    }

    /// <summary>Whether a vector has a direction: it is not empty, not zero, and free of NaN and infinity.</summary>
    /// <param name="vector">Any vector.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsUsable(ReadOnlySpan<float> vector) => Dot(vector, vector) is > 0 and < double.PositiveInfinity;

    /// <summary>Refuses a vector without direction.</summary>
    /// <exception cref="ArgumentException">The vector is empty, zero, or not finite.</exception>
    internal static void ThrowIfUnusable(ReadOnlySpan<float> vector, string parameter)
    {
        if (!IsUsable(vector))
        {
            throw new ArgumentException("A vector must have a direction: no NaN, no infinity, and not only zeros.", parameter);
        }
    }
}
