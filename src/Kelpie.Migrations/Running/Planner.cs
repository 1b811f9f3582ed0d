using System.Collections.Immutable;
using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Running;

/// <summary>Turns a way through the graph into statements. All of them before the first is run: a plan that cannot be made changes nothing.</summary>
internal sealed class Planner(RevisionGraph graph, Dialect dialect, IReadOnlyList<RawObject>? handmade = null)
{
    private readonly StepCompiler _compiler = new(dialect, handmade ?? []);
    private readonly SchemaHistory _history = new(graph);

    /// <exception cref="RevisionException">No way leads there.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    internal MigrationPlan Plan(MigrationDirection direction, IReadOnlySet<string> applied, bool hasTable, string? target)
    {
        var path = direction == MigrationDirection.Upgrade ? graph.PathUp(applied, target) : graph.PathDown(applied, target);
        var left = applied.Count;
        var steps = ImmutableArray.CreateBuilder<MigrationStep>(path.Count);
        var (schema, before) = path.Count == 0 ? (SchemaState.Empty, null) : _history.Of(applied);
        foreach (var migration in path)
        {
            var (operations, after) = SchemaHistory.Advance(schema, migration, direction, before?.GetValueOrDefault(migration));
            var changes = Compile(migration, direction, operations, schema);
            IEnumerable<CompiledChange> all;
            if (direction == MigrationDirection.Upgrade)
            {
                all =
                [
                    .. hasTable ? [] : Kept(Bookkeeping.CreateTable(dialect), schema).Select(change => change with { CreatesVersionTable = true }),
                    .. changes,
                    .. Kept([Bookkeeping.Insert(dialect, migration)], after),
                ];
                hasTable = true;
            }
            else
            {
                // Base is a database without a trace: the last one out drops the table.
                all = [.. changes, .. Kept(--left > 0 ? [Bookkeeping.Delete(dialect, migration.Revision)] : Bookkeeping.DropTable(dialect), after)];
            }

            steps.Add(new MigrationStep(migration, direction, [.. all]));
            schema = after;
        }

        return new MigrationPlan(dialect, steps.ToImmutable(), NewestOf(applied), target ?? "base");
    }

    private static IReadOnlyList<CompiledChange> Kept(IReadOnlyList<string> statements, SchemaState schema) => [new([], schema, schema, statements)];

    private IReadOnlyList<CompiledChange> Compile(Migration migration, MigrationDirection direction, IReadOnlyList<Operation> operations, SchemaState before)
    {
        try
        {
            return _compiler.Compile(operations, before);
        }
        catch (UnfitOperationException exception)
        {
            throw MigrationException.Unfit(migration, direction, exception.Operation, exception.InnerException!);
        }
    }

    private string NewestOf(IReadOnlySet<string> applied)
    {
        var known = graph.Migrations.Where(migration => applied.Contains(migration.Revision)).ToList();
        var parents = known.SelectMany(migration => migration.Parents).ToHashSet(StringComparer.Ordinal);
        return string.Join(", ", known.Select(migration => migration.Revision).Where(id => !parents.Contains(id)).DefaultIfEmpty("base"));
    }
}
