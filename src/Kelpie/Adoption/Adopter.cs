using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>
/// Makes a database of the original program Kelpie's own: in place, behind a copy that is kept beside it, or into another database, which
/// leaves it as it is. All of it is one transaction.
/// </summary>
/// <param name="file">The original's file.</param>
/// <param name="progress">Told how far it has come.</param>
public sealed class Adopter(string file, IProgress<AdoptionProgress>? progress = null)
{
    private static readonly Select<long> FileCount = Select(CountAll()).From(Tables.Files);
    private static readonly Select<long> SessionCount = Select(CountAll()).From(Tables.Sessions);
    private static readonly Query<string> JournalMode = Text("PRAGMA journal_mode").Rows(Types.Text);
    private readonly string _file = Path.GetFullPath(file);

    /// <summary>Whether a database has the original's tables.</summary>
    /// <exception cref="KelpieException">It has, but one of them cannot be read.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static async Task<bool> IsOriginalAsync(Connection db, CancellationToken cancellationToken = default) =>
        db.Dialect.Name == "sqlite" && (await OriginalSchema.ReadAsync(db, cancellationToken).ConfigureAwait(false)).IsOriginal;

    /// <summary>Adopts it in place.</summary>
    /// <exception cref="KelpieException">It is not there, damaged, not the original's, or has something that would be lost; it is as it was.</exception>
    /// <exception cref="DatabaseException">The database fails; it is as it was.</exception>
    public async Task<AdoptionReport> InPlaceAsync(CancellationToken cancellationToken = default)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is not { } schema)
        {
            return new AdoptionReport(DatabaseUrl.Parse(_file), null, [], []);
        }

        await using var engine = Engine.Create(DatabaseUrl.Parse(_file), KelpieDatabase.Drivers);
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var place = new OriginalPlace(db, _file);
        place.RequireRoom(schema);
        var backup = await AdoptionBackup.MakeAsync(db, _file, cancellationToken).ConfigureAwait(false);
        var tally = new AdoptionTally();
        await place.ReplaceAsync(schema, moved => MakeAnewAsync(engine, db, backup, schema, moved, tally, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new AdoptionReport(engine.Url, backup.Path, tally.Tables, tally.Notes);
    }

    /// <summary>Adopts it into another database, of any kind; it is left as it is.</summary>
    /// <param name="target">A database that has no files yet; one that is not there, or empty, is made.</param>
    /// <param name="cancellationToken">Stops it; the target has no rows then.</param>
    /// <exception cref="KelpieException">It is not there, damaged, or not the original's; or the target has files.</exception>
    /// <exception cref="SchemaMismatchException">The target is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">A database fails; the target has no rows then.</exception>
    public async Task<AdoptionReport> IntoAsync(DatabaseUrl target, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is not { } schema)
        {
            throw new KelpieException("nothing_to_adopt", $"{_file} is a Kelpie database already.", $"kelpie db copy --from {_file} --to URL copies it.");
        }

        await using var database = await KelpieDatabase.OpenAsync(target, DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);
        await using var source = OpenToRead();
        await using var from = await source.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var to = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var tally = new AdoptionTally();
        await using var snapshot = await from.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using var transaction = await to.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        var (files, sessions) = (await to.FirstAsync(FileCount, [], cancellationToken).ConfigureAwait(false), await to.FirstAsync(SessionCount, [], cancellationToken).ConfigureAwait(false));
        if (files + sessions > 0)
        {
            throw new KelpieException("target_not_empty", $"{target} has {files} files and {sessions} scans already.", "Name a database that is empty or not there.");
        }

        await CopyAsync(new AdoptionRun(from, schema, to, tally, progress), cancellationToken).ConfigureAwait(false);
        await MoveNumbersAsync(to, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new AdoptionReport(target, null, tally.Tables, tally.Notes);
    }

    private async Task MakeAnewAsync(
        Engine engine, Connection db, AdoptionBackup backup, OriginalSchema schema, OriginalSchema moved, AdoptionTally tally, CancellationToken cancellationToken)
    {
        // Looks at the copy meanwhile; nothing is final before both are done.
        var verified = Task.Run(() => backup.VerifyAsync(cancellationToken), CancellationToken.None);
        try
        {
            foreach (var statement in MigrationPlan.Between(KelpieRevisions.Graph, db.Dialect, "base", "head").Steps.SelectMany(step => step.Statements))
            {
                await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
            }

            // With a log, another connection still sees the tables as they were.
            if (await db.FirstAsync(JournalMode, [], cancellationToken).ConfigureAwait(false) == "wal")
            {
                await using var before = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
                await using var snapshot = await before.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
                await CopyAsync(new AdoptionRun(before, schema, db, tally, progress), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await CopyAsync(new AdoptionRun(db, moved, db, tally, progress), cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // Waited for, as it reads a file that goes; but the error that led here is the one to tell.
            await ((Task)verified).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await verified.ConfigureAwait(false);
    }

    private static async Task CopyAsync(AdoptionRun run, CancellationToken cancellationToken)
    {
        var files = new FileAdoption(run);
        await files.RunAsync(cancellationToken).ConfigureAwait(false);
        await new AnalysisAdoption(run).RunAsync(files.Files, cancellationToken).ConfigureAwait(false);
        await new FirstChunkAdoption(run).RunAsync(files.Files, cancellationToken).ConfigureAwait(false);
        await new ChunkAdoption(run).RunAsync(files.Files, cancellationToken).ConfigureAwait(false);
        await new SessionAdoption(run).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    // Rows have brought their numbers. Where a schema change ends the transaction, the database has minded them itself.
    private static async Task MoveNumbersAsync(Connection db, CancellationToken cancellationToken)
    {
        foreach (var table in db.Dialect.HasTransactionalDdl ? Tables.MetaData.Tables : [])
        {
            if (table.Columns.FirstOrDefault(column => column.IsIdentity) is { Name: var name })
            {
                var last = Text($"SELECT max({db.Dialect.Quote(name)}) AS n FROM {db.Dialect.Quote(table.Name)}").Rows(Types.BigInt.Nullable());
                foreach (var statement in db.Dialect.NumberBehind(table.Name, name, await db.FirstAsync(last, [], cancellationToken).ConfigureAwait(false) ?? 0))
                {
                    await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    // Null where it is Kelpie's already.
    private async Task<OriginalSchema?> FindAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_file))
        {
            throw new KelpieException("database_not_found", $"There is no file {_file}.", "kelpie db adopt FILE takes the database of the original program, usually file_metadata.db.");
        }

        await using var engine = OpenToRead();
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var schema = await OriginalSchema.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        if (!schema.IsOriginal)
        {
            return await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false) is SchemaStatus.Foreign or SchemaStatus.Empty
                ? throw new KelpieException("not_adoptable", $"{_file} has no tables of the original program: neither file_metadata nor text_chunks.", "kelpie scan DIR makes a new index.")
                : null;
        }

        await AdoptionBackup.RequireWholeAsync(db, _file, cancellationToken).ConfigureAwait(false);
        return schema;
    }

    private Engine OpenToRead() => Engine.Create(DatabaseUrl.Parse(_file), [SqliteDriver.Instance], new EngineOptions { ReadOnly = true });
}
