using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <content>Queries within statements, which both servers take in fewer places than others do.</content>
internal sealed partial class MySqlStatementCompiler
{
    // LIMIT within IN is refused: https://dev.mysql.com/doc/refman/9.7/en/subquery-restrictions.html.
    protected override void VisitInQuery(Expression operand, QueryBody query)
    {
        WriteOperand(operand).Write(" IN ");
        _ = query.Limit is null && query.Offset is null ? WriteNested(query) : WriteApart(query);
    }

    // https://dev.mysql.com/doc/refman/9.7/en/update.html: "You cannot update a table and select directly from the same table in a subquery."
    public override StatementCompiler WriteNested(QueryBody query)
    {
        if (_changed is not { } changed || dialect.QueriesChangedTable || !ExpressionReads.Of(dialect, query).Queries(changed.Name))
        {
            return base.WriteNested(query);
        }

        return ExpressionReads.Of(dialect, query).IsCorrelated
            ? throw new NotSupportedException(
                $"The statement changes {changed.Name} and has a query on {changed.Name} within that speaks of the row at hand, which {dialect.Product} refuses; "
                + "run the query before, and give what it finds as parameters.")
            : WriteApart(query);
    }

    // As a table of its own, read before anything is changed; the hint keeps the server from taking it apart again.
    private StatementCompiler WriteApart(QueryBody query)
    {
        var name = $"apart{++_apart}";
        var changed = _changed;
        _changed = null;
        Write(dialect.Name == "mysql" ? $"(SELECT /*+ NO_MERGE({name}) */ * FROM " : "(SELECT * FROM ");
        base.WriteNested(QueryLabels.Labelled(query)).Write($" AS {name})");
        _changed = changed;
        return this;
    }
}
