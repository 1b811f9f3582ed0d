using System.Diagnostics;
using Kelpie.Database.FullText;
using Kelpie.Database.Migrations;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Copying;

/// <summary>
/// Copies a database into another one, of whatever kind, row by row with the numbers they have. The source is read as it is at one
/// moment. Broken off, the same copy goes on behind what is there.
/// </summary>
public sealed class DatabaseCopy
{
    private const string LockName = "kelpie_copy";

    private readonly CopyRequest _request;
    private readonly IProgress<CopyProgress>? _progress;
    private readonly KelpieDatabase _target;
    private readonly Connection _source;
    private readonly CopyPlan _plan;
    private long _rows;
    private long _of;

    private DatabaseCopy(CopyRequest request, IProgress<CopyProgress>? progress, KelpieDatabase target, Connection source, CopyPlan plan) =>
        (_request, _progress, _target, _source, _plan) = (request, progress, target, source, plan);

    /// <summary>Copies, and compares both sides.</summary>
    /// <param name="request">What is to be copied where.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Stops it; the same copy goes on later.</param>
    /// <exception cref="KelpieException">There is no source; both are one; the target is not empty; a table or a value cannot be stored there.</exception>
    /// <exception cref="Kelpie.Migrations.Running.SchemaMismatchException">A database is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">A database refuses.</exception>
    public static async Task<CopySummary> RunAsync(CopyRequest request, IProgress<CopyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Place(request.From) == Place(request.To))
        {
            throw new KelpieException("same_database", $"{request.From} and {request.To} are the same database.", "Name another one behind --to.");
        }

