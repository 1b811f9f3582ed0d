using Kelpie.Sql.Schema;

namespace Kelpie.Sql.MySql;

/// <summary>
/// What InnoDB asks of a key: 3,072 bytes at the most, and columns whose values have a bound
/// (<see href="https://dev.mysql.com/doc/refman/9.7/en/innodb-limits.html"/>).
/// </summary>
internal static class MySqlKeyRules
{
    internal const int MaxBytes = 3072;

    /// <exception cref="NotSupportedException">A key or index of the table breaks a rule; the message names it and the way out.</exception>
    internal static void Check(MySqlDialect dialect, TableDefinition table)
    {
        if (table.PrimaryKey is { } key)
        {
            Check(dialect, table, "The primary key", key.Columns);
        }

        foreach (var unique in table.Uniques)
        {
            Check(dialect, table, $"The unique constraint {unique.Name}", unique.Columns);
        }

        foreach (var reference in table.ForeignKeys)
        {
            Check(dialect, table, $"The foreign key {reference.Name}", reference.Columns);
        }

        foreach (var index in table.Indexes)
        {
            Check(dialect, table, $"The index {index.Name}", [.. index.Columns.Where(column => !column.IsExpression).Select(column => column.Name)]);
        }
    }

    private static void Check(MySqlDialect dialect, TableDefinition table, string key, IReadOnlyList<string> columns)
    {
        var total = 0;
        foreach (var column in columns.Select(table.Column))
        {
            total += BytesOf(dialect, column.Type) ?? throw new NotSupportedException(
                $"{key} of {table.Name} has the column {column.Name}, whose values have no bound, and {dialect.Product} takes none such in a key; "
                + "make it a Types.Varchar(n), or put a Types.AsciiKey(64) beside it with the SHA-256 of the value, and that into the key.");
        }

        if (total > MaxBytes)
        {
            throw new NotSupportedException(
                $"{key} of {table.Name} may take {total} bytes, and {dialect.Product} takes {MaxBytes} at the most, 4 for each character of a text; "
                + "shorten the columns, or put a Types.AsciiKey(64) with the SHA-256 of the values into the key.");
        }
    }

    private static int? BytesOf(MySqlDialect dialect, SqlType type) => type switch
    {
        // What somebody spelled is theirs to know.
        _ when type.Spellings[dialect.Name] is not null => 0,
        TextType { Length: { } length } => 4 * length,
        TextType or BytesType or JsonType or VectorType => null,
        AsciiKeyType key => key.Length,
        BooleanType => 1,
        IntegerType => 4,
        DateType => 3,
        GuidType => 16,
        // Nine digits take four bytes, on each side of the point.
        DecimalType number => ((number.Precision - number.Scale) / 9 * 4) + (number.Scale / 9 * 4) + 8,
        _ => 8,
    };
}
