using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Expressions;

/// <summary>A query from which rows are taken as from a table.</summary>
public abstract class NamedQuery : FromClause
{
    private protected NamedQuery(string name, QueryBody body)
    {
        Name = name;
        Body = body;
        Labels = QueryLabels.Of(body, name);
    }

    /// <summary>The name under which the statement knows it.</summary>
    public string Name { get; }

    internal QueryBody Body { get; }

    /// <summary>The names of its columns.</summary>
    internal IReadOnlyList<string> Labels { get; }

    /// <summary>What its columns are called by the statement around it.</summary>
    internal virtual string Qualifier => Name;

    /// <summary>One of the columns that the query selects, as a column of this table.</summary>
    /// <param name="selected">The very expression that it selects.</param>
    /// <exception cref="ArgumentException">It does not select it.</exception>
    public Expression<T> Get<T>(Expression<T> selected)
    {
        for (var i = 0; i < Body.Columns.Count; i++)
        {
            if (ReferenceEquals(Body.Columns[i], selected))
            {
                return new SourceColumn<T>(this, Labels[i], selected.Type);
            }
        }

        throw new ArgumentException(
            $"The query {Name} does not select {selected}; it selects {string.Join(", ", Labels)}. Keep the expression in a variable, and give that to both.",
            nameof(selected));
    }

    /// <summary>One of its columns by name.</summary>
    /// <param name="column">The column's name: a label, or the name of a table's column.</param>
    /// <param name="type">What it holds.</param>
    /// <exception cref="ArgumentException">It has no column of that name.</exception>
    public Expression<T> Get<T>(string column, SqlType<T> type) => Labels.Contains(column)
        ? new SourceColumn<T>(this, column, type)
        : throw new ArgumentException($"The query {Name} has no column {column}; it has {string.Join(", ", Labels)}.", nameof(column));
}

/// <summary>A query in parentheses, in the place of a table.</summary>
public sealed class DerivedTable : NamedQuery
{
    internal DerivedTable(string name, QueryBody body)
        : base(name, body)
    {
    }

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitDerivedTable(this);
}

/// <summary>A common table expression: a query written at the head of the statement, under a name.</summary>
public sealed class CommonTable : NamedQuery
{
    private readonly CommonTable? _original;

    internal CommonTable(string name, QueryBody body)
        : base(name, body)
    {
    }

    private CommonTable(CommonTable original, string alias)
        : base(original.Name, original.Body) => (_original, Alias) = (original.Original, alias);

    // Its own step speaks of it, so its body is whole only afterwards.
    internal CommonTable(string name, QueryBody seed, Func<CommonTable, QueryBody> step, bool isDistinct)
        : base(name, seed) =>
        Recursion = new CompoundBody(seed, isDistinct ? SetOperator.Union : SetOperator.UnionAll, step(this));

    /// <summary>The name of this use of it, or null where it goes by its own.</summary>
    public string? Alias { get; }

    internal override string Qualifier => Alias ?? Name;

    /// <summary>The seed and the step of a recursive one; null for any other.</summary>
    internal CompoundBody? Recursion { get; }

    internal CommonTable Original => _original ?? this;

    /// <summary>The same table under another name, so that a statement may take from it twice.</summary>
    public CommonTable As(string alias) => new(this, alias);

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitCommonTable(this);
}

/// <summary>A column of a query in the place of a table.</summary>
internal sealed class SourceColumn<T>(NamedQuery source, string label, SqlType<T> type) : Expression<T>, INamedColumn
{
    public string Name => label;

    internal override SqlType<T> TypeIfKnown => type;

    public override string ToString() => $"{source.Qualifier}.{label}";

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitSourceColumn(source.Qualifier, label);
}

/// <summary>An expression that has a name by itself, because it is a column of something.</summary>
internal interface INamedColumn
{
    string Name { get; }
}
