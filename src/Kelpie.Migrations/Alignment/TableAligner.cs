using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Alignment;

/// <summary>
/// Makes a table that somebody has what a pending revision expects of it (<see cref="AdoptTable"/>), so that its rows can be adopted.
/// Values that would be lost, and rows that lack one, are decided by a person, or it is refused.
/// </summary>
/// <param name="engine">The database.</param>
/// <param name="graph">The program's migrations.</param>
public sealed class TableAligner(Engine engine, RevisionGraph graph)
{
    /// <summary>What is to be done. Executes nothing.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="AlignmentException">There is no such table, no pending revision expects it, something is to be decided, or rows are to be mended first.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<Alignment> PlanAsync(string table, AlignmentDecisions decisions, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await PlanAsync(db, table, decisions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does it: all of it or nothing, where the database can undo changes of its schema; else statement by statement, and a second run goes on.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="decisions">What was decided.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="AlignmentException">There is no such table, no pending revision expects it, something is to be decided, or rows are to be mended first.</exception>
    /// <exception cref="DatabaseException">The database cannot be read, or refuses a statement.</exception>
    public async Task<Alignment> AlignAsync(string table, AlignmentDecisions decisions, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var pause = await ForeignKeyPause.BeginAsync(db, cancellationToken).ConfigureAwait(false);
        await using var transaction = db.Dialect.HasTransactionalDdl ? await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false) : null;
        var alignment = await PlanAsync(db, table, decisions, cancellationToken).ConfigureAwait(false);
        foreach (var statement in alignment.Statements)
        {
            await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return alignment;
    }

    private async Task<Alignment> PlanAsync(Connection db, string table, AlignmentDecisions decisions, CancellationToken cancellationToken)
    {
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var plan = new Planner(graph, db.Dialect).Plan(graph.Upgrades(revisions.Ids, "heads"), revisions.Ids, revisions.HasTable);
        var (step, adopt) = plan.Steps.SelectMany(step => step.Changes.SelectMany(change => change.Operations).OfType<AdoptTable>().Select(adopt => (step, adopt)))
            .FirstOrDefault(one => one.adopt.Table.Name == table);
        if (adopt is null)
        {
            throw new AlignmentException($"No revision that is still to be applied expects a table {table}.");
        }

        var schema = await db.Driver.Inspector.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        if (schema.Find(table) is not { } live)
        {
            throw new AlignmentException($"There is no table {table}; {step.Migration} makes an empty one.");
        }

        var columns = new ColumnAlignment(live, adopt.Table, db.Dialect, decisions);
        columns.Plan();
        var said = columns.Undecided.ToList();
        foreach (var (condition, lack) in columns.Refusals)
        {
            var count = Text($"SELECT COUNT(*) AS n FROM {db.Dialect.Quote(table)} WHERE {condition}").Rows(Types.BigInt);
            if (await db.FirstAsync(count, [], cancellationToken).ConfigureAwait(false) is > 0 and var rows)
            {
                said.Add($"{rows} row{(rows == 1 ? "" : "s")} whose {lack}");
            }
        }

        return said.Count > 0
            ? throw new AlignmentException($"{table} cannot be made what {step.Migration} expects:{string.Concat(said.Select(line => $"\n  {line}"))}\nNothing was run.")
            : new Alignment(table, step.Migration.Revision, Compile(db, columns.Operations, schema, revisions));
    }

    private static IReadOnlyList<string> Compile(Connection db, List<Operation> operations, MetaData schema, DatabaseRevisions revisions)
    {
        var state = SchemaState.Of(schema);
        try
        {
            return [.. new StepCompiler(db.Dialect, Handmade.Of(revisions.Dependents, state, db.Dialect.Name)).Compile(operations, state).SelectMany(change => change.Statements)];
        }
        catch (UnfitOperationException unfit)
        {
            throw new AlignmentException($"The database cannot do it: {unfit.InnerException?.Message ?? unfit.Message}");
        }
    }
}
