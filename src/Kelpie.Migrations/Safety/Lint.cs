using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Looks through migrations without a database: what they may destroy or fail on, and what is wrong with them on some kind of database.</summary>
/// <param name="graph">The migrations.</param>
/// <param name="dialects">The kinds of database they are meant for.</param>
public sealed class Lint(RevisionGraph graph, IReadOnlyList<Dialect> dialects)
{
    /// <summary>Whether downgrades are looked through for what they destroy, too.</summary>
    public bool WithDowngrades { get; init; }

    /// <summary>All findings, revision by revision. What is so on several kinds of database is one finding that names them.</summary>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    public IReadOnlyList<LintFinding> Run()
    {
        var findings = new List<LintFinding>();
        var before = new SchemaHistory(graph).Of(graph.Migrations.Select(migration => migration.Revision).ToHashSet(StringComparer.Ordinal)).Before;
        foreach (var migration in graph.Migrations)
        {
            var schema = before[migration];
            var (operations, after) = SchemaHistory.Advance(schema, migration, MigrationDirection.Upgrade);
            Add(findings, migration, MigrationDirection.Upgrade, dialect => [.. new DialectLint(dialect).Of(operations, schema), .. new HazardFinder(dialect).Of(operations, schema)]);
            var (downgrade, hazard) = DowngradeLint.Of(migration, operations, schema, after);
            Add(findings, migration, MigrationDirection.Downgrade, dialect =>
            [
                .. hazard is null ? [] : (Hazard[])[hazard],
                .. downgrade is null ? [] : new DialectLint(dialect).Of(downgrade, after),
                .. downgrade is null || !WithDowngrades ? [] : new HazardFinder(dialect).Of(downgrade, after),
            ]);
        }

        return findings;
    }

    private void Add(List<LintFinding> findings, Migration migration, MigrationDirection direction, Func<Dialect, IEnumerable<Hazard>> find)
    {
        var byHazard = new List<(Hazard Hazard, List<string> Dialects)>();
        foreach (var dialect in dialects)
        {
            foreach (var hazard in find(dialect).Distinct())
            {
                var known = byHazard.FirstOrDefault(other => other.Hazard == hazard);
                if (known.Dialects is { } names)
                {
                    names.Add(dialect.Name);
                }
                else
                {
                    byHazard.Add((hazard, [dialect.Name]));
                }
            }
        }

        findings.AddRange(byHazard.Select(found => new LintFinding(migration, direction, found.Hazard with { Dialects = found.Dialects.ToValueList() })));
    }
}
