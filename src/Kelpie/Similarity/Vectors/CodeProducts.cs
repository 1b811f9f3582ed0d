using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kelpie.Similarity.Vectors;

/// <summary>
/// The dot products of a query's codes, of 16 bits, with rows of codes of 8 bits. They are whole numbers, so each of the ways of
/// computing them gives the same.
/// </summary>
/// <remarks>
/// There is no way for AVX-512 or VNNI: with AVX2 the rows are multiplied several times as fast as memory gives them, and without it
/// twice as fast still.
/// </remarks>
internal static class CodeProducts
{
    private const int Group = BlockLayout.RowGroup;

    /// <summary>Computes the products in the fastest way that the processor has.</summary>
    /// <param name="query">The query's codes, a multiple of 32.</param>
    /// <param name="rows">Rows of as many codes, a multiple of four.</param>
    /// <param name="products">Where the products are written, one a row.</param>
    internal static void Compute(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        if (Avx2.IsSupported)
        {
            WithAvx2(query, rows, products);
        }
        else
        {
            WithVector128(query, rows, products);
        }
    }

    /// <summary>Four rows at a time, so that the query is read once for all of them and four sums do not wait for each other.</summary>
    internal static void WithAvx2(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        ref var codes = ref MemoryMarshal.GetReference(query);
        ref var row = ref MemoryMarshal.GetReference(rows);
        var stride = (nuint)query.Length;
        CheckSizes(query, rows, products);
        for (var i = 0; i < products.Length; i += Group)
        {
            var at = (nuint)i * stride;
            Vector256<int> first = default, second = default, third = default, fourth = default;
            for (nuint j = 0; j < stride; j += (nuint)Vector256<short>.Count)
            {
                var part = Vector256.LoadUnsafe(ref codes, j);
                first = Avx2.Add(first, Avx2.MultiplyAddAdjacent(part, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, at + j))));
                second = Avx2.Add(second, Avx2.MultiplyAddAdjacent(part, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, at + stride + j))));
                third = Avx2.Add(third, Avx2.MultiplyAddAdjacent(part, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, at + (2 * stride) + j))));
                fourth = Avx2.Add(fourth, Avx2.MultiplyAddAdjacent(part, Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref row, at + (3 * stride) + j))));
            }

            var sums = Avx2.HorizontalAdd(Avx2.HorizontalAdd(first, second), Avx2.HorizontalAdd(third, fourth));
            (sums.GetLower() + sums.GetUpper()).CopyTo(products[i..]);
        }
    }

    /// <summary>
    /// The same in halves, for every other processor, and for programs compiled ahead for processors that may be without AVX2.
    /// </summary>
    internal static void WithVector128(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        ref var codes = ref MemoryMarshal.GetReference(query);
        ref var row = ref MemoryMarshal.GetReference(rows);
        var stride = (nuint)query.Length;
        CheckSizes(query, rows, products);
        for (var i = 0; i < products.Length; i += Group)
        {
            var at = (nuint)i * stride;
            Vector128<int> first = default, second = default, third = default, fourth = default;
            for (nuint j = 0; j < stride; j += (nuint)Vector128<sbyte>.Count)
            {
                var low = Vector128.LoadUnsafe(ref codes, j);
                var high = Vector128.LoadUnsafe(ref codes, j + (nuint)Vector128<short>.Count);
                first += Products(low, high, Vector128.LoadUnsafe(ref row, at + j));
                second += Products(low, high, Vector128.LoadUnsafe(ref row, at + stride + j));
                third += Products(low, high, Vector128.LoadUnsafe(ref row, at + (2 * stride) + j));
                fourth += Products(low, high, Vector128.LoadUnsafe(ref row, at + (3 * stride) + j));
            }

            Vector128.Create(Vector128.Sum(first), Vector128.Sum(second), Vector128.Sum(third), Vector128.Sum(fourth)).CopyTo(products[i..]);
        }
    }

    /// <summary>One number after the other: what the others must equal.</summary>
    internal static void OneByOne(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        CheckSizes(query, rows, products);
        for (var i = 0; i < products.Length; i++)
        {
            var row = rows.Slice(i * query.Length, query.Length);
            var sum = 0;
            for (var j = 0; j < row.Length; j++)
            {
                sum += query[j] * row[j];
            }

            products[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> low, Vector128<short> high, Vector128<sbyte> row)
    {
        var (rowLow, rowHigh) = Vector128.Widen(row);
        return Products(low, rowLow) + Products(high, rowHigh);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.MultiplyAddAdjacent(left, right);
        }

        var (leftLow, leftHigh) = Vector128.Widen(left);
        var (rightLow, rightHigh) = Vector128.Widen(right);
        return (leftLow * rightLow) + (leftHigh * rightHigh);
    }

    /// <summary>What is read without checks must be there.</summary>
    private static void CheckSizes(ReadOnlySpan<short> query, ReadOnlySpan<sbyte> rows, Span<int> products)
    {
        if (query.Length % BlockLayout.StrideOf(1) != 0 || products.Length % Group != 0 || rows.Length != (long)query.Length * products.Length)
        {
            throw new ArgumentException($"{rows.Length} codes are not {products.Length} rows of {query.Length}.", nameof(rows));
        }
    }
}
