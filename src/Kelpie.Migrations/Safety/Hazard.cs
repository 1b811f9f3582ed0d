using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>What an operation may do that somebody should know of before.</summary>
public enum HazardKind
{
    /// <summary>A table goes with its rows.</summary>
    LosesRows,

    /// <summary>A column goes with its values.</summary>
    LosesValues,

    /// <summary>A column comes to hold less than it did: what does not fit is refused, or changed.</summary>
    Narrows,

    /// <summary>A column may not be NULL any more.</summary>
    RefusesNull,

    /// <summary>Values may not occur twice any more.</summary>
    RefusesDuplicates,

    /// <summary>Rows must refer to rows that are there.</summary>
    RefusesOrphans,

    /// <summary>Rows must fulfil a condition.</summary>
    RefusesRows,

    /// <summary>A key or constraint goes, so what it kept out may come in.</summary>
    DropsGuarantee,

    /// <summary>SQL of which nothing is known but its text.</summary>
    RunsRawSql,

    /// <summary>Others wait for the whole table.</summary>
    LocksTable,

    /// <summary>Nothing says what undoes it.</summary>
    HasNoDowngrade,

    /// <summary>Its downgrade does not lead back to the schema before.</summary>
    DowngradeStrays,

    /// <summary>There is no text for a kind of database.</summary>
    HasNoScript,

    /// <summary>A kind of database has no way to do it.</summary>
    IsRefused,

    /// <summary>A kind of database does not take a name.</summary>
    NameIsRefused,
}

/// <summary>How bad it is.</summary>
public enum HazardSeverity
{
    /// <summary>To be known; nothing is lost and nothing fails.</summary>
    Note,

    /// <summary>It fails where the rows, or the database, do not allow it.</summary>
    MayFail,

    /// <summary>Rows or values go, or are changed.</summary>
    Destroys,
}

/// <summary>What an operation may do that somebody should know of before.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Where">The table, column or name: <c>books.year</c>.</param>
/// <param name="What">What happens, in words that go behind the operation's place: <c>drops books.year and its values</c>.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Hazard(HazardKind Kind, HazardSeverity Severity, string Where, string What, string Remedy)
{
    /// <summary>The kinds of database it is so on, by name.</summary>
    public ValueList<string> Dialects { get; init; } = [];

    /// <summary>The rows that are at stake, or null where nothing can be asked.</summary>
    internal RowsAtStake? Rows { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{What}. {Remedy}";
}
