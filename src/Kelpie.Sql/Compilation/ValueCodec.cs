using System.Data.Common;

namespace Kelpie.Sql.Compilation;

/// <summary>Carries values of one type across the border to a driver, whatever the C# type is.</summary>
public abstract class ValueCodec
{
    /// <summary>What the driver is given for an argument.</summary>
    /// <param name="value">The argument; null is NULL.</param>
    /// <param name="parameter">The parameter's name, for the message.</param>
    /// <exception cref="ArgumentException">The value is not of the parameter's type.</exception>
    public abstract object Encode(object? value, string parameter);
}

/// <summary>Carries values of one type across the border to a driver.</summary>
/// <typeparam name="T">The C# type of a value.</typeparam>
public abstract class ValueCodec<T> : ValueCodec
{
    /// <summary>Reads a value that is not NULL, unless <typeparamref name="T"/> allows for it.</summary>
    public abstract T Read(DbDataReader reader, int ordinal);

    /// <summary>What the driver is given for a value; <see cref="DBNull"/> for NULL.</summary>
    public abstract object ToDatabase(T value);

    /// <inheritdoc/>
    public override object Encode(object? value, string parameter) => value switch
    {
        T typed => ToDatabase(typed),
        null => DBNull.Value,
        _ => throw new ArgumentException($"Parameter {parameter} takes {typeof(T).Name}, not {value.GetType().Name}.", parameter),
    };
}

/// <summary>A codec made of two functions: most need no more.</summary>
/// <param name="read">Reads a value from the current row.</param>
/// <param name="write">What the driver is given for a value.</param>
/// <typeparam name="T">The C# type of a value.</typeparam>
public sealed class DelegateCodec<T>(Func<DbDataReader, int, T> read, Func<T, object> write) : ValueCodec<T>
{
    /// <inheritdoc/>
    public override T Read(DbDataReader reader, int ordinal) => read(reader, ordinal);

    /// <inheritdoc/>
    public override object ToDatabase(T value) => write(value);
}

internal sealed class OptionalValueCodec<T>(ValueCodec<T> inner) : ValueCodec<T?>
    where T : struct
{
    public override T? Read(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : inner.Read(reader, ordinal);

    public override object ToDatabase(T? value) => value is { } present ? inner.ToDatabase(present) : DBNull.Value;

    public override object Encode(object? value, string parameter) => inner.Encode(value, parameter);
}

internal sealed class OptionalReferenceCodec<T>(ValueCodec<T> inner) : ValueCodec<T?>
    where T : class
{
    public override T? Read(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : inner.Read(reader, ordinal);

    public override object ToDatabase(T? value) => value is null ? DBNull.Value : inner.ToDatabase(value);
}