        await using var source = await KelpieDatabase.OpenAsync(request.From, DatabaseAccess.Read, Unhurried(request.From), cancellationToken).ConfigureAwait(false);
        await using var db = await source.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await CopyTarget.RequireWholeAsync(db, cancellationToken).ConfigureAwait(false);
        // Read before the target is opened, which may bring it into being.
        var plan = await CopyPlan.MakeAsync(db, request.Experiments, KelpieDatabase.DriverOf(request.To).Dialect, cancellationToken).ConfigureAwait(false);
        await using var target = await OpenTargetAsync(request.To, cancellationToken).ConfigureAwait(false);
        await using var holder = await target.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await LockAsync(holder, request, cancellationToken).ConfigureAwait(false);
        var claim = await CopyTarget.ClaimAsync(target, source, request, plan, cancellationToken).ConfigureAwait(false);
        await using var moment = await db.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        var summary = await new DatabaseCopy(request, progress, target, db, plan).RunAsync(claim.IsContinued, cancellationToken).ConfigureAwait(false);
        await claim.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        return summary;
    }

    private static async Task<KelpieDatabase> OpenTargetAsync(DatabaseUrl url, CancellationToken cancellationToken)
    {
        var target = await KelpieDatabase.OpenAsync(url, DatabaseAccess.Create, Unhurried(url), cancellationToken).ConfigureAwait(false);
        try
        {
            await using var db = await target.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
            // Without files it is new, or whoever was making it was killed, which MySQL and MariaDB do not undo.
            if (!await CopyTarget.HasFilesAsync(db, cancellationToken).ConfigureAwait(false))
            {
                await target.Migrator.UpgradeAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            await KelpieRevisions.Version.RequireCurrentAsync(db, cancellationToken).ConfigureAwait(false);
            return target;
        }
        catch
        {
            await target.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<CopySummary> RunAsync(bool isContinued, CancellationToken cancellationToken)
    {
        var filling = _target.FullText().Filling;
        foreach (var table in _plan.Tables)
        {
            _of += await _source.FirstAsync(Select(Functions.CountAll()).From(table), [], cancellationToken).ConfigureAwait(false);
        }

        var watch = Stopwatch.StartNew();
        var read = new Dictionary<AnyTable, (TableContent? Content, long Loaded)>();
        foreach (var table in _plan.Tables)
        {
            var before = _rows;
            var load = new TableLoad(table, _source, _target.Engine, filling is not null && table.Name == Database.Tables.Chunks.Name, count => Report(CopyStage.Loading, table, count));
            var content = await load.RunAsync(cancellationToken).ConfigureAwait(false);
            read.Add(table, (content, _rows - before));
            await NumberAsync(table, cancellationToken).ConfigureAwait(false);
        }

        var loading = watch.Elapsed;
        watch.Restart();
        if (filling is not null)
        {
            _progress?.Report(new CopyProgress(CopyStage.Indexing, null, _rows, _of));
            await FillAsync(filling, cancellationToken).ConfigureAwait(false);
        }

        var indexing = watch.Elapsed;
        watch.Restart();
        _rows = 0;
        var tables = new List<TableCopy>();
        await using var there = await _target.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (table, (content, loaded)) in read)
        {
            // What was loaded at another time was read then; it may have been something else.
            var sent = content ?? await new TableReading(table, _source).SumUpAsync(() => { }, cancellationToken).ConfigureAwait(false);
            var arrived = await new TableReading(table, there).SumUpAsync(() => Report(CopyStage.Comparing, table, 1), cancellationToken).ConfigureAwait(false);
            tables.Add(new TableCopy(table.Name, sent, arrived, loaded));
        }

        return new CopySummary(_request.From, _request.To, tables, _plan.LeftOut, isContinued, loading, indexing, watch.Elapsed);
    }

    private Task FillAsync(FullTextFilling filling, CancellationToken cancellationToken) => _target.WriteAsync(
        async (db, token) =>
        {
            if (await db.FirstOrNullAsync(Text(filling.IsBehind).Rows(Types.BigInt), [], token).ConfigureAwait(false) is not null)
            {
                foreach (var sql in filling.Statements)
                {
                    await db.ExecuteScriptAsync(sql, token).ConfigureAwait(false);
                }
            }
        },
        cancellationToken);

    // A new row gets the number that it would have got in the source.
    private async Task NumberAsync(AnyTable table, CancellationToken cancellationToken)
    {
        if (table.Columns.Select((column, place) => (column, place)).FirstOrDefault(column => column.column.IsIdentity) is not ({ } identity, var place))
        {
            return;
        }

        var given = await LastNumberAsync(_source, table.Name, identity.Name, cancellationToken).ConfigureAwait(false);
        await _target.WriteAsync(
            async (db, token) =>
            {
                var row = await db.FirstOrDefaultAsync(table.LastRow, [], token).ConfigureAwait(false);
                var last = Math.Max(given, row?[place] switch { long number => number, int number => number, _ => 0 });
                if (await LastNumberAsync(db, table.Name, identity.Name, token).ConfigureAwait(false) != last)
                {
                    foreach (var sql in db.Dialect.NumberBehind(table.Name, identity.Name, last))
                    {
                        await db.ExecuteScriptAsync(sql, token).ConfigureAwait(false);
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> LastNumberAsync(Connection db, string table, string column, CancellationToken cancellationToken) =>
        Math.Max(0, await db.FirstOrDefaultAsync(Text(db.Dialect.LastNumber(table, column)).Rows(Types.BigInt.Nullable()), [], cancellationToken).ConfigureAwait(false) ?? 0);

    private void Report(CopyStage stage, AnyTable table, int rows)
    {
        _rows += rows;
        // Rows are compared one by one, and there are very many.
        if (rows > 1 || _rows % 1000 == 0)
        {
            _progress?.Report(new CopyProgress(stage, table.Name, _rows, _of));
        }
    }

    // Two that copy into one place would load each other's rows again.
    private static async Task LockAsync(Connection holder, CopyRequest request, CancellationToken cancellationToken)
    {
        if (holder.Driver.HasSessionLocks && !await holder.TryLockAsync(LockName, cancellationToken).ConfigureAwait(false))
        {
            throw new KelpieException("target_busy", $"Another copy into {request.To} is being made at this moment.", "Wait until it is done.");
        }
    }

    // A statement may read or sort millions of rows; SQLite has no limit to begin with.
    private static EngineOptions Unhurried(DatabaseUrl url) =>
        url.Scheme == "sqlite" ? EngineOptions.Default : new EngineOptions { CommandTimeout = TimeSpan.FromDays(1), ConnectionLifetime = TimeSpan.FromDays(7), IdleTimeout = TimeSpan.FromDays(7) };

    private static string Place(DatabaseUrl url) => url.Scheme == "sqlite"
        ? Path.GetFullPath(url.Database)
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{url.Scheme}://{url.Host}:{url.Port}/{url.Database}");
}
