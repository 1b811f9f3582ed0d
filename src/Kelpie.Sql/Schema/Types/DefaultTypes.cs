namespace Kelpie.Sql.Schema;

/// <summary>The type a C# value has in SQL where nothing else says.</summary>
internal static class DefaultTypes
{
    /// <exception cref="NotSupportedException">No type is the obvious one.</exception>
    internal static SqlType<T> Of<T>() => (SqlType<T>)Find(typeof(T));

    private static SqlType Find(Type type) => type switch
    {
        _ when type == typeof(string) => Types.Text,
        _ when type == typeof(long) => Types.BigInt,
        _ when type == typeof(int) => Types.Integer,
        _ when type == typeof(bool) => Types.Bool,
        _ when type == typeof(double) => Types.DoublePrecision,
        _ when type == typeof(decimal) => Types.Numeric(38, 10),
        _ when type == typeof(DateTime) => Types.Timestamp,
        _ when type == typeof(DateOnly) => Types.Date,
        _ when type == typeof(Guid) => Types.Uuid,
        _ when type == typeof(byte[]) => Types.Bytes,
        _ when type == typeof(long?) => Types.BigInt.Nullable(),
        _ when type == typeof(int?) => Types.Integer.Nullable(),
        _ when type == typeof(bool?) => Types.Bool.Nullable(),
        _ when type == typeof(double?) => Types.DoublePrecision.Nullable(),
        _ when type == typeof(decimal?) => Types.Numeric(38, 10).Nullable(),
        _ when type == typeof(DateTime?) => Types.Timestamp.Nullable(),
        _ when type == typeof(DateOnly?) => Types.Date.Nullable(),
        _ when type == typeof(Guid?) => Types.Uuid.Nullable(),
        _ => throw new NotSupportedException(
            $"A {type.Name} has no SQL type of its own; say which, as in Param(\"name\", column) or Param(\"name\", type)."),
    };
}
