using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>An <c>INSERT</c> of one row.</summary>
public sealed class Insert : RowCommand
{
    private readonly IReadOnlyList<Assignment> _assignments;

    internal Insert(Table table, IReadOnlyList<Assignment> assignments)
        : base(table) => _assignments = assignments;

    /// <summary>Gives a column a value.</summary>
    public Insert Set<T>(Column<T> column, Expression<T> value) =>
        new(Table, [.. _assignments, new Assignment(column, Literal<T>.Typed(value, column))]);

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

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitInsert(Table, _assignments, null);
}

/// <summary>A column that can be given a parameter of its own name.</summary>
public interface ISettable : IColumn
{
    internal Assignment ToParameter();

    internal Expression Proposed();
}
