using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <content>Keys, constraints and indexes of tables that are there.</content>
public sealed partial class OperationList
{
    /// <summary>Gives a table that has none a primary key.</summary>
    public void AddPrimaryKey(string table, params IReadOnlyList<string> columns) => AddPrimaryKey(table, new PrimaryKey(columns.ToValueList()));

    /// <summary>Gives a table that has none a primary key, spelled out in full: one with a name.</summary>
    public void AddPrimaryKey(string table, PrimaryKey key) => Add(new AddPrimaryKey(table, key));

    /// <summary>Takes a table its primary key. The columns stay.</summary>
    public void DropPrimaryKey(string table) => Add(new DropPrimaryKey(table));

    /// <summary>Adds a reference to another table, named <c>fk_table_column</c>.</summary>
    /// <param name="table">The referring table.</param>
    /// <param name="column">The referring column.</param>
    /// <param name="referencedTable">The table referred to.</param>
    /// <param name="key">Its key column.</param>
    /// <param name="onDelete">What a delete over there does here.</param>
    /// <param name="onUpdate">What a change of the key over there does here.</param>
    public void AddForeignKey(
        string table,
        string column,
        string referencedTable,
        string key,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction) =>
        AddForeignKey(table, new ForeignKey($"fk_{table}_{column}", [column], referencedTable, [key], onDelete, onUpdate));

    /// <summary>Adds a reference to another table, spelled out in full.</summary>
    public void AddForeignKey(string table, ForeignKey key) => Add(new AddForeignKey(table, key));

    /// <summary>Drops a reference to another table. The columns stay.</summary>
    public void DropForeignKey(string table, string name) => Add(new DropForeignKey(table, name));

    /// <summary>Adds a unique constraint, named <c>uq_table_columns</c>.</summary>
    public void AddUnique(string table, params IReadOnlyList<string> columns) =>
        AddUnique(table, new UniqueConstraint($"uq_{table}_{string.Join('_', columns)}", columns.ToValueList()));

    /// <summary>Adds a unique constraint, spelled out in full.</summary>
    public void AddUnique(string table, UniqueConstraint unique) => Add(new AddUnique(table, unique));

    /// <summary>Drops a unique constraint.</summary>
    public void DropUnique(string table, string name) => Add(new DropUnique(table, name));

    /// <summary>Adds a condition that each row must fulfil.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="sql">The condition, in SQL that every database in use understands.</param>
    public void AddCheck(string table, string name, string sql) => Add(new AddCheck(table, new CheckConstraint(name, sql)));

    /// <summary>Drops a condition.</summary>
    public void DropCheck(string table, string name) => Add(new DropCheck(table, name));

    /// <summary>Creates an index over some columns, named <c>ix_table_columns</c>.</summary>
    public void CreateIndex(string table, params IReadOnlyList<string> columns) => CreateIndex(new IndexDefinition(
        $"ix_{table}_{string.Join('_', columns)}", table, columns.Select(column => new IndexColumn(column)).ToValueList()));

    /// <summary>Creates an index spelled out in full.</summary>
    public void CreateIndex(IndexDefinition index) => Add(new CreateIndex(index));

    /// <summary>Drops an index.</summary>
    /// <param name="table">The name of the table it belongs to.</param>
    /// <param name="index">Its name.</param>
    public void DropIndex(string table, string index) => Add(new DropIndex(table, index));
}
