using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>
/// Whether a live database has the schema that is known: what migrations add up to, or a program's models. How a database
/// prints what it was told makes no difference. Of what raw SQL has made, and of views and triggers, only the names are looked at.
/// </summary>
/// <param name="known">The schema: <see cref="SchemaHistory.StateAt"/>.</param>
public sealed class DriftCheck(SchemaState known)
{
    /// <summary>Against tables alone, such as a program's models.</summary>
    /// <param name="tables">The tables.</param>
    public DriftCheck(MetaData tables)
        : this(SchemaState.Of(tables))
    {
    }

    /// <summary>Tables whose names begin with this are left alone, and not reported; null for none.</summary>
    public string? ExcludedPrefix { get; init; }

    /// <summary>Looks at a database. Nothing is written to it.</summary>
    /// <param name="db">A connection to it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<DriftReport> RunAsync(Connection db, CancellationToken cancellationToken = default)
    {
        var (inspector, dialect) = (db.Driver.Inspector, db.Dialect);
        var live = await inspector.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var views = await inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false);
        var triggers = await inspector.TriggersAsync(db, cancellationToken).ConfigureAwait(false);
        var invalid = await inspector.InvalidIndexesAsync(db, cancellationToken).ConfigureAwait(false);
        var raw = RawObjects.Of(known, dialect.Name);

        string[] rawTables = [.. Named(raw, ObjectKind.Table)];
        string[] knownViews = [.. Named(raw, ObjectKind.View), .. known.Views.Values.Where(view => IsThere(view.Queries, dialect.Name)).Select(view => view.Name)];
        string[] knownTriggers = [.. Named(raw, ObjectKind.Trigger), .. known.Triggers.Values.Where(trigger => IsThere(trigger.Scripts, dialect.Name)).Select(trigger => trigger.Name)];
        var liveTables = live.Tables.Where(table => !ExcludedTables.IsExcluded(table.Name, ExcludedPrefix)).ToList();
        var unknown = liveTables.Where(table => known.Tables.Find(table.Name) is null).Select(table => table.Name).ToList();
        return new DriftReport
        {
            Differences = SchemaComparison.Of(
                known.Tables,
                liveTables.Where(table => known.Tables.Find(table.Name) is not null).Aggregate(MetaData.Empty, (all, table) => all.Add(Without(table, raw))),
                new DatabaseEquality(dialect),
                ExcludedPrefix),
            MissingTables = Except(raw.Where(made => made.Kind == ObjectKind.Table && !IsVirtual(made)).Select(made => made.Name), live.Tables.Select(table => table.Name)),
            MissingViews = Except(knownViews, views.Select(view => view.Name)),
            MissingTriggers = Except(knownTriggers, triggers.Select(trigger => trigger.Name)),
            InvalidIndexes = [.. invalid.Where(index => known.Tables.Find(index.Table) is not null || rawTables.Contains(index.Table, StringComparer.OrdinalIgnoreCase))],
            UnknownTables = Except(unknown, rawTables),
            UnknownViews = Except(views.Select(view => view.Name), knownViews),
            UnknownTriggers = Except(triggers.Where(trigger => !ExcludedTables.IsExcluded(trigger.Table, ExcludedPrefix)).Select(trigger => trigger.Name), knownTriggers),
        };
    }

    private static IEnumerable<string> Named(IEnumerable<RawObject> raw, ObjectKind kind) => raw.Where(made => made.Kind == kind).Select(made => made.Name);

    private static bool IsThere(ValueList<SqlScript> scripts, string dialect) => scripts.For(dialect) is { Sql.Length: > 0 };

    // No inspector lists these among the tables.
    private static bool IsVirtual(RawObject made) => SqlNames.Mentions(made.Sql[..made.Sql.IndexOf(made.Name, StringComparison.Ordinal)], "VIRTUAL");

    private static IReadOnlyList<string> Except(IEnumerable<string> names, IEnumerable<string> others) =>
        [.. names.Except(others, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    // An index that raw SQL has made is no surprise; one that migrations spell out is compared.
    private TableDefinition Without(TableDefinition table, IReadOnlyList<RawObject> raw) => table with
    {
        Indexes = table.Indexes.Where(index => known.Tables.Table(table.Name).Indexes.Any(declared => declared.Name == index.Name)
            || !raw.Any(made => made.Kind == ObjectKind.Index && made.Name.Equals(index.Name, StringComparison.OrdinalIgnoreCase))).ToValueList(),
        Uniques = table.Uniques.Where(unique => known.Tables.Table(table.Name).Uniques.Any(declared => declared.Name == unique.Name)
            || !raw.Any(made => made.Kind == ObjectKind.Index && made.Name.Equals(unique.Name, StringComparison.OrdinalIgnoreCase))).ToValueList(),
    };
}
