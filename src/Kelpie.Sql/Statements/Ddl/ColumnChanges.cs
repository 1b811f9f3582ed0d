using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>Adds a column to a table.</summary>
public sealed record AddColumn(string Table, ColumnDefinition Column) : DdlStatement;

/// <summary>Drops a column and what is in it.</summary>
public sealed record DropColumn(string Table, string Name) : DdlStatement;

/// <summary>Gives a column another name.</summary>
public sealed record RenameColumn(string Table, string Name, string NewName) : DdlStatement;

/// <summary>Changes what a column holds, whether it may be NULL, or its default; its name stays.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Before">The column as it is.</param>
/// <param name="After">The column as it is to be.</param>
public sealed record AlterColumn(string Table, ColumnDefinition Before, ColumnDefinition After) : DdlStatement
{
    /// <summary>
    /// The new value in SQL, where the database's own conversion is not what is wanted; it may speak of the row's columns. Null
    /// for the database's own.
    /// </summary>
    public string? Conversion { get; init; }

    /// <summary>
    /// The whole table as it is. Some databases alter no column that a key, a constraint or an index speaks of: what does is taken
    /// away and brought back. Null where none does.
    /// </summary>
    public TableDefinition? Definition { get; init; }
}
