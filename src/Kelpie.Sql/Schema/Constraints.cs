namespace Kelpie.Sql.Schema;

/// <summary>What happens to a row when the row it refers to is deleted or gets another key.</summary>
public enum ReferentialAction
{
    /// <summary>The change is refused.</summary>
    NoAction,

    /// <summary>The row is deleted, or follows the new key.</summary>
    Cascade,

    /// <summary>The reference becomes NULL.</summary>
    SetNull,
}

/// <summary>The columns that name a row.</summary>
/// <param name="Columns">Their names, in key order.</param>
/// <param name="Name">The constraint's name, or null where the database may choose.</param>
public sealed record PrimaryKey(ValueList<string> Columns, string? Name = null);

/// <summary>Columns that refer to a row of a table.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Columns">The referring columns.</param>
/// <param name="ReferencedTable">The table referred to.</param>
/// <param name="ReferencedColumns">Its key columns, in the order of <paramref name="Columns"/>.</param>
/// <param name="OnDelete">What a delete over there does here.</param>
/// <param name="OnUpdate">What a change of the key over there does here.</param>
public sealed record ForeignKey(
    string Name,
    ValueList<string> Columns,
    string ReferencedTable,
    ValueList<string> ReferencedColumns,
    ReferentialAction OnDelete = ReferentialAction.NoAction,
    ReferentialAction OnUpdate = ReferentialAction.NoAction);

/// <summary>Columns whose values together occur once.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Columns">Its columns.</param>
public sealed record UniqueConstraint(string Name, ValueList<string> Columns);

/// <summary>A condition that each row fulfils.</summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Sql">The condition, in SQL that every database in use understands.</param>
public sealed record CheckConstraint(string Name, string Sql);

/// <summary>An index.</summary>
/// <param name="Name">Its name; on SQLite and PostgreSQL unique among all indexes, so it is kept so everywhere.</param>
/// <param name="Table">The table it belongs to.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record IndexDefinition(string Name, string Table, ValueList<IndexColumn> Columns)
{
    /// <summary>Whether the columns' values together may occur only once.</summary>
    public bool IsUnique { get; init; }

    /// <summary>A condition in SQL that restricts it to some rows, or null for all.</summary>
    public string? Where { get; init; }
}

/// <summary>A column of an index, or an expression, where the database has such indexes.</summary>
/// <param name="Name">The column's name; where <paramref name="IsExpression"/>, the expression in SQL.</param>
/// <param name="IsDescending">Whether it runs from high to low.</param>
/// <param name="IsExpression">Whether it is an expression and not a column.</param>
public sealed record IndexColumn(string Name, bool IsDescending = false, bool IsExpression = false);
