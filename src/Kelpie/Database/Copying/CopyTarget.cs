using Kelpie.Similarity.Indexes;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Copying;

/// <summary>The target, claimed for one copy until that is done.</summary>
internal sealed class CopyTarget
{
    private static readonly CopiesTable K = CopiesTable.Instance;

    private static readonly Query<(Guid Token, string Source, bool Experiments, bool IsReady)> Claim = Select(K.Token, K.Source, K.Experiments, K.IsReady).From(K);

    private static readonly Query<long> AnyFile = Select(Tables.Files.Id).From(Tables.Files).Limit(1L);

    private readonly KelpieDatabase _database;

    private CopyTarget(KelpieDatabase database, bool isContinued) => (_database, IsContinued) = (database, isContinued);

    /// <summary>Whether the copy was begun before, and goes on.</summary>
    internal bool IsContinued { get; }

    /// <summary>Refuses a source that somebody has begun to copy into and not finished, for it holds half of what it should.</summary>
    /// <exception cref="KelpieException">It is such a one.</exception>
    internal static async Task RequireWholeAsync(Connection source, CancellationToken cancellationToken)
    {
        if (await HasClaimAsync(source, cancellationToken).ConfigureAwait(false)
            && await source.FirstOrNullAsync(Claim, [], cancellationToken).ConfigureAwait(false) is { Source: var origin })
        {
            throw new KelpieException(
                "source_incomplete", $"A copy of {origin} into the source was not finished, so the source is not whole.", "Run that copy again first; it goes on where it stopped.");
        }
    }

    /// <summary>Claims a target, empties it where that is asked for, and makes the experiments' tables; or takes an unfinished copy up again.</summary>
    /// <param name="target">The target, at head.</param>
    /// <param name="source">The source.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="plan">What is to be copied.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">The target holds something already, or is the source, or another copy is being made there.</exception>
    /// <exception cref="DatabaseException">The target refuses.</exception>
    internal static async Task<CopyTarget> ClaimAsync(
        KelpieDatabase target, KelpieDatabase source, CopyRequest request, CopyPlan plan, CancellationToken cancellationToken)
    {
        await using var db = await target.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var origin = Origin(request.From);
        if (await HasClaimAsync(db, cancellationToken).ConfigureAwait(false)
            && await db.FirstOrNullAsync(Claim, [], cancellationToken).ConfigureAwait(false) is { } before)
        {
            if (before.Source == origin && before.Experiments == request.Experiments)
            {
                if (!before.IsReady)
                {
                    await PrepareAsync(db, plan, cancellationToken).ConfigureAwait(false);
                }

                return new CopyTarget(target, isContinued: true);
            }

            await (request.Replace
                ? db.ExecuteAsync(DeleteFrom(K).AllRows(), [], cancellationToken)
                : throw new KelpieException(
                    "target_claimed",
                    $"{request.To} holds an unfinished copy of {before.Source}{(before.Experiments ? " with its experiments" : "")}.",
                    "Run that copy again to finish it, or give --replace to begin this one instead.")).ConfigureAwait(false);
        }
        else if (!request.Replace)
        {
            await RequireEmptyAsync(db, request, plan, cancellationToken).ConfigureAwait(false);
        }

        await BeginAsync(db, source, request, origin, cancellationToken).ConfigureAwait(false);
        await PrepareAsync(db, plan, cancellationToken).ConfigureAwait(false);
        return new CopyTarget(target, isContinued: false);
    }

