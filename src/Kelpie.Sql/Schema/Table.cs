using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Schema;

/// <summary>
/// A table that queries name by its typed columns. Derive from <see cref="Table{TSelf}"/>, assign the columns in the
/// constructor, and keep one instance: statements, DDL and comparisons all speak of it.
/// </summary>
public abstract class Table : FromClause
{
    private readonly TableBuilder _builder;
    private TableDefinition? _definition;

    private protected Table(string name, string? comment)
    {
        Name = name;
        _builder = new TableBuilder(name, comment);
    }

    private protected Table(TableDefinition definition)
        : this(definition.Name, definition.Comment) => _definition = definition;

    /// <summary>The table's name in the database.</summary>
    public string Name { get; private protected set; }

    /// <summary>The name a statement gives it, or null where it goes by its own.</summary>
    public string? Alias { get; private protected set; }

    /// <summary>The table as a value, for DDL and comparisons.</summary>
    public TableDefinition Definition => _definition ??= _builder.Build() with { Name = Name };

    /// <summary>Declares a column; its type says by <c>Nullable()</c> whether it may be NULL.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="identity">Whether the database numbers the rows.</param>
    /// <param name="defaultValue">What a row gets that does not say.</param>
    /// <param name="comment">What it means.</param>
    protected Column<T> Column<T>(
        string name, SqlType<T> type, bool identity = false, DefaultValue? defaultValue = null, string? comment = null)
    {
        _builder.Column(name, type, identity, defaultValue, comment);
        return new Column<T>(this, name, type);
    }

    /// <summary>Names the columns that name a row.</summary>
    protected void PrimaryKey(params ReadOnlySpan<IColumn> columns) => _builder.PrimaryKey(Names(columns));

    /// <summary>Declares that the values of some columns together occur once.</summary>
    protected void Unique(params ReadOnlySpan<IColumn> columns) => _builder.Unique(Names(columns));

    /// <summary>Adds an index over some columns.</summary>
    protected void Index(params ReadOnlySpan<IColumn> columns) => _builder.Index(Names(columns));

    /// <summary>Declares a condition that each row fulfils.</summary>
    /// <param name="name">The constraint's name.</param>
    /// <param name="sql">The condition.</param>
    protected void Check(string name, string sql) => _builder.Check(name, sql);

    /// <summary>Declares that a column refers to a column of another table.</summary>
    /// <param name="column">The referring column.</param>
    /// <param name="key">The key column referred to.</param>
    /// <param name="onDelete">What a delete over there does here.</param>
    /// <param name="onUpdate">What a change of the key over there does here.</param>
    protected void ForeignKey(
        IColumn column,
        IColumn key,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction) =>
        _builder.ForeignKey(column.Name, key.Table.Name, key.Name, onDelete, onUpdate);

    /// <summary>Declares a reference spelled out in full, of several columns for instance.</summary>
    protected void ForeignKey(ForeignKey foreignKey) => _builder.ForeignKey(foreignKey);

    /// <summary>Adds an index spelled out in full: descending, of some rows, over an expression.</summary>
    protected void Index(IndexDefinition index) => _builder.Index(index);

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitTable(this);

    /// <inheritdoc/>
    public override string ToString() => Alias is null ? Name : $"{Name} AS {Alias}";

    private static string[] Names(ReadOnlySpan<IColumn> columns)
    {
        var names = new string[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            names[i] = columns[i].Name;
        }

        return names;
    }
}

/// <summary>A typed table that can be named anew, so that a statement may use it twice.</summary>
/// <param name="name">The table's name in the database.</param>
/// <param name="comment">What it is for.</param>
/// <typeparam name="TSelf">The deriving class.</typeparam>
public abstract class Table<TSelf>(string name, string? comment = null) : Table(name, comment)
    where TSelf : Table<TSelf>, new()
{
    /// <summary>The same table under another name within a statement.</summary>
    public TSelf As(string alias) => new() { Alias = alias };

    /// <summary>The same table by another name in the database, for one that goes by one name here and by another there.</summary>
    public TSelf Named(string name) => new() { Name = name };
}
