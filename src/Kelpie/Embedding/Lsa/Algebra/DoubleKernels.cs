using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>The inner loops in double precision; see <see cref="FloatKernels"/>.</summary>
internal static class DoubleKernels
{
    private const int Lanes = 2;

    /// <summary>The inner product of two vectors of the same length, a multiple of 16.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(right.Length, left.Length);
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector128<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int index = 0; index < left.Length; index += 4 * Lanes)
        {
            s0 = MultiplyAdd(Vector128.LoadUnsafe(ref a, (nuint)index), Vector128.LoadUnsafe(ref b, (nuint)index), s0);
            s1 = MultiplyAdd(Vector128.LoadUnsafe(ref a, (nuint)index + Lanes), Vector128.LoadUnsafe(ref b, (nuint)index + Lanes), s1);
            s2 = MultiplyAdd(Vector128.LoadUnsafe(ref a, (nuint)index + 2 * Lanes), Vector128.LoadUnsafe(ref b, (nuint)index + 2 * Lanes), s2);
            s3 = MultiplyAdd(Vector128.LoadUnsafe(ref a, (nuint)index + 3 * Lanes), Vector128.LoadUnsafe(ref b, (nuint)index + 3 * Lanes), s3);
        }

        return Vector128.Sum(s0 + s1 + (s2 + s3));
    }

    /// <summary>Turns two vectors of the same length, a multiple of 16, in their plane: c a - s b and s a + c b.</summary>
    public static void Rotate(Span<double> left, Span<double> right, double cosine, double sine)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(right.Length, left.Length);
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector128<double> c = Vector128.Create(cosine), s = Vector128.Create(sine);
        for (int index = 0; index < left.Length; index += Lanes)
        {
            Vector128<double> x = Vector128.LoadUnsafe(ref a, (nuint)index), y = Vector128.LoadUnsafe(ref b, (nuint)index);
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
            for (int second = first; second < width; second += 4)
            {
                AddTile(rows, width, first, second, ref sums[first * width + second]);
            }
        }
    }

    private static void AddTile(ReadOnlySpan<double> rows, int width, int first, int second, ref double sums)
    {
        Vector128<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        ref double row = ref MemoryMarshal.GetReference(rows);
        for (int end = rows.Length / width; end > 0; end--)
        {
            Vector128<double> left = Vector128.LoadUnsafe(ref row, (nuint)second);
            Vector128<double> right = Vector128.LoadUnsafe(ref row, (nuint)second + Lanes);
            Vector128<double> factor = Vector128.Create(Unsafe.Add(ref row, first));
            (a0, a1) = (MultiplyAdd(factor, left, a0), MultiplyAdd(factor, right, a1));
            factor = Vector128.Create(Unsafe.Add(ref row, first + 1));
            (b0, b1) = (MultiplyAdd(factor, left, b0), MultiplyAdd(factor, right, b1));
            factor = Vector128.Create(Unsafe.Add(ref row, first + 2));
            (c0, c1) = (MultiplyAdd(factor, left, c0), MultiplyAdd(factor, right, c1));
            factor = Vector128.Create(Unsafe.Add(ref row, first + 3));
            (d0, d1) = (MultiplyAdd(factor, left, d0), MultiplyAdd(factor, right, d1));
            row = ref Unsafe.Add(ref row, width);
        }

        Add(ref sums, a0, a1);
        Add(ref Unsafe.Add(ref sums, width), b0, b1);
        Add(ref Unsafe.Add(ref sums, 2 * width), c0, c1);
        Add(ref Unsafe.Add(ref sums, 3 * width), d0, d1);
    }

    private static void Add(ref double sums, Vector128<double> left, Vector128<double> right)
    {
        (Vector128.LoadUnsafe(ref sums) + left).StoreUnsafe(ref sums);
        (Vector128.LoadUnsafe(ref sums, Lanes) + right).StoreUnsafe(ref sums, Lanes);
    }

    private static Vector128<double> MultiplyAdd(Vector128<double> left, Vector128<double> right, Vector128<double> sum) => sum + left * right;
}
