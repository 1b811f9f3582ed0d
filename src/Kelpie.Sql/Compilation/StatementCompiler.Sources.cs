using System.Text;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>What rows are taken from.</content>
public abstract partial class StatementCompiler
{
    private readonly List<string> _commonTables = [];
    private readonly Dictionary<string, CommonTable> _commonByName = new(StringComparer.Ordinal);
    private bool _isRecursive;

    /// <summary>Whether a recursive common table expression is announced by a word of its own.</summary>
    protected virtual bool SaysRecursive => true;

    /// <summary>Whether a common table expression written so far is recursive.</summary>
    protected bool IsRecursive => _isRecursive;

    /// <summary>Where the common table expressions go: into the text written so far, before anything behind this place.</summary>
    protected int HeadAt { get; set; }

    /// <summary>Whether the statement has common table expressions, as far as it is written.</summary>
    protected bool HasCommonTables => _commonTables.Count > 0;

    /// <summary>Writes what rows are taken from.</summary>
    public StatementCompiler Write(FromClause source)
    {
        source.Accept(this);
        return this;
    }

    /// <summary>A table, with the name the statement gives it.</summary>
    protected internal virtual void VisitTable(Table table)
    {
        WriteName(table.Name);
        WriteAlias(table.Alias);
    }

    /// <summary>Two sides of a <c>FROM</c>.</summary>
    protected internal virtual void VisitJoin(FromClause left, JoinKind kind, FromClause right, Expression? on)
    {
        if (kind is JoinKind.CrossLateral or JoinKind.LeftLateral && !dialect.Capabilities.HasLateralJoins)
        {
            throw new NotSupportedException(
                $"{dialect.Name} has no lateral joins; use a subquery among the columns for one value, or a window function for the first rows of each group.");
        }

        Write(left);
        WriteJoinWord(kind);
        Write(right);
        if (on is not null)
        {
            Write(" ON ").WriteTruth(on);
        }
        else if (kind == JoinKind.LeftLateral)
        {
            WriteLateralCondition();
        }
    }

    /// <summary>What stands between two sides of a <c>FROM</c>.</summary>
    protected virtual void WriteJoinWord(JoinKind kind) => Write(kind switch
    {
        JoinKind.Inner => " JOIN ",
        JoinKind.Left => " LEFT JOIN ",
        JoinKind.CrossLateral => " CROSS JOIN LATERAL ",
        JoinKind.LeftLateral => " LEFT JOIN LATERAL ",
        _ => " CROSS JOIN ",
    });

    /// <summary>The condition of a lateral left join, which has none of its own.</summary>
    protected virtual void WriteLateralCondition() => Write(" ON true");

    /// <summary>A query in parentheses in the place of a table.</summary>
    protected internal virtual void VisitDerivedTable(DerivedTable table) =>
        WriteNested(QueryLabels.Labelled(table.Body)).Write(" AS ").WriteName(table.Name);

    /// <summary>A common table expression: its name here, and itself at the head of the statement.</summary>
    protected internal virtual void VisitCommonTable(CommonTable table)
    {
        Announce(table.Original);
        WriteName(table.Name);
        WriteAlias(table.Alias);
    }

    /// <summary>The query of a common table expression.</summary>
    /// <param name="query">The query; of a recursive one, seed and step made one.</param>
    /// <param name="isRecursive">Whether the step takes from the expression itself.</param>
    protected virtual void WriteCommonBody(QueryBody query, bool isRecursive) => VisitQuery(query);

    /// <summary>A column of a query in the place of a table.</summary>
    protected internal virtual void VisitSourceColumn(string source, string column) => WriteName(source).Write(".").WriteName(column);

    /// <summary>How a table gets its name within the statement.</summary>
    protected void WriteAlias(string? alias)
    {
        if (alias is not null)
        {
            Write(" AS ").WriteName(alias);
        }
    }

    /// <summary>Writes something to the side.</summary>
    /// <returns>What was written; parameters are kept.</returns>
    protected string Aside(Action write)
    {
        var (outer, head) = (_sql, HeadAt);
        _sql = new StringBuilder();
        try
        {
            write();
            return _sql.ToString();
        }
        finally
        {
            (_sql, HeadAt) = (outer, head);
        }
    }

    // The statement is known only when all of it has been written, and the head stands before all of it.
    private void WriteHead()
    {
        if (_commonTables.Count > 0)
        {
            _sql.Insert(HeadAt, $"WITH {(_isRecursive && SaysRecursive ? "RECURSIVE " : "")}{string.Join(", ", _commonTables)} ");
        }
    }

    private void Announce(CommonTable table)
    {
        if (_commonByName.TryGetValue(table.Name, out var known))
        {
            if (!ReferenceEquals(known, table))
            {
                throw new InvalidOperationException($"Two common table expressions of the statement are named {table.Name}; give one another name.");
            }

            return;
        }

        _commonByName.Add(table.Name, table);
        _isRecursive |= table.Recursion is not null;
        if (table.Recursion is { Operator: SetOperator.Union } && !dialect.Capabilities.HasDistinctRecursion)
        {
            throw new NotSupportedException(
                $"{dialect.Name} has no recursion that drops rows found before; carry a depth in {table.Name}, stop at one, and take the result's rows by Distinct().");
        }

        // Those that it takes from are announced while it is written, so they come before it, as they must.
        var body = Aside(() => WriteCommonBody(table.Recursion ?? table.Body, table.Recursion is not null));
        _commonTables.Add($"{dialect.Quote(table.Name)} ({string.Join(", ", table.Labels.Select(dialect.Quote))}) AS ({body})");
    }
}
