namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// The greatest singular values of a sparse matrix and their right singular vectors, by the randomised range finder with subspace
/// iterations (N. Halko, P. G. Martinsson and J. A. Tropp, "Finding structure with randomness: probabilistic algorithms for
/// constructing approximate matrix decompositions", SIAM Review 53 (2011), 217-288: algorithms 4.4 and 5.1, on the transpose).
/// </summary>
/// <param name="values">The singular values, falling.</param>
/// <param name="vectors">A row for each column of the matrix, of which the first numbers are those of the singular vectors.</param>
internal sealed class TruncatedSvd(double[] values, DenseMatrix vectors)
{
    // Weaker directions than this share of the strongest are left out: they say nothing of a text, and not all of them are exact.
    private const double Weakest = 1e-4;

    /// <summary>The singular values, falling, all above 0. Fewer than asked for where the matrix has a lower rank.</summary>
    public double[] Values => values;

    /// <summary>The right singular vectors, one for each of <see cref="Values"/>: the columns of this matrix.</summary>
    public DenseMatrix Vectors => vectors;

    /// <summary>Computes them.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="rank">How many to find at most.</param>
    /// <param name="oversampling">How many more columns to work with.</param>
    /// <param name="iterations">How often to go to the rows and back before the values are read off.</param>
    /// <param name="blocks">Who works.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static TruncatedSvd Of(SparseMatrix matrix, int rank, int oversampling, int iterations, RowBlocks blocks)
    {
        SparseMatrix transpose = matrix.Transpose();
        int columns = Math.Min(rank + oversampling, Math.Min(matrix.Rows, matrix.Width));
        int width = DenseMatrix.WidthFor(columns);
        DenseMatrix rows = new(matrix.Rows, width);
        DenseMatrix basis = new(matrix.Width, width);
        DenseMatrix spare = new(matrix.Width, width);

        RandomRows.Fill(rows, columns, blocks);
        transpose.Multiply(rows, basis, blocks);
        Orthonormal.Make(basis, spare, blocks);
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            matrix.Multiply(basis, rows, blocks);
            transpose.Multiply(rows, basis, blocks);
            Orthonormal.Make(basis, spare, blocks);
        }

        matrix.Multiply(basis, rows, blocks);
        SymmetricEigen eigen = SymmetricEigen.Of(GramMatrix.Of(rows, blocks), width);
        double[] values = [.. eigen.Values.Take(rank).Select(Math.Sqrt)];
        values = [.. values.TakeWhile(value => value > values[0] * Weakest)];

        float[] turn = new float[width * width];
        for (int place = 0; place < values.Length; place++)
        {
            for (int row = 0; row < width; row++)
            {
                turn[row * width + place] = (float)eigen.Vectors[place * width + row];
            }
        }

        Orthonormal.Multiply(basis, turn, spare, blocks);
        return new(values, spare);
    }
}
