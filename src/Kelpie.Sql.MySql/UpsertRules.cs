using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <summary>
/// <c>ON DUPLICATE KEY UPDATE</c> takes no key: any unique key that a row meets sets it off
/// (<see href="https://dev.mysql.com/doc/refman/9.7/en/insert-on-duplicate.html"/>). It means what the statement says
/// only where no other key can.
/// </summary>
internal static class UpsertRules
{
    /// <exception cref="NotSupportedException">Another key than the one named could be met, or the one named is none.</exception>
    internal static void Check(MySqlDialect dialect, Table table, IReadOnlyList<IColumn> inserted, ConflictRule conflict)
    {
        var definition = table.Definition;
        var wanted = conflict.Key.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        var others = new List<string>();
        var isKey = false;
        foreach (var (name, columns) in KeysOf(definition))
        {
            if (columns is not null && wanted.SetEquals(columns))
            {
                isKey = true;
            }
            else if (columns is null || columns.All(column => CanBeMet(definition.Column(column), inserted)))
            {
                others.Add(name);
            }
        }

        if (!isKey)
        {
            throw new NotSupportedException(
                $"{table.Name} has no primary key or unique constraint of exactly ({string.Join(", ", wanted)}), which is what tells {dialect.Product} that a row is there already; declare one.");
        }

        if (others.Count > 0)
        {
            throw new NotSupportedException(
                $"The upsert into {table.Name} goes by ({string.Join(", ", wanted)}), but on {dialect.Product} a row that meets {string.Join(" or ", others)} would be updated as well; "
                + "leave a column of each out of the insert, or use Insert and Update in a transaction.");
        }
    }

    // Of an index over an expression nobody knows what it meets.
    private static IEnumerable<(string Name, IReadOnlyList<string>? Columns)> KeysOf(TableDefinition table) =>
    [
        .. table.PrimaryKey is { } key ? [("the primary key", key.Columns)] : Array.Empty<(string, IReadOnlyList<string>?)>(),
        .. table.Uniques.Select(unique => (unique.Name, (IReadOnlyList<string>?)unique.Columns)),
        .. table.Indexes.Where(index => index.IsUnique).Select(index => (index.Name, index.Columns.Any(column => column.IsExpression)
            ? null
            : (IReadOnlyList<string>?)[.. index.Columns.Select(column => column.Name)])),
    ];

    // What is left out is NULL, which meets nothing, or a new number, unless it has a default.
    private static bool CanBeMet(ColumnDefinition column, IReadOnlyList<IColumn> inserted) =>
        column.Default is not null || inserted.Any(given => given.Name == column.Name);
}
