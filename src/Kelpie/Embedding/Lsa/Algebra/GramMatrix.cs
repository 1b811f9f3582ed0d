using System.Numerics;

namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// The inner products of the columns of a matrix with one another: W'W. In double precision, since their eigenvalues are the squares
/// of what is looked for and span twice as many digits.
/// </summary>
internal static class GramMatrix
{
    private const int RowsInCache = 64;
    private const int MostParts = 64;

    /// <summary>Computes it.</summary>
    /// <param name="matrix">W.</param>
    /// <param name="blocks">Who works.</param>
    /// <returns>As many rows as W has columns, and as many columns, row after row.</returns>
    public static double[] Of(DenseMatrix matrix, RowBlocks blocks)
    {
        int width = matrix.Width;

        // Each part has sums of its own, which are added up in order: addition of floating-point numbers is not associative.
        int partRows = Math.Max(RowsInCache * 16, RowBlocks.Count(matrix.Rows, MostParts));
        double[][] parts = new double[RowBlocks.Count(matrix.Rows, partRows)][];
        blocks.Each(matrix.Rows, partRows, (part, first, end) =>
        {
            double[] sums = new double[width * width];
            double[] wide = new double[RowsInCache * width];
            for (int row = first; row < end; row += RowsInCache)
            {
                int length = Math.Min(RowsInCache, end - row) * width;
                Widen(matrix.Values.AsSpan(row * width, length), wide);
                DoubleKernels.AddProducts(wide.AsSpan(0, length), width, sums);
            }

            parts[part] = sums;
        });

        double[] total = new double[width * width];
        foreach (double[] sums in parts)
        {
            Add(sums, total);
        }

        MirrorUpperHalf(total, width);
        return total;
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (; from.Length >= Vector<float>.Count; from = from[Vector<float>.Count..], to = to[Vector<float>.Count..])
        {
            Vector.Widen(new Vector<float>(from), out Vector<double> low, out Vector<double> high);
            low.CopyTo(to);
            high.CopyTo(to[Vector<double>.Count..]);
        }

        for (int index = 0; index < from.Length; index++)
        {
            to[index] = from[index];
        }
    }

    private static void Add(ReadOnlySpan<double> values, Span<double> to)
    {
        for (int index = 0; index < values.Length; index++)
        {
            to[index] += values[index];
        }
    }

    private static void MirrorUpperHalf(Span<double> square, int width)
    {
        for (int row = 1; row < width; row++)
        {
            for (int column = 0; column < row; column++)
            {
                square[row * width + column] = square[column * width + row];
            }
        }
    }
}
