namespace Kelpie.Similarity.Vectors;

/// <summary>Where things stand in the bytes of a block. All numbers are little endian.</summary>
/// <remarks>
/// <code>
/// offset           bytes            what
/// 0                4                "KVEC"
/// 4                4                version of the format
/// 8                4                dimensions
/// 12               4                count
/// 16               4                checksum of all other bytes
/// 20               12               zero
/// 32               8 x count        ids, ascending
/// ...              4 x count        scales, 32-bit floats
/// ...              4 x count        errors, 32-bit floats
/// ...              stride x rows    codes, signed bytes
/// </code>
/// Rows are filled up with zeros to a multiple of 32 bytes, and their number to a multiple of four, so that the loops over them
/// need no ends of their own.
/// </remarks>
/// <param name="Dimensions">The numbers of a vector.</param>
/// <param name="Count">The vectors.</param>
internal readonly record struct BlockLayout(int Dimensions, int Count)
{
    internal const uint Magic = 'K' | ('V' << 8) | ('E' << 16) | ('C' << 24);
    internal const int Version = 1;
    internal const int VersionAt = 4;
    internal const int DimensionsAt = 8;
    internal const int CountAt = 12;
    internal const int ChecksumAt = 16;
    internal const int HeaderSize = 32;

    /// <summary>Rows of which the products with the query are computed together.</summary>
    internal const int RowGroup = 4;

    /// <summary>More dimensions than any model has, and few enough for sums of 32 bits.</summary>
    internal const int MaxDimensions = 65_536;

    /// <summary>The size of a block, in bytes, beyond the ability of most databases to hold it.</summary>
    internal const long MaxSize = int.MaxValue / 2;

    private const int ColumnGroup = 32;

    /// <summary>The bytes of a row of codes.</summary>
    internal int Stride => StrideOf(Dimensions);

    /// <summary>The rows, those that only fill up included.</summary>
    internal int Rows => (Count + RowGroup - 1) / RowGroup * RowGroup;

    internal int ScalesAt => HeaderSize + (Count * sizeof(long));

    internal int ErrorsAt => ScalesAt + (Count * sizeof(float));

    internal int CodesAt => ErrorsAt + (Count * sizeof(float));

    /// <summary>The size of the whole.</summary>
    internal long Size => HeaderSize + ((long)Count * (sizeof(long) + sizeof(float) + sizeof(float))) + ((Count + (RowGroup - 1L)) / RowGroup * RowGroup * Stride);

    internal static int StrideOf(int dimensions) => (dimensions + ColumnGroup - 1) / ColumnGroup * ColumnGroup;
}
