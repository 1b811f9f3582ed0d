using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Verification;

/// <summary>Takes one revision up, down and up again.</summary>
internal sealed class RevisionTrial(Engine engine, Migrator migrator, InLine migration, SchemaState before)
{
    private readonly List<string> _failures = [];
    private readonly List<string> _withoutRows = [];
    private readonly RowComparison _rows = new(engine.Dialect.Name);

    /// <summary>The schema after it.</summary>
    internal SchemaState After { get; private set; } = SchemaState.Empty;

    internal VerifiedRevision Outcome => new(migration.Inner)
    {
        Failures = _failures.Concat(_rows.Failures).ToValueList(),
        Exempt = _rows.Exempt.Distinct().ToValueList(),
        WithoutRows = _withoutRows.Distinct().ToValueList(),
        RowsCompared = _rows.Compared,
    };

    /// <returns>Whether the database is at the revision now, so that the next can be tried.</returns>
    internal async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var (up, after) = SchemaHistory.Advance(before, migration, MigrationDirection.Upgrade);
        After = after;
        var first = await SnapshotAsync(before, cancellationToken).ConfigureAwait(false);
        if (!await UpgradeAsync(up, first, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await FillAsync(cancellationToken).ConfigureAwait(false);
        await CheckDriftAsync(cancellationToken).ConfigureAwait(false);
        var upgraded = await SnapshotAsync(after, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Operation> down;
        try
        {
            down = SchemaHistory.Advance(after, migration, MigrationDirection.Downgrade, before).Operations;
            await migrator.DowngradeAsync(migration.Parents is [var parent] ? parent : "base", null, cancellationToken).ConfigureAwait(false);
        }
        catch (MigrationException exception)
        {
            _failures.Add(exception.Message);
            return false;
        }

        var back = (await SnapshotAsync(before, cancellationToken).ConfigureAwait(false)).Without([.. down.OfType<ReleaseTable>().Select(release => release.Name)]);
        _failures.AddRange(first.Differences(back, engine.Dialect, "before the upgrade", "after the downgrade"));
        _rows.Compare(before, [.. up, .. down], first, back, "the upgrade and the downgrade");
        if (!await UpgradeAsync(up, null, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var again = await SnapshotAsync(after, cancellationToken).ConfigureAwait(false);
        _failures.AddRange(upgraded.Differences(again, engine.Dialect, "after the first upgrade", "after the second"));
        _rows.Compare(after, [.. down, .. up], upgraded, again, "the downgrade and the second upgrade");
        await FillAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Rows are made up and may be none that the revision is meant for: it is tried without them then, and that is said.
    private async Task<bool> UpgradeAsync(IReadOnlyList<Operation> up, Snapshot? first, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                await migrator.UpgradeAsync(migration.Revision, null, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (UpgradeRefusedException refusal) when (isFirst && first is not null)
            {
                await ClearAsync(first, [.. refusal.Stakes.Select(stake => stake.Table!)], "are not what the upgrade is for", cancellationToken).ConfigureAwait(false);
            }
            catch (MigrationException) when (isFirst && first is not null && Narrowed(up) is { Count: > 0 } tables)
            {
                await ClearAsync(first, tables, "cannot be converted", cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is MigrationException or UpgradeRefusedException)
            {
                _failures.Add(exception.Message);
                return false;
            }
        }
    }

    private async Task ClearAsync(Snapshot first, IReadOnlyCollection<string> tables, string why, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        foreach (var table in await new RowMaker(db).ClearAsync(before, tables, cancellationToken).ConfigureAwait(false))
        {
            first.Rows[table] = first.Rows[table] with { Rows = [] };
            _withoutRows.Add($"no rows for table {table} during the upgrade: those that were made {why}");
        }
    }

    private List<string> Narrowed(IReadOnlyList<Operation> up) => [.. new HazardFinder(engine.Dialect).Of(up, before)
        .Where(hazard => hazard.Kind == HazardKind.Narrows && before.Tables.Find(hazard.Rows!.Table) is not null)
        .Select(hazard => hazard.Rows!.Table).Distinct()];

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        _withoutRows.AddRange(await new RowMaker(db).FillAsync(After, cancellationToken).ConfigureAwait(false));
    }

    private async Task CheckDriftAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        _failures.AddRange((await new DriftCheck(After).RunAsync(db, cancellationToken).ConfigureAwait(false)).Describe());
    }

    private async Task<Snapshot> SnapshotAsync(SchemaState known, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await Snapshot.TakeAsync(db, known, cancellationToken).ConfigureAwait(false);
    }
}
