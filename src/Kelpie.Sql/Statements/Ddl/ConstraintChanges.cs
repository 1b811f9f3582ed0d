using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>Gives a table that has none a primary key.</summary>
public sealed record AddPrimaryKey(string Table, PrimaryKey Key) : DdlStatement;

/// <summary>Takes a table its primary key; a key without a name is found by the database.</summary>
public sealed record DropPrimaryKey(string Table, PrimaryKey Key) : DdlStatement
{
    /// <summary>The table as it is, as for <see cref="DropIndex.Definition"/>.</summary>
    public TableDefinition? Definition { get; init; }
}

/// <summary>Adds a reference to another table; the rows that are there must keep it.</summary>
public sealed record AddForeignKey(string Table, ForeignKey Key) : DdlStatement;

/// <summary>Drops a reference to another table.</summary>
public sealed record DropForeignKey(string Table, string Name) : DdlStatement;

/// <summary>Adds a unique constraint; the rows that are there must keep it.</summary>
/// <param name="Table">The table as it is: whether a column may be NULL decides how some databases say it.</param>
/// <param name="Unique">The constraint.</param>
public sealed record AddUnique(TableDefinition Table, UniqueConstraint Unique) : DdlStatement;

/// <summary>Drops a unique constraint.</summary>
/// <param name="Table">The table as it is: whether a column may be NULL decides how some databases say it.</param>
/// <param name="Unique">The constraint.</param>
public sealed record DropUnique(TableDefinition Table, UniqueConstraint Unique) : DdlStatement;

/// <summary>Adds a condition; the rows that are there must keep it.</summary>
public sealed record AddCheck(string Table, CheckConstraint Check) : DdlStatement;

/// <summary>Drops a condition.</summary>
public sealed record DropCheck(string Table, string Name) : DdlStatement;
