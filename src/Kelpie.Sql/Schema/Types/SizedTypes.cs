using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Schema;

/// <summary>How text compares and sorts.</summary>
public enum TextCollation
{
    /// <summary>By code point: <c>A</c>, <c>a</c> and <c>á</c> are three values, on every database.</summary>
    Binary,

    /// <summary>As the database is set up to do it: what that merges differs from one to the next.</summary>
    DatabaseDefault,
}

/// <summary>Unicode text.</summary>
/// <param name="Length">The longest text in characters, or null for any length.</param>
/// <param name="Collation">How it compares; binary unless asked otherwise, so that it means the same everywhere.</param>
public sealed record TextType(int? Length = null, TextCollation Collation = TextCollation.Binary) : SqlType<string>
{
    /// <inheritdoc/>
    public override ValueCodec<string> Codec(Codecs codecs) => codecs.Text;
}

/// <summary>A key of fixed length in ASCII, such as a hash in hexadecimal: the shortest form every database can index.</summary>
/// <param name="Length">The number of characters, the same for each value.</param>
public sealed record AsciiKeyType(int Length) : SqlType<string>
{
    /// <inheritdoc/>
    public override ValueCodec<string> Codec(Codecs codecs) => codecs.AsciiKey(Length);
}

/// <summary>A vector of single-precision numbers, such as an embedding. None of them is NaN or infinite.</summary>
/// <param name="Dimensions">How many numbers, the same for each value.</param>
public sealed record VectorType(int Dimensions) : SqlType<float[]>
{
    /// <inheritdoc/>
    public override ValueCodec<float[]> Codec(Codecs codecs) => codecs.Vector(Dimensions);
}

/// <summary>An exact number.</summary>
/// <param name="Precision">Digits in all.</param>
/// <param name="Scale">Digits behind the point.</param>
public sealed record DecimalType(int Precision, int Scale) : SqlType<decimal>
{
    /// <inheritdoc/>
    public override ValueCodec<decimal> Codec(Codecs codecs) => codecs.Decimal;
}
