using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.MySql;

/// <summary>What an expression reads: it is compiled for that alone, and the text forgotten.</summary>
internal sealed class ExpressionReads(Dialect dialect, Table? target) : StatementCompiler(dialect)
{
    private readonly HashSet<string> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private readonly List<string> _fragments = [];
    private readonly HashSet<string> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> _qualifiers = new(StringComparer.Ordinal);

    /// <summary>Whether it is more than a value or a parameter.</summary>
    internal bool IsCompound { get; private set; }

    /// <summary>Whether it speaks of a table that no query within it takes rows from: of a row of the statement around it.</summary>
    internal bool IsCorrelated => !_qualifiers.IsSubsetOf(_sources);

    internal static ExpressionReads Of(Dialect dialect, QueryBody query)
    {
        var reads = new ExpressionReads(dialect, null);
        reads.WriteNested(query);
        return reads;
    }

    internal static ExpressionReads Of(Dialect dialect, Table? target, params ReadOnlySpan<Expression?> expressions)
    {
        var reads = new ExpressionReads(dialect, target);
        foreach (var expression in expressions)
        {
            if (expression is not null)
            {
                reads.Write(expression);
            }
        }

        return reads;
    }

    /// <summary>Whether it reads a column of the target; of a piece of SQL that somebody wrote, whether the name occurs in it.</summary>
    internal bool Reads(string column) =>
        _columns.Contains(column) || _fragments.Exists(sql => sql.Contains(column, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a query within it takes rows from a table.</summary>
    internal bool Queries(string table) => _tables.Contains(table);

    protected override void VisitColumn(Table table, string name)
    {
        IsCompound = true;
        _qualifiers.Add(table.Alias ?? table.Name);
        if (target is not null && table.Name == target.Name && table.Alias == target.Alias)
        {
            _columns.Add(name);
        }
    }

    protected override void VisitTable(Table table)
    {
        _tables.Add(table.Name);
        _sources.Add(table.Alias ?? table.Name);
    }

    protected override void VisitTextFragment(string sql)
    {
        IsCompound = true;
        _fragments.Add(sql);
    }

    protected override void VisitProposedValue(string column) => IsCompound = true;

    protected override void VisitBinary(Expression left, BinaryOperator op, Expression right)
    {
        IsCompound = true;
        base.VisitBinary(left, op, right);
    }

    protected override void VisitFunction(SqlFunction function, IReadOnlyList<Expression> arguments)
    {
        IsCompound = true;
        WriteAll(arguments, argument => Write(argument));
    }

    protected override void VisitCase(IReadOnlyList<CaseBranch> branches, Expression? otherwise)
    {
        IsCompound = true;
        base.VisitCase(branches, otherwise);
    }

    protected override void VisitCast(Expression operand, SqlType type)
    {
        IsCompound = true;
        Write(operand);
    }

    protected override void VisitJsonValue(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind)
    {
        IsCompound = true;
        Write(document);
    }

    protected override void VisitJsonObject(IReadOnlyList<(string Name, Expression Value)> members) =>
        VisitJsonArray([.. members.Select(member => member.Value)]);

    protected override void VisitJsonArray(IReadOnlyList<Expression> elements)
    {
        IsCompound = true;
        WriteAll(elements, element => Write(element));
    }

    protected override void VisitSelect(SelectBody select)
    {
        IsCompound = true;
        base.VisitSelect(select);
    }

    protected override void VisitDerivedTable(DerivedTable table)
    {
        _sources.Add(table.Name);
        base.VisitDerivedTable(table);
    }

    protected override void VisitCommonTable(CommonTable table)
    {
        _sources.Add(table.Alias ?? table.Name);
        base.VisitCommonTable(table);
    }

    protected override void VisitSourceColumn(string source, string column) => _qualifiers.Add(source);
}
