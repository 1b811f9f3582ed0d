using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>An <c>UPDATE</c>. It must say which rows: by a condition, or <see cref="AllRows"/>.</summary>
public sealed class Update : RowCommand
{
    private readonly UpdateBody _body;

    internal Update(UpdateBody body)
        : base(body) => _body = body;

    /// <summary>Gives a column a value; null is NULL.</summary>
    public Update Set<T>(Column<T> column, Expression<T>? value) =>
        new(_body with { Assignments = [.. _body.Assignments, column.Gets(value)] });

    /// <summary>
    /// Lets values and conditions speak of other tables. Where several of their rows fit one that changes, the database
    /// takes any one of them: join by a key.
    /// </summary>
    public Update From(FromClause others) => new(_body with { From = others });

    /// <summary>Updates the rows that meet a condition, beside the conditions there are already.</summary>
    public Update Where(Expression<bool> condition) => new(_body with { Filter = _body.Filter.And(condition) });

    /// <summary>Updates all rows.</summary>
    public Update AllRows() => new(_body with { Filter = _body.Filter with { All = true } });
}
