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

/// <summary>Drops a table and what is in it.</summary>
public sealed record DropTable(string Name) : DdlStatement;

/// <summary>Gives a table another name.</summary>
public sealed record RenameTable(string Name, string NewName) : DdlStatement;

/// <summary>Adds a column to a table.</summary>
public sealed record AddColumn(string Table, ColumnDefinition Column) : DdlStatement;

/// <summary>Drops a column and what is in it.</summary>
public sealed record DropColumn(string Table, string Name) : DdlStatement;

/// <summary>Gives a column another name.</summary>
public sealed record RenameColumn(string Table, string Name, string NewName) : DdlStatement;

/// <summary>Creates an index.</summary>
public sealed record CreateIndex(IndexDefinition Index) : DdlStatement;

/// <summary>Drops an index.</summary>
public sealed record DropIndex(IndexDefinition Index) : DdlStatement;
