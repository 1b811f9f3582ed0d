namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// The eigenvalues and eigenvectors of a symmetric matrix that has no negative eigenvalue, by one-sided Jacobi rotations
/// (M. R. Hestenes, "Inversion of matrices by biorthogonalization and related results", J. SIAM 6 (1958), 51-90).
/// </summary>
/// <remarks>
/// The rows of the matrix are rotated in pairs until all are orthogonal. Then each row is an eigenvector times its eigenvalue. All
/// steps run along rows, which is why this is faster here than methods that need fewer of them.
/// </remarks>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 40;
    private const double Orthogonal = 1e-14;

    private SymmetricEigen(double[] values, double[] vectors, int width) => (Values, Vectors, Width) = (values, vectors, width);

    /// <summary>The eigenvalues, falling; those that are 1e-15 of the first or less are 0.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvectors in that order, one after the other, each of length 1, or all 0 where the eigenvalue is.</summary>
    public double[] Vectors { get; }

    /// <summary>How many of each there are.</summary>
    public int Width { get; }

    /// <summary>Computes them.</summary>
    /// <param name="matrix">The matrix, row after row; it is lost.</param>
    /// <param name="width">How many rows it has: a multiple of 16.</param>
    public static SymmetricEigen Of(double[] matrix, int width)
    {
        double[] squares = new double[width];
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            for (int row = 0; row < width; row++)
            {
                squares[row] = DoubleKernels.Dot(matrix.AsSpan(row * width, width), matrix.AsSpan(row * width, width));
            }

            if (!Sweep(matrix, width, squares))
            {
                break;
            }
        }

        return Sorted(matrix, width);
    }

    private static bool Sweep(double[] matrix, int width, double[] squares)
    {
        // Rows that are nothing but rounding errors of the others never become orthogonal.
        double nothing = squares.Max() * 1e-30;
        bool rotated = false;
        for (int first = 0; first < width - 1; first++)
        {
            Span<double> a = matrix.AsSpan(first * width, width);
            for (int second = first + 1; second < width; second++)
            {
                if (squares[first] <= nothing || squares[second] <= nothing)
                {
                    continue;
                }

                Span<double> b = matrix.AsSpan(second * width, width);
                double product = DoubleKernels.Dot(a, b);
                if (Math.Abs(product) <= Orthogonal * Math.Sqrt(squares[first] * squares[second]))
                {
                    continue;
                }

                double ratio = (squares[second] - squares[first]) / (2 * product);
                double tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + ratio * ratio));
                double cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                DoubleKernels.Rotate(a, b, cosine, cosine * tangent);
                squares[first] = Math.Max(0, squares[first] - tangent * product);
                squares[second] += tangent * product;
                rotated = true;
            }
        }

        return rotated;
    }

    private static SymmetricEigen Sorted(double[] matrix, int width)
    {
        double[] lengths = new double[width];
        int[] order = new int[width];
        for (int row = 0; row < width; row++)
        {
            Span<double> vector = matrix.AsSpan(row * width, width);
            (lengths[row], order[row]) = (Math.Sqrt(DoubleKernels.Dot(vector, vector)), row);
        }

        // Array.Sort is not stable; the row decides between equals, lest it be chance.
        Array.Sort(order, (a, b) => lengths[b] != lengths[a] ? lengths[b].CompareTo(lengths[a]) : a.CompareTo(b));
        double[] values = new double[width];
        double[] vectors = new double[width * width];
        double nothing = lengths[order[0]] * 1e-15;
        for (int place = 0; place < width && lengths[order[place]] > nothing; place++)
        {
            values[place] = lengths[order[place]];
            for (int column = 0; column < width; column++)
            {
                vectors[place * width + column] = matrix[order[place] * width + column] / values[place];
            }
        }

        return new(values, vectors, width);
    }
}
