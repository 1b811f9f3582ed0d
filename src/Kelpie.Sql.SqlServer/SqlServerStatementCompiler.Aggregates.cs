using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <content>Functions of many rows.</content>
internal sealed partial class SqlServerStatementCompiler
{
    private bool _needsOrder;

    protected override void VisitWindowed(Expression function, Window window)
    {
        _needsOrder = window.Orderings.Count == 0 && (!IsAggregate(function) || window.Frame is not null);
        base.VisitWindowed(function, window);
    }

    protected override void WriteWindow(Window window)
    {
        Write(" OVER (");
        var separator = "";
        if (window.Partitions.Count > 0)
        {
            Write("PARTITION BY ").WriteAll(window.Partitions, WriteKey);
            separator = " ";
        }

        if (window.Orderings.Count > 0)
        {
            Write(separator + "ORDER BY ").WriteAll(window.Orderings, WriteOrdering);
            separator = " ";
        }
        else if (_needsOrder)
        {
            // Any will do to whoever asks for none, but the function wants one.
            Write(separator + "ORDER BY (SELECT NULL)");
            separator = " ";
        }

        if (window.Frame is { } frame)
        {
            Write($"{separator}{(frame.Unit == FrameUnit.Rows ? "ROWS" : "RANGE")} BETWEEN {frame.From} AND {frame.To}");
        }

        Write(")");
    }

    protected override void WriteAggregateCall(AggregateCall call) => WithoutJson("an aggregate", () => WriteAggregate(call));

    private void WriteAggregate(AggregateCall call)
    {
        switch (call)
        {
            case { Name: "COUNT" }:
                base.WriteAggregateCall(call with { Name = "COUNT_BIG" });
                break;
            case { Name: "SUM", Value: { } value, CastTo: BigIntType } when value.SqlType.Underlying is not BigIntType:
                // The sum of INT is one, and overflows as one.
                Write(call.IsDistinct ? "SUM(DISTINCT CAST(" : "SUM(CAST(").Write(value).Write(" AS BIGINT))");
                break;
            case { Name: "MIN" or "MAX", Value: { } value } when value.SqlType.Underlying is BooleanType:
                Write($"CAST({call.Name}(CAST(").Write(value).Write(" AS TINYINT)) AS BIT)");
                break;
            case { Separator: { } separator, Value: { } value }:
                WriteStringAgg(call, value, separator);
                break;
            default:
                base.WriteAggregateCall(call);
                break;
        }
    }

    // Rows are one group if their values are equal, and equal here is also what differs by blanks at its end.
    private void WriteKey(Expression key)
    {
        if (!IsPadded(key, key))
        {
            Write(key);
            return;
        }

        var sql = Aside(() => Write(key));
        Write($"{sql}, DATALENGTH({sql})");
    }

    private void WriteStringAgg(AggregateCall call, Expression value, string separator)
    {
        Refuse(call.IsDistinct, "STRING_AGG of distinct values", "join the rows of a derived table that says Distinct()");
        // Of texts of limited length it makes no more than 8,000 bytes.
        Write("STRING_AGG(CAST(").Write(value).Write(" AS NVARCHAR(MAX)), ").WriteConstant(separator, Types.Text).Write(")");
        if (call.OrderBy.Count > 0)
        {
            Write(" WITHIN GROUP (ORDER BY ").WriteAll(call.OrderBy, WriteOrdering).Write(")");
        }
    }
}
