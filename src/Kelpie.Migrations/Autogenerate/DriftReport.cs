using Kelpie.Sql.Inspection;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>What stands between a schema that is known and the one a database has.</summary>
public sealed record DriftReport
{
    /// <summary>What of the known tables is otherwise in the database: before is what is known, after is what it has.</summary>
    public required SchemaComparison Differences { get; init; }

    /// <summary>Views that should be there.</summary>
    public required IReadOnlyList<string> MissingViews { get; init; }

    /// <summary>Triggers that should be there.</summary>
    public required IReadOnlyList<string> MissingTriggers { get; init; }

    /// <summary>Tables that raw SQL of a migration made, and that are gone.</summary>
    public required IReadOnlyList<string> MissingTables { get; init; }

    /// <summary>Indexes of known tables that were not built to their end, so that the database does not use them.</summary>
    public required IReadOnlyList<InvalidIndex> InvalidIndexes { get; init; }

    /// <summary>Tables that no migration knows of: another program's, or somebody's own. They are no drift.</summary>
    public required IReadOnlyList<string> UnknownTables { get; init; }

    /// <summary>Views that no migration knows of. They are no drift.</summary>
    public required IReadOnlyList<string> UnknownViews { get; init; }

    /// <summary>Triggers that no migration knows of. They are no drift.</summary>
    public required IReadOnlyList<string> UnknownTriggers { get; init; }

    /// <summary>Whether something that is known is missing from the database, or otherwise there.</summary>
    public bool HasDrift => !Differences.IsEmpty || MissingViews.Count + MissingTriggers.Count + MissingTables.Count + InvalidIndexes.Count > 0;

    /// <summary>What has drifted, one a line.</summary>
    /// <param name="known">What the known schema is called: <c>the migrations</c>.</param>
    /// <param name="database">What the database is called.</param>
    public IReadOnlyList<string> Describe(string known = "the migrations", string database = "the database") =>
    [
        .. Differences.Describe(known, database),
        .. Missing("table", MissingTables),
        .. Missing("view", MissingViews),
        .. Missing("trigger", MissingTriggers),
        .. InvalidIndexes.Select(index => $"index {index.Name} of {index.Table}: not built to its end, so {database} does not use it - run: {index.Remedy}"),
    ];

    /// <summary>What the database has that is none of the migrations' doing, one a line.</summary>
    public IReadOnlyList<string> DescribeUnknown() =>
    [
        .. UnknownTables.Select(name => $"table {name}: not of this program"),
        .. UnknownViews.Select(name => $"view {name}: not of this program"),
        .. UnknownTriggers.Select(name => $"trigger {name}: not of this program"),
    ];

    /// <inheritdoc/>
    public override string ToString() => HasDrift ? string.Join('\n', Describe()) : "The database has what the migrations say.";

    private static IEnumerable<string> Missing(string what, IReadOnlyList<string> names) => names.Select(name => $"{what} {name}: missing from the database");
}
