using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>What a migration does, one operation after the other: the words a migration is written in.</summary>
public sealed class OperationList
{
    private readonly List<Operation> _operations = [];

    internal OperationList()
    {
    }

    internal IReadOnlyList<Operation> Operations => _operations;

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

    /// <summary>Creates an index over some columns, named <c>ix_table_columns</c>.</summary>
    public void CreateIndex(string table, params IReadOnlyList<string> columns) => CreateIndex(new IndexDefinition(
        $"ix_{table}_{string.Join('_', columns)}", table, columns.Select(column => new IndexColumn(column)).ToValueList()));

    /// <summary>Creates an index spelled out in full.</summary>
    public void CreateIndex(IndexDefinition index) => Add(new CreateIndex(index));

    /// <summary>Drops an index.</summary>
    /// <param name="table">The name of the table it belongs to.</param>
    /// <param name="index">Its name.</param>
    public void DropIndex(string table, string index) => Add(new DropIndex(table, index));

    /// <summary>Runs SQL that every database in use understands: one statement, or several as <see cref="SqlScript.Split"/> tells them apart.</summary>
    public void Sql(string sql) => Add(new ExecuteSql([new SqlScript(null, sql)]));

    /// <summary>Runs SQL that differs from database to database: <c>op.Script(("sqlite", "..."), ("postgresql", "..."))</c>.</summary>
    /// <param name="scripts">The dialect's name, such as <c>sqlite</c>, and the text for it; an empty text where nothing is to be done.</param>
    /// <exception cref="ArgumentException">There is no script, or a dialect is named twice.</exception>
    public void Script(params IReadOnlyList<(string Dialect, string Sql)> scripts)
    {
        if (scripts.Count == 0 || scripts.DistinctBy(script => script.Dialect).Count() != scripts.Count)
        {
            throw new ArgumentException("Give at least one script, and one for each dialect at the most.", nameof(scripts));
        }

        Add(new ExecuteSql(scripts.Select(script => new SqlScript(script.Dialect, script.Sql)).ToValueList()));
    }

    private void Add(Operation operation) => _operations.Add(operation);
}
