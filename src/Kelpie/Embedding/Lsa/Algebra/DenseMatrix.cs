namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>A matrix of floats, row after row. Its width is a multiple of 16, so that no kernel has a remainder to treat.</summary>
internal sealed class DenseMatrix
{
    /// <summary>What every width is a multiple of.</summary>
    public const int WidthStep = 16;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many columns: a multiple of <see cref="WidthStep"/>.</param>
    public DenseMatrix(int rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(width % WidthStep, 0, nameof(width));
        (Rows, Width, Values) = (rows, width, new float[checked(rows * width)]);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>All values, row after row.</summary>
    public float[] Values { get; }

    /// <summary>The least width that has room for so many columns.</summary>
    public static int WidthFor(int columns) => (columns + WidthStep - 1) / WidthStep * WidthStep;

    /// <summary>One row.</summary>
    public Span<float> Row(int row) => Values.AsSpan(row * Width, Width);
}
