using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>A <c>DELETE</c>. It must say which rows: by a condition, or <see cref="AllRows"/>.</summary>
public sealed class Delete : RowCommand
{
    private readonly DeleteBody _body;

    internal Delete(DeleteBody body)
        : base(body) => _body = body;

    /// <summary>Deletes the rows that meet a condition, beside the conditions there are already.</summary>
    public Delete Where(Expression<bool> condition) => new(_body with { Filter = _body.Filter.And(condition) });

    /// <summary>Lets the condition speak of other tables: a row goes if it meets the condition with any row of theirs.</summary>
    public Delete Using(FromClause others) => new(_body with { Using = others });

    /// <summary>Deletes all rows.</summary>
    public Delete AllRows() => new(_body with { Filter = _body.Filter with { All = true } });
}
