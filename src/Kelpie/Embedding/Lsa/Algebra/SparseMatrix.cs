namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>A matrix of which most values are zero, as compressed sparse rows: of each row the columns that are not, and their values.</summary>
/// <param name="width">How many columns there are.</param>
/// <param name="starts">Where each row starts in the other two, and at the end their length.</param>
/// <param name="columns">The columns, row after row.</param>
/// <param name="values">The values, likewise.</param>
internal sealed class SparseMatrix(int width, int[] starts, int[] columns, float[] values)
{
    private const int BlockRows = 512;

    /// <summary>The number of rows.</summary>
    public int Rows => starts.Length - 1;

    /// <summary>The number of columns.</summary>
    public int Width => width;

    /// <summary>The columns of a row that are not zero.</summary>
    public ReadOnlySpan<int> Columns(int row) => columns.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>The values of those columns.</summary>
    public ReadOnlySpan<float> Values(int row) => values.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>Rows for columns. In each new row the columns ascend.</summary>
    public SparseMatrix Transpose()
    {
        int[] newStarts = new int[width + 1];
        foreach (int column in columns)
        {
            newStarts[column + 1]++;
        }

        for (int column = 0; column < width; column++)
        {
            newStarts[column + 1] += newStarts[column];
        }

        int[] next = newStarts[..width];
        int[] newColumns = new int[columns.Length];
        float[] newValues = new float[columns.Length];
        for (int row = 0; row < Rows; row++)
        {
            for (int at = starts[row]; at < starts[row + 1]; at++)
            {
                int place = next[columns[at]]++;
                newColumns[place] = row;
                newValues[place] = values[at];
            }
        }

        return new(Rows, newStarts, newColumns, newValues);
    }

    /// <summary>Multiplies by a dense matrix; what was in the product before is lost.</summary>
    /// <param name="factor">As many rows as this has columns.</param>
    /// <param name="product">As many rows as this has, and as wide as the factor.</param>
    /// <param name="blocks">Who works.</param>
    public void Multiply(DenseMatrix factor, DenseMatrix product, RowBlocks blocks) =>
        blocks.Each(Rows, BlockRows, (_, first, end) =>
        {
            for (int row = first; row < end; row++)
            {
                FloatKernels.SumRows(Columns(row), Values(row), factor.Values, factor.Width, product.Row(row));
            }
        });
}
