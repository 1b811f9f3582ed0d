using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Compilation;

/// <content>Functions of many rows.</content>
public abstract partial class StatementCompiler
{
    /// <summary>A function of the rows of a group.</summary>
    protected internal void VisitAggregate(AggregateCall call) => WriteAggregate(call, null);

    /// <summary>A function of the rows of a window.</summary>
    protected internal virtual void VisitWindowed(Expression function, Window window)
    {
        if (function is IAggregate aggregate)
        {
            WriteAggregate(aggregate.Call, window);
            return;
        }

        Write(function);
        WriteWindow(window);
    }

    /// <summary>Whether a function is one of many rows, with a window or without.</summary>
    protected static bool IsAggregate(Expression function) => function is IAggregate;

    /// <summary>Whether what an aggregate returns must be cast, because the database would return another type than its values'.</summary>
    protected virtual bool NeedsCast(AggregateCall call) => false;

    /// <summary>An aggregate's call, window and cast aside.</summary>
    protected virtual void WriteAggregateCall(AggregateCall call)
    {
        Write(call.Name).Write(call.IsDistinct ? "(DISTINCT " : "(");
        _ = call.Value is null ? Write("*") : Write(call.Value);
        if (call.Separator is { } separator)
        {
            Write(", ").WriteConstant(separator, Types.Text);
        }

        WriteOrder(call.OrderBy, WriteOrdering);
        Write(")");
    }

    /// <summary>The rows that a window function sees.</summary>
    protected virtual void WriteWindow(Window window)
    {
        Write(" OVER (");
        var isEmpty = true;
        if (window.Partitions.Count > 0)
        {
            Write("PARTITION BY ").WriteAll(window.Partitions, key => Write(key));
            isEmpty = false;
        }

        if (window.Orderings.Count > 0)
        {
            Write(isEmpty ? "ORDER BY " : " ORDER BY ").WriteAll(window.Orderings, WriteOrdering);
            isEmpty = false;
        }

        if (window.Frame is { } frame)
        {
            Write(isEmpty ? "" : " ").Write(frame.Unit == FrameUnit.Rows ? "ROWS" : "RANGE").Write($" BETWEEN {frame.From.Sql} AND {frame.To.Sql}");
        }

        Write(")");
    }

    private void WriteAggregate(AggregateCall call, Window? window)
    {
        var cast = call.CastTo is not null && NeedsCast(call);
        Write(cast ? "CAST(" : "");
        WriteFiltered(call);
        if (window is not null)
        {
            WriteWindow(window);
        }

        if (cast)
        {
            Write($" AS {SpellCastType(call.CastTo!)})");
        }
    }

    private void WriteFiltered(AggregateCall call)
    {
        if (call.Where is not { } condition)
        {
            WriteAggregateCall(call);
        }
        else if (dialect.Capabilities.HasFilter)
        {
            WriteAggregateCall(call);
            Write(" FILTER (WHERE ").WriteTruth(condition).Write(")");
        }
        else
        {
            // Aggregates leave NULLs out, and what does not meet the condition becomes one.
            var value = call.Value ?? new TextFragment<int>("1", Types.Integer);
            WriteAggregateCall(call with { Value = new Case<int>([new CaseBranch(condition, value)], null, Types.Integer), Where = null });
        }
    }
}
