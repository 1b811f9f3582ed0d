using Kelpie.Embedding.Lsa.Algebra;
using MathNet.Numerics.LinearAlgebra;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class TruncatedSvdTests
{
    private static readonly RowBlocks Blocks = new(2, CancellationToken.None);

    [Theory]
    [InlineData(40, 30)]
    [InlineData(30, 70)]
    [InlineData(1, 9)]
    [InlineData(9, 1)]
    [InlineData(3, 2)]
    public void A_small_matrix_has_the_singular_values_and_the_vectors_that_MathNet_finds(int rows, int columns)
    {
        Matrix<double> dense = RandomMatrix(rows, columns);
        TruncatedSvd svd = TruncatedSvd.Of(Sparse(dense), 100, 32, 2, Blocks);
        var expected = dense.Svd();
        double[] values = [.. expected.S.Where(value => value > 1e-9)];
        Assert.Equal(values.Length, svd.Values.Length);
        for (int place = 0; place < values.Length; place++)
        {
            Assert.Equal(values[place], svd.Values[place], 1e-5 * values[0]);
        }

        // Vectors are unique up to their sign only, and not even that where values are equal; the subspace is.
        var right = expected.VT.SubMatrix(0, values.Length, 0, columns);
        Matrix<double> ours = Vectors(svd, columns);
        Assert.True((right.TransposeThisAndMultiply(right) - ours * ours.Transpose()).FrobeniusNorm() < 1e-4);
        for (int place = 0; place < values.Length; place++)
        {
            Assert.Equal(values[place], (dense * ours.Column(place)).L2Norm(), 1e-4 * values[0]);
        }
    }

    [Fact]
    public void The_leading_subspace_is_found_where_there_is_more()
    {
        // Ten strong directions and a hundred faint ones.
        Matrix<double> left = RandomMatrix(300, 110).QR().Q.SubMatrix(0, 300, 0, 110);
        Matrix<double> right = RandomMatrix(200, 110).QR().Q.SubMatrix(0, 200, 0, 110);
        double[] values = [.. Enumerable.Range(0, 110).Select(place => place < 10 ? 20.0 - place : 1.0 / (place - 8))];
        Matrix<double> dense = left * Matrix<double>.Build.DenseOfDiagonalArray(values) * right.Transpose();

        TruncatedSvd svd = TruncatedSvd.Of(Sparse(dense), 10, 10, 2, Blocks);

        Assert.Equal(10, svd.Values.Length);
        Assert.All(svd.Values.Zip(values), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        Matrix<double> found = Vectors(svd, 200);
        Matrix<double> wanted = right.SubMatrix(0, 200, 0, 10);
        Assert.True((found * found.Transpose() - wanted * wanted.Transpose()).FrobeniusNorm() < 1e-3);
    }

    [Fact]
    public void A_matrix_of_low_rank_has_no_more_values_than_its_rank()
    {
        Matrix<double> dense = RandomMatrix(50, 3) * RandomMatrix(3, 40);
        TruncatedSvd svd = TruncatedSvd.Of(Sparse(dense), 20, 16, 2, Blocks);
        Assert.Equal(3, svd.Values.Length);
        Assert.All(svd.Values.Zip(dense.Svd().S), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        Assert.DoesNotContain(svd.Vectors.Values, float.IsNaN);
    }

    [Fact]
    public void A_matrix_of_zeros_has_no_values() => Assert.Empty(TruncatedSvd.Of(new(3, [0, 0, 0], [], []), 5, 5, 2, Blocks).Values);

    [Fact]
    public void The_vectors_are_orthonormal()
    {
        TruncatedSvd svd = TruncatedSvd.Of(Sparse(RandomMatrix(700, 600)), 40, 32, 2, Blocks);
        Matrix<double> vectors = Vectors(svd, 600);
        Assert.True((vectors.TransposeThisAndMultiply(vectors) - Matrix<double>.Build.DenseIdentity(40)).FrobeniusNorm() < 1e-4);
    }

    [Fact]
    public void The_result_is_the_same_to_the_bit_however_many_threads_there_are()
    {
        SparseMatrix matrix = Sparse(RandomMatrix(3_000, 500));
        TruncatedSvd one = TruncatedSvd.Of(matrix, 20, 16, 2, new(1, CancellationToken.None));
        TruncatedSvd many = TruncatedSvd.Of(matrix, 20, 16, 2, new(7, CancellationToken.None));
        Assert.Equal(one.Values, many.Values);
        Assert.Equal(one.Vectors.Values, many.Vectors.Values);
    }

    [Fact]
    public void A_cancelled_decomposition_ends() =>
        Assert.ThrowsAny<OperationCanceledException>(
            () => TruncatedSvd.Of(Sparse(RandomMatrix(9, 9)), 5, 5, 2, new(1, new CancellationToken(canceled: true))));

    [Fact]
    public void Eigenvalues_and_eigenvectors_are_those_that_MathNet_finds()
    {
        Matrix<double> root = RandomMatrix(60, 48);
        Matrix<double> symmetric = root.TransposeThisAndMultiply(root);
        SymmetricEigen eigen = SymmetricEigen.Of(symmetric.ToRowMajorArray(), 48);
        double[] expected = [.. symmetric.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending()];
        for (int place = 0; place < 48; place++)
        {
            Assert.Equal(expected[place], eigen.Values[place], 1e-10 * expected[0]);
            Vector<double> vector = Vector<double>.Build.DenseOfArray(eigen.Vectors[(place * 48)..((place + 1) * 48)]);
            Assert.Equal(1, vector.L2Norm(), 1e-12);
            Assert.True((symmetric * vector - vector * eigen.Values[place]).L2Norm() < 1e-10 * expected[0]);
        }
    }

    private static Matrix<double> Vectors(TruncatedSvd svd, int columns) =>
        Matrix<double>.Build.Dense(columns, svd.Values.Length, (row, column) => svd.Vectors.Row(row)[column]);

    private static Matrix<double> RandomMatrix(int rows, int columns)
    {
        Random random = new(rows * 1000 + columns);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => random.NextDouble() < 0.4 || rows * columns < 20 ? random.NextDouble() : 0);
    }

    private static SparseMatrix Sparse(Matrix<double> dense)
    {
        List<int> starts = [0];
        List<int> columns = [];
        List<float> values = [];
        for (int row = 0; row < dense.RowCount; row++)
        {
            foreach ((int column, double value) in dense.Row(row).EnumerateIndexed(Zeros.AllowSkip))
            {
                columns.Add(column);
                values.Add((float)value);
            }

            starts.Add(columns.Count);
        }

        return new(dense.ColumnCount, [.. starts], [.. columns], [.. values]);
    }
}
