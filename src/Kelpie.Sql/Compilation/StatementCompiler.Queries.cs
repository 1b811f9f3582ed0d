using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Queries.</content>
public abstract partial class StatementCompiler
{
    private int _wrapped;

    /// <summary>Any query.</summary>
    protected internal void VisitQuery(QueryBody query)
    {
        switch (query)
        {
            case SelectBody select:
                VisitSelect(select);
                break;
            case CompoundBody compound:
                VisitCompound(compound);
                break;
            default:
                throw new NotSupportedException($"{dialect.Name} has no way to write a {query.GetType().Name}.");
        }
    }

    /// <summary>A whole <c>SELECT</c>.</summary>
    protected virtual void VisitSelect(SelectBody select)
    {
        Write(select.IsDistinct ? "SELECT DISTINCT " : "SELECT ").WriteAll(select.Columns, WriteSelected);
        WriteSource(select);
        WriteCondition(" WHERE ", select.Where);
        if (select.GroupBy.Count > 0)
        {
            Write(" GROUP BY ").WriteAll(select.GroupBy, key => Write(key));
        }

        WriteCondition(" HAVING ", select.Having);
        WriteOrder(select.OrderBy, WriteOrdering);
        WriteLimit(select);
        WriteLock(select.Lock);
    }

    /// <summary>Where the rows of a <c>SELECT</c> come from.</summary>
    protected virtual void WriteSource(SelectBody select)
    {
        if (select.From is { } source)
        {
            Write(" FROM ");
            Write(source);
        }
    }

    /// <summary>Two queries made one.</summary>
    protected virtual void VisitCompound(CompoundBody compound)
    {
        WriteOperand(compound.Left, mayChain: MayChain(compound));
        Write(compound.Operator switch
        {
            SetOperator.Union => " UNION ",
            SetOperator.UnionAll => " UNION ALL ",
            SetOperator.Intersect => " INTERSECT ",
            _ => " EXCEPT ",
        });
        WriteOperand(compound.Right, mayChain: false);
        Refuse(
            !dialect.Capabilities.HasNullsOrder && compound.OrderBy.Any(ordering => ordering.Nulls != NullsOrder.AsTheDatabaseDoes),
            "NULLS FIRST or LAST for queries made one",
            "say AsTable(...), and sort a query that selects from that");
        // By place: a name would be one query's and not the other's.
        WriteOrder(compound.OrderBy, ordering => WriteOrdering(PlaceOf(ordering.Expression, compound), ordering));
        WriteLimit(compound);
    }

    /// <summary>One criterion of an <c>ORDER BY</c>.</summary>
    protected void WriteOrdering(Ordering ordering) => WriteOrdering(
        // By its label, so that a constant within is one parameter and not two, which a database takes for two values.
        () => _ = ordering.Expression is ILabelled labelled ? WriteName(labelled.Label) : Write(ordering.Expression),
        ordering);

    /// <summary>One criterion of an <c>ORDER BY</c>.</summary>
    /// <param name="criterion">Writes what is sorted by; as often as it is called.</param>
    /// <param name="ordering">How.</param>
    protected virtual void WriteOrdering(Action criterion, Ordering ordering)
    {
        if (ordering.Nulls != NullsOrder.AsTheDatabaseDoes && !dialect.Capabilities.HasNullsOrder)
        {
            Write("CASE WHEN ");
            criterion();
            Write(ordering.Nulls == NullsOrder.First ? " IS NULL THEN 0 ELSE 1 END, " : " IS NULL THEN 1 ELSE 0 END, ");
        }

        criterion();
        Write(ordering.IsDescending ? " DESC" : "");
        if (dialect.Capabilities.HasNullsOrder)
        {
            Write(ordering.Nulls switch
            {
                NullsOrder.First => " NULLS FIRST",
                NullsOrder.Last => " NULLS LAST",
                _ => "",
            });
        }
    }

    /// <summary>How many rows of a query, and how many passed over before.</summary>
    protected virtual void WriteLimit(QueryBody query)
    {
        if (query.Limit is not null)
        {
            Write(" LIMIT ").Write(query.Limit);
        }

        if (query.Offset is not null)
        {
            Write(" OFFSET ").Write(query.Offset);
        }
    }

    /// <summary>How the rows found are locked.</summary>
    protected virtual void WriteLock(RowLock rowLock)
    {
        if (rowLock == RowLock.None)
        {
            return;
        }

        if (!dialect.Capabilities.HasRowLocks)
        {
            throw new NotSupportedException(
                $"{dialect.Name} locks no rows for a query; begin the transaction by BeginAsync(TransactionMode.Write), and leave out ForUpdate().");
        }

        Write(rowLock == RowLock.ForUpdateSkippingLocked ? " FOR UPDATE SKIP LOCKED" : " FOR UPDATE");
    }

    /// <summary>A query in parentheses.</summary>
    public virtual StatementCompiler WriteNested(QueryBody query)
    {
        Write("(");
        VisitQuery(query);
        return Write(")");
    }

    /// <summary>Criteria of an order behind their keyword; nothing where there are none.</summary>
    protected void WriteOrder(IReadOnlyList<Ordering> orderings, Action<Ordering> write)
    {
        if (orderings.Count > 0)
        {
            Write(" ORDER BY ").WriteAll(orderings, write);
        }
    }

    /// <summary>A value among those of a result, with its name if it has one.</summary>
    protected virtual void WriteSelected(Expression column)
    {
        // Only here does a label stand behind its value; elsewhere the value stands alone.
        if (column is ILabelled labelled)
        {
            VisitLabelled(labelled.Inner, labelled.Label);
        }
        else
        {
            Write(column);
        }
    }

    // A database takes INTERSECT before UNION, SQLite takes them as they come: only where both agree is nothing put around.
    private static bool MayChain(CompoundBody compound) => compound.Left is CompoundBody left
        && (compound.Operator == SetOperator.Intersect) == (left.Operator == SetOperator.Intersect);

    private Action PlaceOf(Expression criterion, CompoundBody compound)
    {
        for (var i = 0; i < compound.Columns.Count; i++)
        {
            if (ReferenceEquals(compound.Columns[i], criterion))
            {
                var place = i + 1;
                return () => Write(place.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException(
            $"Two queries made one are sorted by columns that the first of them selects, and {criterion} is none; to sort by more, say AsTable(...) and select from that.");
    }

    // What has an order or an end of its own cannot stand bare beside another query; SQLite takes no parentheses, all take this.
    private void WriteOperand(QueryBody operand, bool mayChain)
    {
        if (operand.IsPlain && (operand is SelectBody { Lock: RowLock.None } || mayChain))
        {
            VisitQuery(operand);
            return;
        }

        Write("SELECT * FROM ").WriteNested(QueryLabels.Labelled(operand)).Write(" AS ").WriteName($"q{++_wrapped}");
    }
}
