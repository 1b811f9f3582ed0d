using System.Globalization;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Safety;

/// <summary>A number of rows, counted up to a bound.</summary>
/// <param name="Count">How many, or the bound.</param>
/// <param name="IsMore">Whether there are more than that.</param>
public readonly record struct RowCount(long Count, bool IsMore)
{
    /// <summary>The number in words: <c>1 row</c>, <c>more than 100,000 rows</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsMore ? "more than " : "")}{Count:#,0} row{(Count == 1 && !IsMore ? "" : "s")}");
}

/// <summary>What a step of a plan may do to the database as it is now.</summary>
/// <param name="Migration">The revision.</param>
/// <param name="Hazard">What it may do.</param>
public sealed record Stake(Migration Migration, Hazard Hazard)
{
    /// <summary>How many rows it is about; null where nobody can tell before.</summary>
    public RowCount? Rows { get; init; }

    /// <summary>One of them, by its key or by what is there twice: <c>id = 7</c>. Null where there is none to be named.</summary>
    public string? Example { get; init; }

    /// <summary>A query that finds them; null where there is none.</summary>
    public string? Query { get; init; }

    /// <summary>The table as the database calls it now; null where the rows of none are at stake.</summary>
    internal string? Table { get; init; }

    /// <summary>Whether rows or values would go: an upgrade needs leave for it.</summary>
    public bool IsDestructive => Hazard.Severity == HazardSeverity.Destroys && Rows is { Count: > 0 };

    /// <summary>Whether rows are there that the step cannot be done with.</summary>
    public bool IsViolation => Hazard.Severity == HazardSeverity.MayFail && Rows is { Count: > 0 };

    /// <summary>In a line: <c>b01d77c0 (years) drops books.year and its values: 12 rows</c>.</summary>
    public override string ToString() =>
        $"{Migration} {Hazard.What}{(Rows is { } rows ? $": {rows}" : "")}{(IsViolation && Example is { Length: > 0 } example ? $", such as {example}" : "")}";
}
