using System.Collections.Immutable;
using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;

namespace Kelpie.Migrations.Running;

/// <summary>Turns a way through the graph into statements. All of them before the first is run: a plan that cannot be made changes nothing.</summary>
internal sealed class Planner(RevisionGraph graph, Dialect dialect, bool leavesExperiments = false)
{
    private readonly SchemaHistory _history = new(graph);

    /// <param name="path">The way.</param>
    /// <param name="applied">The ids of all revisions that are applied, another program's included.</param>
    /// <param name="hasTable">Whether there is a version table.</param>
    /// <param name="mending">What the version table needs before a row can be written.</param>
    /// <param name="dependents">What made the triggers and indexes that the database has, where tables are made anew.</param>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    internal MigrationPlan Plan(RevisionPath path, IReadOnlySet<string> applied, bool hasTable, IReadOnlyList<string>? mending = null, IReadOnlyList<DependentStatement>? dependents = null)
    {
        var direction = path.Direction;
        var left = applied.Count;
        var steps = ImmutableArray.CreateBuilder<MigrationStep>(path.Migrations.Count);
        var (schema, before) = path.Migrations.Count == 0 ? (SchemaState.Empty, null) : _history.Of(applied);
        var compiler = new StepCompiler(dialect, Handmade.Of(dependents ?? [], schema, dialect.Name));
        foreach (var migration in path.Migrations)
        {
            var (operations, after) = SchemaHistory.Advance(schema, migration, direction, before?.GetValueOrDefault(migration));
            var changes = Compile(compiler, migration, direction, leavesExperiments && direction == MigrationDirection.Upgrade ? WithoutAdoption(operations) : operations, schema);
            IEnumerable<CompiledChange> all;
            if (direction == MigrationDirection.Upgrade)
            {
                all =
                [
                    .. hasTable && mending is not { Count: > 0 } ? []
                        : Kept(hasTable ? mending! : Bookkeeping.CreateTable(dialect), schema).Select(change => change with { PreparesVersionTable = true }),
                    .. changes,
                    .. Kept([Bookkeeping.Insert(dialect, migration)], after),
                ];
                (hasTable, mending) = (true, null);
            }
            else
            {
                // Base is a database without a trace: the last one out drops the table.
                all = [.. changes, .. Kept(--left > 0 ? [Bookkeeping.Delete(dialect, migration.Revision)] : Bookkeeping.DropTable(dialect), after)];
            }

            steps.Add(new MigrationStep(migration, direction, [.. all]));
            schema = after;
        }

        var from = graph.Tips(applied).Select(tip => tip.Revision).DefaultIfEmpty("base");
        return new MigrationPlan(dialect, steps.ToImmutable(), string.Join(", ", from), path.GoalText);
    }

    private static IReadOnlyList<Operation> WithoutAdoption(IReadOnlyList<Operation> operations)
    {
        var adopted = operations.OfType<AdoptTable>().Select(adopt => adopt.Table.Name).ToHashSet(StringComparer.Ordinal);
        return [.. operations.Where(operation => operation switch
        {
            AdoptTable => false,
            MoveRows move => !adopted.Contains(move.From),
            MapRows map => !adopted.Contains(map.From),
            DropMovedTable drop => !adopted.Contains(drop.Name),
            _ => true,
        })];
    }

    private static IReadOnlyList<CompiledChange> Kept(IReadOnlyList<string> statements, SchemaState schema) => [new([], schema, schema, statements)];

    private IReadOnlyList<CompiledChange> Compile(
        StepCompiler compiler, Migration migration, MigrationDirection direction, IReadOnlyList<Operation> operations, SchemaState before)
    {
        try
        {
            return compiler.Compile(operations, before);
        }
        catch (UnfitOperationException exception)
        {
            throw MigrationException.Unfit(migration, direction, exception.Operation, exception.InnerException!);
        }
    }
}
