namespace Kelpie.Sql.Schema;

/// <summary>Spells a table out, column by column: the form migrations use, and what typed tables are built with.</summary>
/// <param name="name">The table's name.</param>
/// <param name="comment">What it is for.</param>
public sealed class TableBuilder(string name, string? comment = null)
{
    private readonly List<ColumnDefinition> _columns = [];
    private readonly List<ForeignKey> _foreignKeys = [];
    private readonly List<UniqueConstraint> _uniques = [];
    private readonly List<CheckConstraint> _checks = [];
    private readonly List<IndexDefinition> _indexes = [];
    private PrimaryKey? _primaryKey;

    /// <summary>Adds a column. A type made by <c>Nullable()</c> makes it one that may be NULL.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="identity">Whether the database numbers the rows.</param>
    /// <param name="defaultValue">What a row gets that does not say.</param>
    /// <param name="comment">What it means.</param>
    /// <exception cref="ArgumentException">There is a column of that name already.</exception>
    public TableBuilder Column(
        string column, SqlType type, bool identity = false, DefaultValue? defaultValue = null, string? comment = null)
    {
        if (_columns.Exists(existing => existing.Name == column))
        {
            throw new ArgumentException($"Table {name} has two columns named {column}.", nameof(column));
        }

        _columns.Add(new ColumnDefinition(column, type.Underlying)
        {
            IsNullable = type.IsNullable,
            IsIdentity = identity,
            Default = defaultValue,
            Comment = comment,
        });
        return this;
    }

    /// <summary>Names the columns that name a row.</summary>
    public TableBuilder PrimaryKey(params ReadOnlySpan<string> columns)
    {
        _primaryKey = new PrimaryKey(ValueList.Create(columns));
        return this;
    }

    /// <summary>Declares that a column refers to a column of another table.</summary>
    /// <param name="column">The referring column.</param>
    /// <param name="table">The table referred to.</param>
    /// <param name="key">Its key column.</param>
    /// <param name="onDelete">What a delete over there does here.</param>
    public TableBuilder ForeignKey(string column, string table, string key, ReferentialAction onDelete = ReferentialAction.NoAction)
    {
        _foreignKeys.Add(new ForeignKey($"fk_{name}_{column}", [column], table, [key], onDelete));
        return this;
    }

    /// <summary>Declares that the values of some columns together occur once.</summary>
    public TableBuilder Unique(params ReadOnlySpan<string> columns)
    {
        _uniques.Add(new UniqueConstraint(ConventionalName("uq", columns), ValueList.Create(columns)));
        return this;
    }

    /// <summary>Declares a condition that each row fulfils.</summary>
    /// <param name="constraint">The constraint's name.</param>
    /// <param name="sql">The condition.</param>
    public TableBuilder Check(string constraint, string sql)
    {
        _checks.Add(new CheckConstraint(constraint, sql));
        return this;
    }

    /// <summary>Adds an index over some columns, named <c>ix_table_columns</c>.</summary>
    public TableBuilder Index(params ReadOnlySpan<string> columns)
    {
        IndexColumn[] indexed = new IndexColumn[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            indexed[i] = new IndexColumn(columns[i]);
        }

        return Index(new IndexDefinition(ConventionalName("ix", columns), name, ValueList.Create<IndexColumn>(indexed)));
    }

    /// <summary>Adds an index spelled out in full.</summary>
    public TableBuilder Index(IndexDefinition index)
    {
        _indexes.Add(index);
        return this;
    }

    /// <summary>The table.</summary>
    /// <exception cref="ArgumentException">A key, constraint or index names a column that the table has not.</exception>
    public TableDefinition Build()
    {
        var table = new TableDefinition(name, _columns.ToValueList())
        {
            PrimaryKey = _primaryKey,
            ForeignKeys = _foreignKeys.ToValueList(),
            Uniques = _uniques.ToValueList(),
            Checks = _checks.ToValueList(),
            Indexes = _indexes.ToValueList(),
            Comment = comment,
        };

        IEnumerable<string> named =
        [
            .. _primaryKey?.Columns ?? [],
            .. _foreignKeys.SelectMany(key => key.Columns),
            .. _uniques.SelectMany(unique => unique.Columns),
            .. _indexes.SelectMany(index => index.Columns.Select(column => column.Name)),
        ];
        foreach (var column in named)
        {
            table.Column(column);
        }

        return table;
    }

    private string ConventionalName(string prefix, ReadOnlySpan<string> columns) =>
        $"{prefix}_{name}_{string.Join('_', columns!)}";
}
