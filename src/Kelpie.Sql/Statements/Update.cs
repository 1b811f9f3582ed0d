using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>An <c>UPDATE</c>. It must say which rows: by a condition, or <see cref="AllRows"/>.</summary>
public sealed class Update : RowCommand
{
    private readonly IReadOnlyList<Assignment> _assignments;
    private readonly RowFilter _filter;

    internal Update(Table table, IReadOnlyList<Assignment> assignments, RowFilter filter)
        : base(table) => (_assignments, _filter) = (assignments, filter);

    /// <summary>Gives a column a value.</summary>
    public Update Set<T>(Column<T> column, Expression<T> value) =>
        new(Table, [.. _assignments, new Assignment(column, Literal<T>.Typed(value, column))], _filter);

    /// <summary>Updates the rows that meet a condition, beside the conditions there are already.</summary>
    public Update Where(Expression<bool> condition) => new(Table, _assignments, _filter.And(condition));

    /// <summary>Updates all rows.</summary>
    public Update AllRows() => new(Table, _assignments, _filter with { All = true });

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitUpdate(Table, _assignments, _filter);
}
