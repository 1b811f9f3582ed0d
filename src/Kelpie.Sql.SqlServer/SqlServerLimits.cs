using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <summary>What SQL Server says only when a row is inserted, or not at all in words that name the table: checked before.</summary>
internal static class SqlServerLimits
{
    /// <summary>The longest key of a clustered index, which a primary key is, in bytes.</summary>
    internal const int ClusteredKey = 900;

    /// <summary>The longest key of any other index, in bytes.</summary>
    internal const int OtherKey = 1_700;

    /// <exception cref="NotSupportedException">A key is too long, or a reference cannot be.</exception>
    internal static void Check(TableDefinition table)
    {
        if (table.PrimaryKey is { } key)
        {
            CheckKey($"The primary key of {table.Name}", table, key.Columns, ClusteredKey);
        }

        foreach (var unique in table.Uniques)
        {
            Check(table, unique);
        }

        foreach (var index in table.Indexes)
        {
            CheckKey($"The index {index.Name}", table, index.Columns.Where(column => !column.IsExpression).Select(column => column.Name), OtherKey);
        }

        CheckPaths(table);
    }

    /// <exception cref="NotSupportedException">The constraint's key is too long.</exception>
    internal static void Check(TableDefinition table, UniqueConstraint unique) =>
        CheckKey($"The unique constraint {unique.Name}", table, unique.Columns, OtherKey);

    /// <exception cref="NotSupportedException">A reference of a table to itself changes rows.</exception>
    internal static void CheckSelf(string table, IEnumerable<ForeignKey> keys)
    {
        if (keys.Where(Acts).FirstOrDefault(key => key.ReferencedTable == table) is { } self)
        {
            throw new NotSupportedException(
                $"{self.Name} refers from {table} to itself and changes rows; mssql takes that for a cycle. Use NoAction, and delete from the leaves up.");
        }
    }

    private static bool Acts(ForeignKey key) => (key.OnDelete, key.OnUpdate) != (ReferentialAction.NoAction, ReferentialAction.NoAction);

    private static void CheckKey(string what, TableDefinition table, IEnumerable<string> columns, int limit)
    {
        var bytes = 0;
        foreach (var column in columns.Select(table.Column))
        {
            bytes += Bytes(column.Type) ?? throw new NotSupportedException(
                $"{what} has the column {column.Name}, whose length has no limit; mssql takes no such column in a key. Use Types.Varchar(n), or an AsciiKey with the text's SHA-256 beside it.");
        }

        if (bytes > limit)
        {
            throw new NotSupportedException(
                $"{what} can have {bytes} bytes; mssql takes {limit}. Shorten its columns, or use an AsciiKey with their SHA-256.");
        }
    }

    // Error 1785 names one constraint of the two.
    private static void CheckPaths(TableDefinition table)
    {
        CheckSelf(table.Name, table.ForeignKeys);
        var twice = table.ForeignKeys.Where(Acts).GroupBy(key => key.ReferencedTable).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new NotSupportedException(
                $"{string.Join(" and ", twice.Select(key => key.Name))} both change rows of {table.Name} when one of {twice.Key} changes; mssql takes one such path. Use NoAction for all but one.");
        }
    }

    /// <summary>The most bytes of a value, or null for no limit. A type spelled by hand counts nothing: who spells it knows.</summary>
    private static int? Bytes(SqlType type) => type switch
    {
        _ when type.Spellings["mssql"] is not null => 0,
        TextType { Length: { } length } => length * 2,
        TextType or JsonType or BytesType => null,
        VectorType { Dimensions: > 2000 } => null,
        VectorType vector => vector.Dimensions * sizeof(float),
        AsciiKeyType key => key.Length,
        BooleanType => 1,
        IntegerType => 4,
        DateType => 3,
        GuidType => 16,
        DecimalType { Precision: > 28 } => 17,
        DecimalType { Precision: > 19 } => 13,
        DecimalType { Precision: > 9 } => 9,
        DecimalType => 5,
        _ => 8,
    };
}
