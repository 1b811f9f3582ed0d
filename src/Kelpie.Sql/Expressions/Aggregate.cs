using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>A function of many rows: of a group, of all rows, or, by <see cref="Over"/>, of a window of them.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
public sealed class Aggregate<T> : Expression<T>, IAggregate
{
    private readonly AggregateCall _call;
    private readonly SqlType<T> _type;

    internal Aggregate(AggregateCall call, SqlType<T> type) => (_call, _type) = (call, type);

    AggregateCall IAggregate.Call => _call;

    internal override SqlType<T> TypeIfKnown => _type;

    /// <summary>Takes equal values once.</summary>
    public Aggregate<T> Distinct() => new(_call with { IsDistinct = true }, _type);

    /// <summary>Takes only rows that meet a condition.</summary>
    public Aggregate<T> Where(Expression<bool> condition) =>
        new(_call with { Where = _call.Where is null ? condition : _call.Where & condition }, _type);

    /// <summary>Of the rows of a window, for each row anew.</summary>
    public Expression<T> Over(Window window) => new Windowed<T>(this, window, _type);

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitAggregate(_call);
}

/// <summary>A function of many rows, whatever its value's type.</summary>
internal interface IAggregate
{
    AggregateCall Call { get; }
}

/// <summary>A call of a function of many rows.</summary>
/// <param name="Name">Its name, which the databases share.</param>
/// <param name="Value">What it is of; null for <c>COUNT(*)</c>.</param>
public sealed record AggregateCall(string Name, Expression? Value)
{
    /// <summary>Whether equal values are taken once.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>Which rows are taken, or null for all.</summary>
    public Expression<bool>? Where { get; init; }

    /// <summary>The type of the result where some database would return another; null where all return the right one.</summary>
    public SqlType? CastTo { get; init; }

    /// <summary>What stands between joined texts; null for any other function.</summary>
    public string? Separator { get; init; }

    /// <summary>In which order texts are joined.</summary>
    public IReadOnlyList<Ordering> OrderBy { get; init; } = [];
}
