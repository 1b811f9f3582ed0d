using Kelpie.Adoption;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Database;

/// <content>Opening: what must be so before a program gets to see the database.</content>
public sealed partial class KelpieDatabase
{
    private static readonly Query<long> SchemaChanges = Syntax.Text("PRAGMA schema_version").Rows(Types.BigInt);

    /// <summary>Whether a database is not there, or is there and nothing was ever put into it: a scan would make it.</summary>
    /// <param name="url">Where it would be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FormatException">The URL names no database.</exception>
    /// <exception cref="NotSupportedException">Kelpie has no driver for such a database.</exception>
    /// <exception cref="SchemaMismatchException">It is there, and not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It is there and cannot be opened.</exception>
    public static async Task<bool> IsMissingAsync(DatabaseUrl url, CancellationToken cancellationToken = default) =>
        EngineOf(url).Driver.IsMissing(url) || await RequireOursAsync(url, DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens a database.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="access">What it is wanted for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">It is not there, or no database.</exception>
    /// <exception cref="FormatException">The URL names no database.</exception>
    /// <exception cref="SchemaMismatchException">It is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    /// <exception cref="NotSupportedException">Kelpie has no driver for such a database.</exception>
    public static Task<KelpieDatabase> OpenAsync(DatabaseUrl url, DatabaseAccess access, CancellationToken cancellationToken = default) =>
        OpenAsync(url, access, EngineOptions.Default, cancellationToken);

    internal static async Task<KelpieDatabase> OpenAsync(
        DatabaseUrl url, DatabaseAccess access, EngineOptions options, CancellationToken cancellationToken)
    {
        var isReader = access is DatabaseAccess.Read or DatabaseAccess.Inspect;
        var engine = EngineOf(url, options with { ReadOnly = isReader });
        var isMissing = engine.Driver.IsMissing(url);
        if (isMissing && access is not (DatabaseAccess.Write or DatabaseAccess.Create))
        {
            throw new KelpieException("database_not_found", $"There is no database at {url} yet.", "kelpie scan DIR makes one; --db URL names another.");
        }

        if (!isMissing && access is DatabaseAccess.Write or DatabaseAccess.Create)
        {
            isMissing = await RequireOursAsync(url, access, cancellationToken).ConfigureAwait(false);
        }

        var database = new KelpieDatabase(engine) { IsNew = isMissing };
        try
        {
            if (isMissing)
            {
                CreateFolder(url);
            }

            if (isMissing && access == DatabaseAccess.Write)
            {
                await database.Migrator.UpgradeAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            if (access == DatabaseAccess.Read)
            {
                await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
                var status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
                if (status is not SchemaStatus.Current)
                {
                    throw await MismatchAsync(db, status, cancellationToken).ConfigureAwait(false);
                }
            }

            database._isOurs = true;
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Through an engine that only reads: to open a SQLite file for writing changes it, and it may be another program's.
    // True where the file is there and nothing was ever written to it: whoever was making it has not finished, or was killed.
    private static async Task<bool> RequireOursAsync(DatabaseUrl url, DatabaseAccess access, CancellationToken cancellationToken)
    {
        await using var engine = EngineOf(url, new EngineOptions { ReadOnly = true });
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        // Asked first: somebody else may be making the tables between one question and the next.
        var isUntouched = await IsUntouchedAsync(db, cancellationToken).ConfigureAwait(false);
        var status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
        if (status is SchemaStatus.Empty && isUntouched)
        {
            return true;
        }

        if (status is SchemaStatus.Behind or SchemaStatus.Unfinished && access == DatabaseAccess.Write)
        {
            // A server may show what another program is making at this moment; if nobody is, it is done by now or stays behind.
            await new Migrator(engine, KelpieRevisions.Graph).WaitForOthersAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
        }

        return status is SchemaStatus.Foreign || (access == DatabaseAccess.Write && status is not SchemaStatus.Current)
            ? throw await MismatchAsync(db, status, cancellationToken).ConfigureAwait(false)
            : false;
    }

    private static async Task<SchemaMismatchException> MismatchAsync(Connection db, SchemaStatus status, CancellationToken cancellationToken) => new(
        status,
        status is SchemaStatus.Foreign && await Adopter.IsOriginalAsync(db, cancellationToken).ConfigureAwait(false)
            ? $"the database {db.Raw.DataSource} is one of the program that Kelpie succeeds - run: kelpie db adopt {db.Raw.DataSource}"
            : KelpieRevisions.Version.Describe(status));

    // SQLite counts the changes of a schema, downgrades among them; a server's database was made by somebody, for this.
    private static async Task<bool> IsUntouchedAsync(Connection db, CancellationToken cancellationToken) =>
        db.Dialect.Name != "sqlite" || await db.FirstAsync(SchemaChanges, [], cancellationToken).ConfigureAwait(false) == 0;

    private static void CreateFolder(DatabaseUrl url)
    {
        if (url is { Scheme: "sqlite", Database: not ("" or ":memory:") } && Path.GetDirectoryName(Path.GetFullPath(url.Database)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
