using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>What a migration does, one operation after the other: the words a migration is written in.</summary>
public sealed partial class OperationList
{
    private readonly List<Operation> _operations = [];

    internal OperationList()
    {
    }

    internal IReadOnlyList<Operation> Operations => _operations;

    /// <summary>Whether the operations are those that undo the upgrade, not those of this list.</summary>
    internal bool UndoesUpgrade { get; private set; }

    internal void UndoUpgrade() => UndoesUpgrade = true;

    /// <summary>Creates a table with its keys, constraints and indexes.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="build">Spells it out: <c>t => t.Column("id", BigInt, identity: true).PrimaryKey("id")</c>.</param>
    /// <param name="comment">What the table is for.</param>
    /// <exception cref="ArgumentException">A column is there twice, or a key names one that is not there.</exception>
    public void CreateTable(string name, Action<TableBuilder> build, string? comment = null)
    {
        var table = new TableBuilder(name, comment);
        build(table);
        Add(new CreateTable(table.Build()));
    }

    /// <summary>Drops a table and what is in it.</summary>
    public void DropTable(string name) => Add(new DropTable(name));

    /// <summary>Gives a table another name; what refers to it follows.</summary>
    public void RenameTable(string name, string newName) => Add(new RenameTable(name, newName));

    /// <summary>Adds a column. A type made by <c>Nullable()</c> makes it one that may be NULL; any other needs a default.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="defaultValue">What the rows that are there get, and a row that does not say.</param>
    /// <param name="comment">What it means.</param>
    public void AddColumn(string table, string column, SqlType type, DefaultValue? defaultValue = null, string? comment = null) =>
        Add(new AddColumn(table, new ColumnDefinition(column, type.Underlying)
        {
            IsNullable = type.IsNullable,
            Default = defaultValue,
            Comment = comment,
        }));

    /// <summary>Drops a column and what is in it.</summary>
    public void DropColumn(string table, string column) => Add(new DropColumn(table, column));

    /// <summary>Gives a column another name; keys, constraints and indexes follow.</summary>
    public void RenameColumn(string table, string column, string newName) => Add(new RenameColumn(table, column, newName));

    /// <summary>Changes what a column holds, whether it may be NULL, or its default: <c>op.AlterColumn("books", "year", c => c.Type(BigInt))</c>.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="change">What changes; the rest stays as it is.</param>
    /// <exception cref="ArgumentException">Nothing changes.</exception>
    public void AlterColumn(string table, string column, Action<ColumnChange> change)
    {
        var changes = new ColumnChange(table, column);
        change(changes);
        Add(changes.Build());
    }

    /// <summary>Does an operation that is there as a value, such as one of a drafted revision.</summary>
    public void Add(Operation operation) => _operations.Add(operation);
}
