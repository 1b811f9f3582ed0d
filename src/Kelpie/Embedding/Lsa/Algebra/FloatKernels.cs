using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// The inner loops. They use what the oldest processor has for which Kelpie is compiled natively: there wider vectors and fused
/// multiply-add are not instructions but calls, and 50 times as slow. And so every processor computes the same.
/// </summary>
internal static class FloatKernels
{
    private const int Lanes = 4;

    /// <summary>Sets a row to the weighted sum of rows of a matrix.</summary>
    /// <param name="rows">Which rows.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="matrix">The matrix, row after row.</param>
    /// <param name="width">Its width: a multiple of 16.</param>
    /// <param name="sum">The row to set, of that width.</param>
    public static void SumRows(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> matrix, int width, Span<float> sum)
    {
        int column = 0;
        for (; column + 32 <= width; column += 32)
        {
            SumRows32(rows, weights, matrix[column..], width, sum[column..]);
        }

        for (; column < width; column += 8)
        {
            SumRows8(rows, weights, matrix[column..], width, sum[column..]);
        }
    }

    /// <summary>Sets four rows to the product of four rows and a square matrix.</summary>
    /// <param name="rows">Four rows, one after the other.</param>
    /// <param name="matrix">The square matrix, row after row.</param>
    /// <param name="width">The length of a row: a multiple of 16.</param>
    /// <param name="product">The four rows to set.</param>
    public static void MultiplyFour(ReadOnlySpan<float> rows, ReadOnlySpan<float> matrix, int width, Span<float> product)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Length, 4 * width);
        ArgumentOutOfRangeException.ThrowIfLessThan(product.Length, 4 * width);
        ArgumentOutOfRangeException.ThrowIfLessThan(matrix.Length, width * width);
        ref float row = ref MemoryMarshal.GetReference(rows);
        for (int column = 0; column < width; column += 8)
        {
            Vector128<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
            ref float from = ref Unsafe.Add(ref MemoryMarshal.GetReference(matrix), column);
            for (int index = 0; index < width; index++)
            {
                Vector128<float> left = Vector128.LoadUnsafe(ref from);
                Vector128<float> right = Vector128.LoadUnsafe(ref from, Lanes);
                Vector128<float> factor = Vector128.Create(Unsafe.Add(ref row, index));
                (a0, a1) = (MultiplyAdd(factor, left, a0), MultiplyAdd(factor, right, a1));
                factor = Vector128.Create(Unsafe.Add(ref row, width + index));
                (b0, b1) = (MultiplyAdd(factor, left, b0), MultiplyAdd(factor, right, b1));
                factor = Vector128.Create(Unsafe.Add(ref row, 2 * width + index));
                (c0, c1) = (MultiplyAdd(factor, left, c0), MultiplyAdd(factor, right, c1));
                factor = Vector128.Create(Unsafe.Add(ref row, 3 * width + index));
                (d0, d1) = (MultiplyAdd(factor, left, d0), MultiplyAdd(factor, right, d1));
                from = ref Unsafe.Add(ref from, width);
            }

            ref float to = ref Unsafe.Add(ref MemoryMarshal.GetReference(product), column);
            a0.StoreUnsafe(ref to);
            a1.StoreUnsafe(ref to, Lanes);
            b0.StoreUnsafe(ref to, (nuint)width);
            b1.StoreUnsafe(ref to, (nuint)width + Lanes);
            c0.StoreUnsafe(ref to, (nuint)width * 2);
            c1.StoreUnsafe(ref to, (nuint)width * 2 + Lanes);
            d0.StoreUnsafe(ref to, (nuint)width * 3);
            d1.StoreUnsafe(ref to, (nuint)width * 3 + Lanes);
        }
    }

    private static void SumRows32(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> matrix, int width, Span<float> sum)
    {
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int index = 0; index < rows.Length; index++)
        {
            ref float row = ref MemoryMarshal.GetReference(matrix.Slice(rows[index] * width, 32));
            Vector128<float> weight = Vector128.Create(weights[index]);
            s0 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row), s0);
            s1 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 1 * Lanes), s1);
            s2 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 2 * Lanes), s2);
            s3 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 3 * Lanes), s3);
            s4 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 4 * Lanes), s4);
            s5 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 5 * Lanes), s5);
            s6 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 6 * Lanes), s6);
            s7 = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, 7 * Lanes), s7);
        }

        ref float to = ref MemoryMarshal.GetReference(sum[..32]);
        s0.StoreUnsafe(ref to);
        s1.StoreUnsafe(ref to, 1 * Lanes);
        s2.StoreUnsafe(ref to, 2 * Lanes);
        s3.StoreUnsafe(ref to, 3 * Lanes);
        s4.StoreUnsafe(ref to, 4 * Lanes);
        s5.StoreUnsafe(ref to, 5 * Lanes);
        s6.StoreUnsafe(ref to, 6 * Lanes);
        s7.StoreUnsafe(ref to, 7 * Lanes);
    }

    private static void SumRows8(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, ReadOnlySpan<float> matrix, int width, Span<float> sum)
    {
        Vector128<float> left = default, right = default;
        for (int index = 0; index < rows.Length; index++)
        {
            ref float row = ref MemoryMarshal.GetReference(matrix.Slice(rows[index] * width, 8));
            Vector128<float> weight = Vector128.Create(weights[index]);
            left = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row), left);
            right = MultiplyAdd(weight, Vector128.LoadUnsafe(ref row, Lanes), right);
        }

        ref float to = ref MemoryMarshal.GetReference(sum[..8]);
        left.StoreUnsafe(ref to);
        right.StoreUnsafe(ref to, Lanes);
    }

    private static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> sum) => sum + left * right;
}
