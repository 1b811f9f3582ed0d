using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Schema;

/// <summary>A value type that may be NULL.</summary>
/// <param name="Inner">The type of the values that are there.</param>
/// <typeparam name="T">The C# type of a value that is there.</typeparam>
public sealed record OptionalValueType<T>(SqlType<T> Inner) : SqlType<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override bool IsNullable => true;

    /// <inheritdoc/>
    public override SqlType Underlying => Inner;

    /// <inheritdoc/>
    public override ValueCodec<T?> Codec(Codecs codecs) => new OptionalValueCodec<T>(Inner.Codec(codecs));
}

/// <summary>A reference type, such as text, that may be NULL.</summary>
/// <param name="Inner">The type of the values that are there.</param>
/// <typeparam name="T">The C# type of a value that is there.</typeparam>
public sealed record OptionalReferenceType<T>(SqlType<T> Inner) : SqlType<T?>
    where T : class
{
    /// <inheritdoc/>
    public override bool IsNullable => true;

    /// <inheritdoc/>
    public override SqlType Underlying => Inner;

    /// <inheritdoc/>
    public override ValueCodec<T?> Codec(Codecs codecs) => new OptionalReferenceCodec<T>(Inner.Codec(codecs));
}

/// <summary>Turns a value type into one that may be NULL.</summary>
public static class OptionalValues
{
    /// <summary>The same type, and NULL.</summary>
    public static SqlType<T?> Nullable<T>(this SqlType<T> type)
        where T : struct => new OptionalValueType<T>(type);
}

/// <summary>Turns a reference type into one that may be NULL.</summary>
public static class OptionalReferences
{
    /// <summary>The same type, and NULL.</summary>
    public static SqlType<T?> Nullable<T>(this SqlType<T> type)
        where T : class => new OptionalReferenceType<T>(type);
}
