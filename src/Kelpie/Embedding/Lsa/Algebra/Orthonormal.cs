namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// An orthonormal basis of the columns of a matrix, through the eigenvectors of their inner products (A. Stathopoulos and K. Wu, "A
/// block orthogonalization procedure with constant synchronization requirements", SIAM J. Sci. Comput. 23 (2002), 2165-2182).
/// It reads the matrix a few times and row by row, where Gram-Schmidt would read it once for each column, and columns that depend
/// on the others do it no harm.
/// </summary>
internal static class Orthonormal
{
    private const int BlockRows = 512;

    // Directions weaker than this share of the strongest, squared, are rounding errors of the floats.
    private const double Dependent = 1e-10;

    /// <summary>Puts a basis in the place of the columns. Where they depend on one another the last columns are zero.</summary>
    /// <param name="matrix">The columns.</param>
    /// <param name="spare">A matrix of the same size whose values are lost.</param>
    /// <param name="blocks">Who works.</param>
    public static void Make(DenseMatrix matrix, DenseMatrix spare, RowBlocks blocks)
    {
        // Once leaves an error that grows with the square of the condition; done again, none is left that a float could hold.
        Step(matrix, spare, blocks);
        Step(spare, matrix, blocks);
    }

    /// <summary>Multiplies a matrix by a square one.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="factor">The square matrix, row after row.</param>
    /// <param name="product">Takes the product.</param>
    /// <param name="blocks">Who works.</param>
    public static void Multiply(DenseMatrix matrix, float[] factor, DenseMatrix product, RowBlocks blocks)
    {
        int width = matrix.Width;
        blocks.Each(matrix.Rows, BlockRows, (_, first, end) =>
        {
            int row = first;
            for (; row + 4 <= end; row += 4)
            {
                FloatKernels.MultiplyFour(
                    matrix.Values.AsSpan(row * width, 4 * width), factor, width, product.Values.AsSpan(row * width, 4 * width));
            }

            Span<float> rest = new float[row < end ? 8 * width : 0];
            if (row < end)
            {
                matrix.Values.AsSpan(row * width, (end - row) * width).CopyTo(rest);
                FloatKernels.MultiplyFour(rest[..(4 * width)], factor, width, rest[(4 * width)..]);
                rest.Slice(4 * width, (end - row) * width).CopyTo(product.Values.AsSpan(row * width));
            }
        });
    }

    private static void Step(DenseMatrix matrix, DenseMatrix basis, RowBlocks blocks)
    {
        int width = matrix.Width;
        double[] products = GramMatrix.Of(matrix, blocks);
        double[] scales = new double[width];
        for (int column = 0; column < width; column++)
        {
            double square = products[column * width + column];
            scales[column] = square > 0 ? 1 / Math.Sqrt(square) : 0;
        }

        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < width; column++)
            {
                products[row * width + column] *= scales[row] * scales[column];
            }
        }

        SymmetricEigen eigen = SymmetricEigen.Of(products, width);
        float[] change = new float[width * width];
        for (int place = 0; place < width && eigen.Values[place] > eigen.Values[0] * Dependent; place++)
        {
            double scale = 1 / Math.Sqrt(eigen.Values[place]);
            for (int row = 0; row < width; row++)
            {
                change[row * width + place] = (float)(scales[row] * eigen.Vectors[place * width + row] * scale);
            }
        }

        Multiply(matrix, change, basis, blocks);
    }
}
