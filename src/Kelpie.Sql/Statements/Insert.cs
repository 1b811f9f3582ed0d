using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>An <c>INSERT</c> of one row.</summary>
public sealed class Insert : RowCommand
{
    private readonly IReadOnlyList<Assignment> _assignments;

    internal Insert(Table table, IReadOnlyList<Assignment> assignments)
        : base(BodyOf(table, assignments)) => _assignments = assignments;

    /// <summary>Gives a column a value; null is NULL.</summary>
    public Insert Set<T>(Column<T> column, Expression<T>? value) => new(Table, [.. _assignments, column.Gets(value)]);

    /// <summary>Gives each of some columns the parameter of its name.</summary>
    public Insert Columns(params IReadOnlyList<ISettable> columns) =>
        new(Table, [.. _assignments, .. columns.Select(column => column.ToParameter())]);

    /// <summary>Inserts many rows, each made of an item.</summary>
    /// <param name="columns">Says which columns get what of an item.</param>
    /// <typeparam name="TItem">The type of an item.</typeparam>
    /// <exception cref="InvalidOperationException">Columns were given values before; each row says all it gets.</exception>
    public InsertMany<TItem> Each<TItem>(Func<RowBinder<TItem>, RowBinder<TItem>> columns) => _assignments.Count == 0
        ? new(Table, columns(RowBinder<TItem>.Empty), null)
        : throw new InvalidOperationException("Each(...) says all that the rows get; move what is set before it into it.");

    /// <summary>Inserts what a query finds.</summary>
    /// <param name="query">The query.</param>
    /// <param name="columns">The columns that get what it selects, in that order.</param>
    /// <typeparam name="TRow">What the query's rows would become.</typeparam>
    /// <exception cref="ArgumentException">The query selects more or fewer columns, or one of another type.</exception>
    /// <exception cref="InvalidOperationException">Columns were given values before; the query says all that the rows get.</exception>
    public InsertFrom From<TRow>(QueryExpression<TRow> query, params IReadOnlyList<IColumn> columns) => _assignments.Count == 0
        ? InsertFrom.Of(Table, query.Body, [.. columns])
        : throw new InvalidOperationException("From(...) says all that the rows get; select what is set before it.");

    internal static InsertBody BodyOf(Table table, IReadOnlyList<Assignment> assignments) => new(
        table,
        [.. assignments.Select(assignment => assignment.Column)],
        new InsertSource.Row([.. assignments.Select(assignment => assignment.Value)]));
}

/// <summary>A column that can be given a parameter of its own name.</summary>
public interface ISettable : IColumn
{
    internal Assignment ToParameter();

    internal Expression Proposed();
}
