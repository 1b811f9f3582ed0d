using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>A <c>DELETE</c>. It must say which rows: by a condition, or <see cref="AllRows"/>.</summary>
public sealed class Delete : RowCommand
{
    private readonly RowFilter _filter;

    internal Delete(Table table, RowFilter filter)
        : base(table) => _filter = filter;

    /// <summary>Deletes the rows that meet a condition, beside the conditions there are already.</summary>
    public Delete Where(Expression<bool> condition) => new(Table, _filter.And(condition));

    /// <summary>Deletes all rows.</summary>
    public Delete AllRows() => new(Table, _filter with { All = true });

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitDelete(Table, _filter);
}
