using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.SqlServer;

/// <content>Queries.</content>
internal sealed partial class SqlServerStatementCompiler
{
    private string _lock = "";
    private IReadOnlyList<Expression>? _recursive;

    protected override bool SaysRecursive => false;

    protected override void VisitSelect(SelectBody select)
    {
        var columns = _recursive;
        _recursive = null;
        Write(select.IsDistinct ? "SELECT DISTINCT " : "SELECT ");
        if (select is { Limit: { } limit, Offset: null })
        {
            Write("TOP (").Write(limit).Write(") ");
        }

        var place = 0;
        WriteAll(select.Columns, column => WriteColumn(column, columns?[place++]));
        WriteSource(select);
        WriteCondition(" WHERE ", select.Where);
        if (select.GroupBy.Count > 0)
        {
            WithoutJson("GROUP BY", () => Write(" GROUP BY ").WriteAll(select.GroupBy, WriteKey));
        }

        WriteCondition(" HAVING ", select.Having);
        WriteOrder(select.OrderBy, WriteOrdering);
        if (select.Offset is not null)
        {
            WritePage(select, select.IsDistinct ? " ORDER BY 1" : " ORDER BY (SELECT NULL)");
        }
    }

    protected override void VisitCompound(CompoundBody compound)
    {
        Refuse(
            compound.OrderBy.Any(ordering => NeedsNullsOrder(ordering)),
            "order of NULLs for two queries made one",
            "say AsTable(...), select from that, and sort there");
        base.VisitCompound(compound);
    }

    // Of two queries made one; a SELECT has written its own by now.
    protected override void WriteLimit(QueryBody query)
    {
        if (query is not { Limit: null, Offset: null })
        {
            WritePage(query, " ORDER BY 1");
        }
    }

    protected override void WriteOrdering(Action criterion, Ordering ordering)
    {
        if (NeedsNullsOrder(ordering))
        {
            // The value itself: a label is known behind ORDER BY only where it stands alone.
            Write("CASE WHEN ").WriteOperand(ordering.Expression);
            Write(ordering.Nulls == NullsOrder.First ? " IS NULL THEN 0 ELSE 1 END, " : " IS NULL THEN 1 ELSE 0 END, ");
        }

        base.WriteOrdering(criterion, ordering with { Nulls = NullsOrder.AsTheDatabaseDoes });
    }

    protected override void WriteSource(SelectBody select)
    {
        var outer = _lock;
        _lock = select.Lock switch
        {
            RowLock.ForUpdate => " WITH (UPDLOCK, ROWLOCK)",
            RowLock.ForUpdateSkippingLocked => " WITH (UPDLOCK, ROWLOCK, READPAST)",
            _ => "",
        };
        base.WriteSource(select);
        _lock = outer;
    }

    public override Compilation.StatementCompiler WriteNested(QueryBody query)
    {
        Refuse(_changed is not null, "subquery among the values that a change hands back", "select the rows by their key in the same transaction");
        var outer = _lock;
        _lock = "";
        base.WriteNested(WithoutIdleOrder(query));
        _lock = outer;
        return this;
    }

    protected override void WriteCommonBody(QueryBody query, bool isRecursive)
    {
        var outer = _lock;
        _lock = "";
        if (isRecursive)
        {
            WriteRecursion((CompoundBody)query);
        }
        else
        {
            VisitQuery(WithoutIdleOrder(query));
        }

        _lock = outer;
    }

    // Both halves must be of one type to the letter, NVARCHAR(100) and NVARCHAR(101) being two.
    private void WriteRecursion(CompoundBody recursion)
    {
        var step = recursion.Right as SelectBody;
        Refuse(
            step is null or { IsDistinct: true } or { GroupBy.Count: > 0 } or { Limit: not null } or { Offset: not null },
            "recursion whose step is a set operation, is grouped, takes equal rows once or is limited",
            "do so in the query that takes from the recursion");
        _recursive = recursion.Columns;
        VisitQuery(WithoutIdleOrder(recursion.Left));
        Write(" UNION ALL ");
        _recursive = recursion.Columns;
        VisitQuery(WithoutIdleOrder(step!));
        _recursive = null;
    }

    private void WriteColumn(Expression column, Expression? like)
    {
        if (like is null || like.SqlType.Underlying is not (TextType or DecimalType))
        {
            WriteSelected(column);
            return;
        }

        VisitCast(column, like.SqlType);
    }

    // A row count of zero is an error behind FETCH, and none behind OFFSET finds a row so far on.
    private void WritePage(QueryBody query, string anyOrder)
    {
        if (query.OrderBy.Count == 0)
        {
            Write(anyOrder);
        }

        var offset = query.Offset is { } given ? Aside(() => Write(given)) : "0";
        if (query.Limit is not { } limit)
        {
            Write($" OFFSET {offset} ROWS");
            return;
        }

        var rows = Aside(() => Write(limit));
        _ = ConstantOf(limit) is > 0L
            ? Write($" OFFSET {offset} ROWS FETCH NEXT {rows} ROWS ONLY")
            : Write($" OFFSET CASE WHEN {rows} > 0 THEN {offset} ELSE {long.MaxValue} END ROWS FETCH NEXT CASE WHEN {rows} > 0 THEN {rows} ELSE 1 END ROWS ONLY");
    }

    // Within another query an order without an end to it means nothing, and is refused.
    private static QueryBody WithoutIdleOrder(QueryBody query) =>
        query is { OrderBy.Count: > 0, Limit: null, Offset: null } ? query with { OrderBy = [] } : query;

    // NULL is the lowest value here.
    private static bool NeedsNullsOrder(Ordering ordering) =>
        ordering.Nulls == (ordering.IsDescending ? NullsOrder.First : NullsOrder.Last) && ordering.Expression.IsNullable;
}
