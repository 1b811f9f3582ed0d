using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>A change of the schema, as a value.</summary>
public abstract record DdlStatement
{
    private protected DdlStatement()
    {
    }
}

/// <summary>Creates a table with its keys, constraints and indexes.</summary>
public sealed record CreateTable(TableDefinition Table) : DdlStatement;

/// <summary>Creates a table with its keys and constraints, and without its indexes, unless there is one of that name, whatever it is like.</summary>
public sealed record CreateMissingTable(TableDefinition Table) : DdlStatement;

/// <summary>Drops a table and what is in it.</summary>
public sealed record DropTable(string Name) : DdlStatement;

/// <summary>Gives a table another name.</summary>
public sealed record RenameTable(string Name, string NewName) : DdlStatement;

/// <summary>Creates an index.</summary>
public sealed record CreateIndex(IndexDefinition Index) : DdlStatement;

/// <summary>Drops an index.</summary>
public sealed record DropIndex(IndexDefinition Index) : DdlStatement
{
    /// <summary>
    /// The table as it is, which MySQL and MariaDB need to know where a foreign key uses the index: it gets another, or the server
    /// keeps this one. Null where none does.
    /// </summary>
    public TableDefinition? Definition { get; init; }
}

/// <summary>Creates a view.</summary>
public sealed record CreateView(ViewDefinition View) : DdlStatement;

/// <summary>Drops a view.</summary>
public sealed record DropView(string Name) : DdlStatement;

/// <summary>Drops a trigger.</summary>
/// <param name="Table">The table or view it belongs to.</param>
/// <param name="Name">Its name.</param>
public sealed record DropTrigger(string Table, string Name) : DdlStatement;
