namespace Kelpie.Sql.Schema;

/// <summary>A column as DDL and comparisons see it.</summary>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Type">What it holds, nullability aside.</param>
public sealed record ColumnDefinition(string Name, SqlType Type)
{
    /// <summary>Whether it may be NULL.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the database numbers the rows itself; one such column a table, an integer, the primary key.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>What a row gets that does not say, or null for nothing.</summary>
    public DefaultValue? Default { get; init; }

    /// <summary>What it means, for people; goes into the schema's documentation.</summary>
    public string? Comment { get; init; }
}

/// <summary>What a column gets where an insert does not name it.</summary>
public abstract record DefaultValue
{
    private DefaultValue()
    {
    }

    /// <summary>A constant number.</summary>
    public static DefaultValue Of(long value) => new Number(value);

    /// <summary>A constant text.</summary>
    public static DefaultValue Of(string value) => new Text(value);

    /// <summary>A constant truth value.</summary>
    public static DefaultValue Of(bool value) => new Truth(value);

    /// <summary>A constant number with digits behind the point.</summary>
    public static DefaultValue Of(decimal value) => new Fraction(value);

    /// <summary>An expression in SQL, which every database in use understands.</summary>
    public static DefaultValue Sql(string expression) => new Expression(expression);

    /// <summary>The moment of the insert, in UTC, spelled as the database stores timestamps.</summary>
    public static DefaultValue Now { get; } = new CurrentTimestamp();

    /// <summary>A constant number.</summary>
    public sealed record Number(long Value) : DefaultValue;

    /// <summary>A constant number with digits behind the point.</summary>
    public sealed record Fraction(decimal Value) : DefaultValue;

    /// <summary>An expression in SQL.</summary>
    public sealed record Expression(string Value) : DefaultValue;

    /// <summary>A constant text.</summary>
    public sealed record Text(string Value) : DefaultValue;

    /// <summary>A constant truth value.</summary>
    public sealed record Truth(bool Value) : DefaultValue;

    /// <summary>The moment of the insert.</summary>
    public sealed record CurrentTimestamp : DefaultValue;
}
