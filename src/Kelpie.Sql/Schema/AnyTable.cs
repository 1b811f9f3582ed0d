using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Schema;

/// <summary>
/// A table of which nothing is known but its definition. Its rows are arrays of values, each of the C# type of its column, so that
/// equal rows of different databases are equal here: for programs that copy or compare tables they were not written for.
/// </summary>
public sealed class AnyTable : Table
{
    private readonly IReadOnlyList<AnyColumn> _columns;
    private readonly IReadOnlyList<AnyColumn> _key;

    /// <summary>A table by its definition.</summary>
    /// <param name="definition">The table.</param>
    /// <exception cref="NotSupportedException">A column is of a type that this library has no word for; the message names it.</exception>
    public AnyTable(TableDefinition definition)
        : base(definition)
    {
        _columns = [.. definition.Columns.Select((column, place) => AnyColumn.Of(this, place, column))];
        _key = [.. definition.PrimaryKey?.Columns.Select(name => _columns.First(column => column.Name == name)) ?? []];
        Rows = Syntax.SelectRows(row => Array.ConvertAll(_columns.ToArray(), column => column.Get(row))).From(this);
        Insert = Syntax.InsertInto(this).Each<object?[]>(row => _columns.Aggregate(row, (binder, column) => column.Set(binder)));
    }

    /// <summary>Its columns, in the order of a row's values.</summary>
    public IReadOnlyList<ColumnDefinition> Columns => Definition.Columns;

    /// <summary>All rows, in no order.</summary>
    public Select<object?[]> Rows { get; }

    /// <summary>All rows by their primary key; in no order where there is none.</summary>
    public Select<object?[]> RowsByKey => _key.Count == 0 ? Rows : Rows.OrderBy([.. _key.Select(column => (Ordering)column.Expression)]);

    /// <summary>The last row by primary key.</summary>
    /// <exception cref="InvalidOperationException">The table has no primary key.</exception>
    public Select<object?[]> LastRow => _key.Count == 0
        ? throw new InvalidOperationException($"Table {Name} has no primary key, so no row of it is the last.")
        : Rows.OrderBy([.. _key.Select(column => new Ordering(column.Expression, IsDescending: true))]).Limit(1L);

    /// <summary>Inserts rows, with the numbers that they have.</summary>
    public InsertMany<object?[]> Insert { get; }

    /// <summary>Whether there is a primary key that sorts alike on every database, so that the rows behind one mean the same everywhere.</summary>
    public bool HasPortableKey => _key.Count > 0 && _key.All(column => column.SortsAlike);

    /// <summary>The rows behind one, by primary key.</summary>
    /// <param name="row">The row; only its key counts.</param>
    /// <exception cref="InvalidOperationException">The table has no primary key.</exception>
    public Select<object?[]> RowsAfter(object?[] row) => RowsByKey.After([.. _key.Select(column => column.Value(row))]);
}
