using System.Security.Cryptography;
using Kelpie.Migrations.Documents;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.Verification;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Database.Migrations;

/// <summary>What can be said of Kelpie's schema and its revisions without anybody's database.</summary>
public static class KelpieSchema
{
    /// <summary>What the revisions destroy or may fail on, on every kind of database.</summary>
    public static IReadOnlyList<LintFinding> Lint() =>
        new Lint(KelpieRevisions.Graph, [.. KelpieDatabase.Drivers.Select(driver => driver.Dialect)]).Run();

    /// <summary>The documentation of the schema, as Markdown.</summary>
    public static string Document() => Document(Tables.MetaData, KelpieRevisions.Graph);

    /// <summary>The same, with tables and revisions that the program does not have yet.</summary>
    internal static string Document(MetaData tables, RevisionGraph graph) => new SchemaDocument(tables)
    {
        Title = "Kelpie's schema",
        Introduction = "Made by `kelpie db docs` from the tables the program declares. Full text, views and triggers are raw SQL, in `src/Kelpie/Database/Schema`.",
        History = graph,
    }.Write();

    /// <summary>
    /// Takes every revision up, down and up again, with rows: on a SQLite file of its own, and, where a server is named, in a database
    /// of its own there. Both are gone afterwards.
    /// </summary>
    /// <param name="url">A server's database, whose user may create others; or any SQLite file, which is not touched.</param>
    /// <param name="progress">Told of each kind of database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The server cannot be reached, or lets nobody create a database.</exception>
    public static async Task<IReadOnlyList<VerificationReport>> VerifyAsync(DatabaseUrl url, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var folder = Directory.CreateTempSubdirectory("kelpie-verify-");
        try
        {
            progress?.Report("sqlite");
            var reports = new List<VerificationReport>
            {
                await VerifyOnAsync(DatabaseUrl.Parse(Path.Combine(folder.FullName, "verify.db")), cancellationToken).ConfigureAwait(false),
            };
            if (url.Scheme != "sqlite")
            {
                progress?.Report(url.Scheme);
                reports.Add(await VerifyOnServerAsync(url, cancellationToken).ConfigureAwait(false));
            }

            return reports;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<VerificationReport> VerifyOnServerAsync(DatabaseUrl url, CancellationToken cancellationToken)
    {
        var name = "kelpie_verify_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        await using var engine = Engine.Create(url, KelpieDatabase.Drivers);
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await db.ExecuteScriptAsync($"CREATE DATABASE {name}", cancellationToken).ConfigureAwait(false);
        VerificationReport report;
        try
        {
            report = await VerifyOnAsync(url.WithDatabase(name), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await DropAsync(db, name, exception).ConfigureAwait(false);
            throw;
        }

        await db.ExecuteScriptAsync($"DROP DATABASE {name}", CancellationToken.None).ConfigureAwait(false);
        return report;
    }

    private static async Task DropAsync(Connection db, string name, Exception reason)
    {
        try
        {
            await db.ExecuteScriptAsync($"DROP DATABASE {name}", CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            throw new KelpieException("verification_left", $"{reason.Message} The database {name}, made to try it, could not be dropped: {exception.Message}", $"DROP DATABASE {name}", reason);
        }
    }

    private static async Task<VerificationReport> VerifyOnAsync(DatabaseUrl url, CancellationToken cancellationToken)
    {
        await using var engine = Engine.Create(url, KelpieDatabase.Drivers);
        return await new Verifier(engine, KelpieRevisions.Graph).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