    /// <summary>Whether a database holds files, whatever its revision.</summary>
    internal static async Task<bool> HasFilesAsync(Connection db, CancellationToken cancellationToken) =>
        (await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false)).Contains(Tables.Files.Name)
        && await db.FirstOrNullAsync(AnyFile, [], cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Gives the target up: it is whole, or will never be.</summary>
    internal async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var db = await _database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await DropClaimAsync(db, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> HasClaimAsync(Connection db, CancellationToken cancellationToken) =>
        (await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false)).Contains(K.Name);

    private static async Task BeginAsync(Connection db, KelpieDatabase source, CopyRequest request, string origin, CancellationToken cancellationToken)
    {
        if (!await HasClaimAsync(db, cancellationToken).ConfigureAwait(false))
        {
            await RunAsync(db, db.Dialect.Ddl.Compile(new CreateTable(K.Definition)), cancellationToken).ConfigureAwait(false);
        }

        var token = Guid.NewGuid();
        await db.ExecuteAsync(
            InsertInto(K).Columns(K.Token, K.Source, K.Experiments, K.IsReady),
            [("token", token), ("source", origin), ("experiments", request.Experiments), ("is_ready", false)],
            cancellationToken).ConfigureAwait(false);

        // One place can have many names: a link, another name of the host. What was written there is seen here only if both are one.
        await using var other = await source.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (await HasClaimAsync(other, cancellationToken).ConfigureAwait(false)
            && (await other.ListAsync(Claim, [], cancellationToken).ConfigureAwait(false)).Exists(claim => claim.Token == token))
        {
            await DropClaimAsync(db, cancellationToken).ConfigureAwait(false);
            throw new KelpieException("same_database", $"{request.From} and {request.To} are the same database.", "Name another one behind --to.");
        }
    }

    private static async Task PrepareAsync(Connection db, CopyPlan plan, CancellationToken cancellationToken)
    {
        var there = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        var made = new List<TableDefinition>();
        // Where a transaction undoes no changes of the schema, there is no use for one that is around them.
        await using var transaction = db.Dialect.HasTransactionalDdl ? await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false) : null;
        foreach (var table in plan.Experiments.Reverse().Where(table => there.Contains(table.Name)))
        {
            await RunAsync(db, db.Dialect.Ddl.Compile(new DropTable(table.Name)), cancellationToken).ConfigureAwait(false);
        }

        try
        {
            foreach (var table in plan.Experiments)
            {
                await RunAsync(db, db.Dialect.Ddl.Compile(new CreateTable(table)), cancellationToken).ConfigureAwait(false);
                made.Add(table);
            }
        }
        catch (DatabaseException exception)
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync().ConfigureAwait(false);
            }

            foreach (var table in transaction is null ? Enumerable.Reverse(made) : [])
            {
                await RunAsync(db, db.Dialect.Ddl.Compile(new DropTable(table.Name)), CancellationToken.None).ConfigureAwait(false);
            }

            await DropClaimAsync(db, CancellationToken.None).ConfigureAwait(false);
            throw new KelpieException(
                "experiment_not_portable", $"The target refuses the table {plan.Experiments[made.Count].Name}: {exception.Message}", "Leave --experiments out, or change the table.", exception);
        }

        await VectorIndexCatalog.DropAsync(db, cancellationToken).ConfigureAwait(false);
        foreach (var table in plan.Tables.Reverse())
        {
            await db.ExecuteAsync(DeleteFrom(table).AllRows(), [], cancellationToken).ConfigureAwait(false);
        }

        await db.ExecuteAsync(Update(K).Set(K.IsReady, Value(true)).AllRows(), [], cancellationToken).ConfigureAwait(false);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task RequireEmptyAsync(Connection db, CopyRequest request, CopyPlan plan, CancellationToken cancellationToken)
    {
        var there = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        var full = plan.Experiments.Select(table => table.Name).Where(there.Contains).ToList();
        foreach (var table in plan.Tables.Where(table => there.Contains(table.Name) && !full.Contains(table.Name)))
        {
            if (await db.FirstOrDefaultAsync(table.Rows.Limit(1L), [], cancellationToken).ConfigureAwait(false) is not null)
            {
                full.Add(table.Name);
            }
        }

        if (full.Count > 0)
        {
            throw new KelpieException(
                "target_not_empty", $"{request.To} is not empty: there is something in {string.Join(", ", full)}.", "Name another database behind --to, or give --replace to delete what is there first.");
        }
    }

    private static Task DropClaimAsync(Connection db, CancellationToken cancellationToken) =>
        RunAsync(db, db.Dialect.Ddl.Compile(new DropTable(K.Name)), cancellationToken);

    private static async Task RunAsync(Connection db, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var sql in statements)
        {
            await db.ExecuteScriptAsync(sql, cancellationToken).ConfigureAwait(false);
        }
    }

    // A path means another file in another folder.
    private static string Origin(DatabaseUrl url) => (url.Scheme == "sqlite" ? url.WithDatabase(Path.GetFullPath(url.Database)) : url).ToString();
}
