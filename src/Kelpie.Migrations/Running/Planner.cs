using System.Collections.Immutable;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>Turns a way through the graph into statements. All of them before the first is run: a plan that cannot be made changes nothing.</summary>
internal sealed class Planner(RevisionGraph graph, Dialect dialect)
{
    private readonly SchemaHistory _history = new(graph);

    /// <exception cref="RevisionException">No way leads there.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    internal MigrationPlan Plan(MigrationDirection direction, IReadOnlySet<string> applied, bool hasTable, string? target)
    {
        var path = direction == MigrationDirection.Upgrade ? graph.PathUp(applied, target) : graph.PathDown(applied, target);
        var left = applied.Count;
        var steps = ImmutableArray.CreateBuilder<MigrationStep>(path.Count);
        var schema = path.Count == 0 ? MetaData.Empty : _history.Of(applied);
        foreach (var migration in path)
        {
            var statements = new List<string>();
            var mayBreak = false;
            schema = SchemaHistory.Advance(schema, migration, direction, (operation, before) =>
            {
                statements.AddRange(operation.Compile(dialect, before));
                mayBreak |= operation.MayBreakReferences;
            });

            if (direction == MigrationDirection.Upgrade)
            {
                statements.InsertRange(0, hasTable ? [] : Bookkeeping.CreateTable(dialect));
                statements.Add(Bookkeeping.Insert(dialect, migration));
                hasTable = true;
            }
            else
            {
                // Base is a database without a trace: the last one out drops the table.
                statements.AddRange(--left > 0 ? [Bookkeeping.Delete(dialect, migration.Revision)] : Bookkeeping.DropTable(dialect));
            }

            steps.Add(new MigrationStep(migration, direction, statements) { MayBreakReferences = mayBreak });
        }

        return new MigrationPlan(dialect, steps.ToImmutable(), NewestOf(applied), target ?? "base");
    }

    private string NewestOf(IReadOnlySet<string> applied)
    {
        var known = graph.Migrations.Where(migration => applied.Contains(migration.Revision)).ToList();
        var parents = known.SelectMany(migration => migration.Parents).ToHashSet(StringComparer.Ordinal);
        return string.Join(", ", known.Select(migration => migration.Revision).Where(id => !parents.Contains(id)).DefaultIfEmpty("base"));
    }
}
