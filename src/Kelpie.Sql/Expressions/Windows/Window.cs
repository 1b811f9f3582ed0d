namespace Kelpie.Sql.Expressions;

/// <summary>The rows that a window function sees for each row. Each method returns another one.</summary>
public sealed record Window
{
    private Window()
    {
    }

    /// <summary>All rows of the result, in no order.</summary>
    public static Window All { get; } = new();

    /// <summary>What must agree for rows to see each other.</summary>
    public IReadOnlyList<Expression> Partitions { get; private init; } = [];

    /// <summary>In which order they come.</summary>
    public IReadOnlyList<Ordering> Orderings { get; private init; } = [];

    /// <summary>Which of them, seen from the row at hand; null for the database's own rule: all of them, or, with an order, those up to the row and its equals.</summary>
    public WindowFrame? Frame { get; private init; }

    /// <summary>Rows see only those that agree with them in some values.</summary>
    public Window PartitionBy(params IReadOnlyList<Expression> keys) => this with { Partitions = [.. keys] };

    /// <summary>The order of the rows.</summary>
    public Window OrderBy(params IReadOnlyList<Ordering> orderings) => this with { Orderings = [.. orderings] };

    /// <summary>Only rows from one place to another, counted from the row at hand.</summary>
    public Window Rows(FrameBound from, FrameBound to) => this with { Frame = WindowFrame.Of(FrameUnit.Rows, from, to) };

    /// <summary>Only rows from one place to another, where the equals of the row at hand count as one.</summary>
    /// <exception cref="ArgumentException">A bound counts rows, which only <see cref="Rows"/> can.</exception>
    public Window Range(FrameBound from, FrameBound to) => from.Distance is null && to.Distance is null
        ? this with { Frame = WindowFrame.Of(FrameUnit.Range, from, to) }
        : throw new ArgumentException("A range goes from or to an end or the current row; to count rows, say Rows(...).");
}

/// <summary>Which rows of a window, seen from the row at hand.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record WindowFrame(FrameUnit Unit, FrameBound From, FrameBound To)
{
    /// <exception cref="ArgumentException">The frame ends before it begins.</exception>
    internal static WindowFrame Of(FrameUnit unit, FrameBound from, FrameBound to) => from.Place <= to.Place
        ? new WindowFrame(unit, from, to)
        : throw new ArgumentException($"A window frame from {from} to {to} ends before it begins.");
}

/// <summary>What a window frame counts.</summary>
public enum FrameUnit
{
    /// <summary>Rows.</summary>
    Rows,

    /// <summary>Values of the order: rows equal in it are one.</summary>
    Range,
}

/// <summary>An end of a window frame.</summary>
public readonly record struct FrameBound
{
    private FrameBound(long place, int? distance, string sql) => (Place, Distance, Sql) = (place, distance, sql);

    /// <summary>The first row of the window.</summary>
    public static FrameBound Start { get; } = new(long.MinValue, null, "UNBOUNDED PRECEDING");

    /// <summary>The row at hand.</summary>
    public static FrameBound CurrentRow { get; } = new(0, null, "CURRENT ROW");

    /// <summary>The last row of the window.</summary>
    public static FrameBound End { get; } = new(long.MaxValue, null, "UNBOUNDED FOLLOWING");

    /// <summary>How many rows from the row at hand; null for the three that are not counted.</summary>
    public int? Distance { get; }

    internal long Place { get; }

    internal string Sql { get; }

    /// <summary>So many rows before the row at hand.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static FrameBound Preceding(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new(-rows, rows, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rows} PRECEDING"));
    }

    /// <summary>So many rows behind the row at hand.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static FrameBound Following(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new(rows, rows, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rows} FOLLOWING"));
    }

    /// <inheritdoc/>
    public override string ToString() => Sql;
}
