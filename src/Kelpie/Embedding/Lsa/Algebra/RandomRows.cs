namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// Random numbers that are the same each time and on each machine, whoever asks for which of them: SplitMix64 (G. L. Steele,
/// D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), at any place of its sequence.
/// </summary>
internal static class RandomRows
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const int BlockRows = 1024;

    /// <summary>The 64 random bits at a place.</summary>
    public static ulong Bits(ulong place)
    {
        ulong bits = (place + 1) * Step;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Fills the first columns with nearly normal numbers of mean 0, and the others with 0.</summary>
    /// <param name="matrix">The matrix to fill.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="blocks">Who works.</param>
    public static void Fill(DenseMatrix matrix, int columns, RowBlocks blocks) =>
        blocks.Each(matrix.Rows, BlockRows, (_, first, end) =>
        {
            for (int row = first; row < end; row++)
            {
                Span<float> values = matrix.Row(row);
                values[columns..].Clear();
                for (int column = 0; column < columns; column++)
                {
                    values[column] = Normal(Bits((ulong)row * (ulong)matrix.Width + (ulong)column));
                }
            }
        });

    /// <summary>The sum of four uniform numbers, less its mean: normal enough, and without a logarithm that differs between machines.</summary>
    private static float Normal(ulong bits) =>
        ((int)(ushort)bits + (ushort)(bits >> 16) + (ushort)(bits >> 32) + (ushort)(bits >> 48) - 2 * 65535) / 65536f;
}
