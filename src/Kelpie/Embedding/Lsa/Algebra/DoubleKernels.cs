using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>The inner loops in double precision; see <see cref="FloatKernels"/>.</summary>
internal static class DoubleKernels
{
    private const int Lanes = 4;

    /// <summary>The inner product of two vectors of the same length, a multiple of 16.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(right.Length, left.Length);
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector256<double> even = default, odd = default;
        for (int index = 0; index < left.Length; index += 2 * Lanes)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref a, (nuint)index), Vector256.LoadUnsafe(ref b, (nuint)index), even);
            odd = Vector256.FusedMultiplyAdd(
                Vector256.LoadUnsafe(ref a, (nuint)index + Lanes), Vector256.LoadUnsafe(ref b, (nuint)index + Lanes), odd);
        }

        return Vector256.Sum(even + odd);
    }

    /// <summary>Turns two vectors of the same length, a multiple of 16, in their plane: c a - s b and s a + c b.</summary>
    public static void Rotate(Span<double> left, Span<double> right, double cosine, double sine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(right.Length, left.Length);
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector256<double> c = Vector256.Create(cosine), s = Vector256.Create(sine);
        for (int index = 0; index < left.Length; index += Lanes)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref a, (nuint)index), y = Vector256.LoadUnsafe(ref b, (nuint)index);
            (c * x - s * y).StoreUnsafe(ref a, (nuint)index);
            (s * x + c * y).StoreUnsafe(ref b, (nuint)index);
        }
    }

    /// <summary>Adds to a square matrix, on and above its diagonal, the products of the columns of some rows with one another.</summary>
    /// <param name="rows">The rows, one after the other.</param>
    /// <param name="width">The length of a row: a multiple of 16.</param>
    /// <param name="sums">The square matrix, row after row. Some values below the diagonal change too and mean nothing.</param>
    public static void AddProducts(ReadOnlySpan<double> rows, int width, Span<double> sums)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sums.Length, width * width);
        for (int first = 0; first < width; first += 4)
        {
            for (int second = first / 8 * 8; second < width; second += 8)
            {
                AddTile(rows, width, first, second, ref sums[first * width + second]);
            }
        }
    }

    private static void AddTile(ReadOnlySpan<double> rows, int width, int first, int second, ref double sums)
    {
        Vector256<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        ref double row = ref MemoryMarshal.GetReference(rows);
        for (int end = rows.Length / width; end > 0; end--)
        {
            Vector256<double> left = Vector256.LoadUnsafe(ref row, (nuint)second);
            Vector256<double> right = Vector256.LoadUnsafe(ref row, (nuint)second + Lanes);
            Vector256<double> factor = Vector256.Create(Unsafe.Add(ref row, first));
            (a0, a1) = (Vector256.FusedMultiplyAdd(factor, left, a0), Vector256.FusedMultiplyAdd(factor, right, a1));
            factor = Vector256.Create(Unsafe.Add(ref row, first + 1));
            (b0, b1) = (Vector256.FusedMultiplyAdd(factor, left, b0), Vector256.FusedMultiplyAdd(factor, right, b1));
            factor = Vector256.Create(Unsafe.Add(ref row, first + 2));
            (c0, c1) = (Vector256.FusedMultiplyAdd(factor, left, c0), Vector256.FusedMultiplyAdd(factor, right, c1));
            factor = Vector256.Create(Unsafe.Add(ref row, first + 3));
            (d0, d1) = (Vector256.FusedMultiplyAdd(factor, left, d0), Vector256.FusedMultiplyAdd(factor, right, d1));
            row = ref Unsafe.Add(ref row, width);
        }

        Add(ref sums, a0, a1);
        Add(ref Unsafe.Add(ref sums, width), b0, b1);
        Add(ref Unsafe.Add(ref sums, 2 * width), c0, c1);
        Add(ref Unsafe.Add(ref sums, 3 * width), d0, d1);
    }

    private static void Add(ref double sums, Vector256<double> left, Vector256<double> right)
    {
        (Vector256.LoadUnsafe(ref sums) + left).StoreUnsafe(ref sums);
        (Vector256.LoadUnsafe(ref sums, Lanes) + right).StoreUnsafe(ref sums, Lanes);
    }
}
