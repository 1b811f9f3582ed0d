using System.Collections.Immutable;
using System.Text;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Safety;

/// <summary>Asks a live database what a plan would do to the rows it has now. Reads only.</summary>
/// <param name="db">A connection to it.</param>
/// <param name="options">What is allowed, and from how many rows on a table is big.</param>
internal sealed class StakeCheck(Connection db, MigratorOptions options)
{
    // Beyond it a number says no more, and counting takes its time.
    private const long Bound = 100_000;

    private IReadOnlySet<string>? _names;
    private readonly Dictionary<string, TableDefinition> _live = new(StringComparer.Ordinal);

    /// <summary>What is at stake, step by step. What rows would show, and no row does, is left out.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal async Task<ImmutableArray<Stake>> FindAsync(MigrationPlan plan, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Stake>();
        foreach (var (stake, lineage, before) in HazardsOf(plan))
        {
            if (await WeighAsync(stake, lineage, before, cancellationToken).ConfigureAwait(false) is { } weighed)
            {
                found.Add(weighed);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a plan destroys rows of a database that has any. Asks nothing.</summary>
    internal bool MayDestroy(MigrationPlan plan) => HazardsOf(plan).Any(found =>
        found.Stake.Hazard is { Severity: HazardSeverity.Destroys, Rows: { } rows } && found.Lineage.TableThen(rows.Table) is not null);

    /// <summary>Whether a plan may not be run with what is at stake.</summary>
    internal bool Refuses(ImmutableArray<Stake> stakes) => stakes.Any(stake => stake.IsViolation || (stake.IsDestructive && !options.AllowDestructive));

    /// <summary>Why a plan may not be run, and what to do.</summary>
    /// <param name="stakes">What is at stake.</param>
    /// <param name="command">What a person types to run it.</param>
    /// <param name="left">What an earlier run has left half done, or null.</param>
    internal UpgradeRefusedException Refusal(ImmutableArray<Stake> stakes, string command, JournalEntry? left)
    {
        ImmutableArray<Stake> destructive = options.AllowDestructive ? [] : [.. stakes.Where(stake => stake.IsDestructive)];
        ImmutableArray<Stake> violations = [.. stakes.Where(stake => stake.IsViolation)];

        var message = new StringBuilder();
        if (!violations.IsEmpty)
        {
            message.Append("The rows that are there do not allow the upgrade:");
            foreach (var stake in violations)
            {
                message.Append($"\n  {stake}. {stake.Hazard.Remedy}\n    They are found by: {stake.Query}");
            }

            message.Append('\n');
        }

        if (!destructive.IsEmpty)
        {
            message.Append("The upgrade destroys what is in the database:");
            foreach (var stake in destructive)
            {
                message.Append($"\n  {stake}");
            }

            message.Append('\n');
        }

        // Leave that was given once is not asked for again.
        var again = destructive.IsEmpty && !options.AllowDestructive ? command : $"{command} --allow-destructive";
        var whatNext = (violations.IsEmpty, destructive.IsEmpty) switch
        {
            (false, true) => "When the rows are mended, run: ",
            (true, false) => "If that is what you want, run: ",
            _ => "When the rows are mended, and if the rest is what you want, run: ",
        };
        message.Append(WhatWasRun(left, !destructive.IsEmpty)).Append(' ').Append(whatNext).Append(again);
        return new UpgradeRefusedException([.. violations, .. destructive], message.ToString());
    }

    private static string WhatWasRun(JournalEntry? left, bool needsLeave) => left is { Finished: > 0, Direction: MigrationDirection.Upgrade }
        ? $"Nothing more was run: {left.Revision} was broken off after {left.Finished} statement{(left.Finished == 1 ? ", which stays" : "s, which stay")}"
            + (needsLeave ? "; what comes behind may destroy rows that were not there then, so leave for it is asked for again." : ".")
        : "Nothing was run.";

    // To be taken one by one: the lineage is where the hazard is until the next is asked for.
    private IEnumerable<(Stake Stake, Lineage Lineage, MetaData Before)> HazardsOf(MigrationPlan plan)
    {
        if (plan.Steps.IsEmpty)
        {
            yield break;
        }

        var hazards = new HazardFinder(db.Dialect);
        var lineage = new Lineage(db.Dialect.Name, plan.Steps[0].Changes[0].Before.Tables);
        foreach (var step in plan.Steps)
        {
            var seen = new HashSet<Hazard>();
            foreach (var change in step.Changes)
            {
                var before = change.Before;
                foreach (var operation in change.Operations)
                {
                    foreach (var hazard in hazards.Of(operation, before).Where(seen.Add))
                    {
                        yield return (new Stake(step.Migration, hazard), lineage, before.Tables);
                    }

                    lineage.Follow(operation, before.Tables);
                    if (operation is AdoptTable adopt)
                    {
                        lineage.Adopt(adopt.Table);
                    }

                    before = operation.Apply(before);
                }
            }
        }
    }

    private async Task<Stake?> WeighAsync(Stake stake, Lineage lineage, MetaData before, CancellationToken cancellationToken)
    {
        if (stake.Hazard.Rows is not { } rows)
        {
            return stake;
        }

        foreach (var table in rows is RowsAtStake.Orphaned orphaned ? [rows.Table, orphaned.Key.ReferencedTable] : (string[])[rows.Table])
        {
            await LookAtAsync(lineage.TableThen(table), cancellationToken).ConfigureAwait(false);
        }

        if (new StakeSqlWriter(db.Dialect, lineage, before, _live).Write(rows) is not { } sql)
        {
            return null;
        }

        var isLock = stake.Hazard.Kind == HazardKind.LocksTable;
        var bound = isLock ? Math.Max(Bound, options.BigTableRows) : Bound;
        var count = await FirstAsync(sql.Count(db.Dialect, bound), Types.BigInt, cancellationToken).ConfigureAwait(false);
        if (count < (isLock ? options.BigTableRows : 1))
        {
            return null;
        }

        var example = stake.Hazard.Severity == HazardSeverity.MayFail
            ? await FirstAsync(sql.Example(db.Dialect), Types.Text, cancellationToken).ConfigureAwait(false)
            : null;
        return stake with { Rows = new RowCount(Math.Min(count, bound), count > bound), Example = example, Query = sql.Find, Table = lineage.TableThen(rows.Table) };
    }

    // A table that a step broken off has dropped already is not asked.
    private async Task LookAtAsync(string? table, CancellationToken cancellationToken)
    {
        if (table is null || _live.ContainsKey(table))
        {
            return;
        }

        _names ??= (await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        if (_names.Contains(table) && await db.Driver.Inspector.FindTableAsync(db, table, cancellationToken).ConfigureAwait(false) is { } definition)
        {
            _live[table] = definition;
        }
    }

    private Task<T> FirstAsync<T>(string sql, SqlType<T> type, CancellationToken cancellationToken) =>
        db.FirstAsync(Text(sql).Rows(type), [], cancellationToken);
}
