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
    /// <exception cref="ArgumentException">There is a primary key already.</exception>
    public TableBuilder PrimaryKey(params ReadOnlySpan<string> columns) => PrimaryKey(new PrimaryKey(ValueList.Create(columns)));

    /// <summary>Declares a primary key spelled out in full: one with a name.</summary>
    /// <exception cref="ArgumentException">There is a primary key already.</exception>
    public TableBuilder PrimaryKey(PrimaryKey key)
    {
        if (_primaryKey is not null)
        {
            throw new ArgumentException($"Table {name} has a primary key already.");
        }

        _primaryKey = key;
        return this;
    }

    /// <summary>Declares that a column refers to a column of another table.</summary>
    /// <param name="column">The referring column.</param>
    /// <param name="table">The table referred to.</param>
    /// <param name="key">Its key column.</param>
    /// <param name="onDelete">What a delete over there does here.</param>
    /// <param name="onUpdate">What a change of the key over there does here.</param>
    public TableBuilder ForeignKey(
        string column,
        string table,
        string key,
        ReferentialAction onDelete = ReferentialAction.NoAction,
        ReferentialAction onUpdate = ReferentialAction.NoAction) =>
        ForeignKey(new ForeignKey($"fk_{name}_{column}", [column], table, [key], onDelete, onUpdate));

    /// <summary>Declares a reference spelled out in full.</summary>
    public TableBuilder ForeignKey(ForeignKey foreignKey)
    {
        _foreignKeys.Add(foreignKey);
        return this;
    }

    /// <summary>Declares that the values of some columns together occur once.</summary>
    public TableBuilder Unique(params ReadOnlySpan<string> columns) =>
        Unique(new UniqueConstraint(ConventionalName("uq", columns), ValueList.Create(columns)));

    /// <summary>Declares a unique constraint spelled out in full: one with a name of its own.</summary>
    public TableBuilder Unique(UniqueConstraint unique)
    {
        _uniques.Add(unique);
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
    /// <exception cref="ArgumentException">
    /// A key, constraint or index names no column, or one that the table has not; two have one name; a column of the primary
    /// key may be NULL, or numbers rows and is not all of it.
    /// </exception>
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
            .. _indexes.SelectMany(index => index.Columns.Where(column => !column.IsExpression).Select(column => column.Name)),
        ];
        foreach (var column in named)
        {
            table.Column(column);
        }

        Check(table);
        return table;
    }

    // Each of these some database takes and another refuses, or all refuse in words that do not name the table.
    private static void Check(TableDefinition table)
    {
        Refuse(table.Columns.Count == 0, $"Table {table.Name} has no columns.");
        Refuse(table.PrimaryKey is { Columns.Count: 0 }, $"The primary key of table {table.Name} names no column.");
        Refuse(table.Uniques.Any(unique => unique.Columns.Count == 0), $"A unique constraint of table {table.Name} names no column.");
        Refuse(table.Indexes.Any(index => index.Columns.Count == 0), $"An index of table {table.Name} names no column.");
        RefuseTwice(table, "constraints", [
            .. table.Uniques.Select(unique => unique.Name),
            .. table.Checks.Select(check => check.Name),
            .. table.ForeignKeys.Select(key => key.Name)]);
        RefuseTwice(table, "indexes", table.Indexes.Select(index => index.Name));

        foreach (var column in table.Columns)
        {
            var isOfKey = table.PrimaryKey?.Columns.Contains(column.Name) ?? false;
            Refuse(isOfKey && column.IsNullable, $"Column {table.Name}.{column.Name} is of the primary key, so it cannot be NULL.");
            Refuse(
                column.IsIdentity && (column.IsNullable || column.Type is not (IntegerType or BigIntType)),
                $"Column {table.Name}.{column.Name} is an identity, so it must be an integer that is never NULL.");
            Refuse(
                column.IsIdentity && !(isOfKey && table.PrimaryKey!.Columns.Count == 1),
                $"Column {table.Name}.{column.Name} is an identity, so it must be the whole primary key.");
        }
    }

    private static void RefuseTwice(TableDefinition table, string what, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var twice in names.Where(name => !seen.Add(name)))
        {
            throw new ArgumentException($"Table {table.Name} has two {what} named {twice}.");
        }
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new ArgumentException(message);
        }
    }

    private string ConventionalName(string prefix, ReadOnlySpan<string> columns) =>
        $"{prefix}_{name}_{string.Join('_', columns!)}";
}
