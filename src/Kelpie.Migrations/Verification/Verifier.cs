using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Verification;

/// <summary>
/// Takes every revision up, down and up again on a scratch database, with rows in its tables: what a downgrade says it undoes is
/// undone, and no row is lost that need not be. The order of columns does not count.
/// </summary>
/// <param name="engine">An empty database, which is at the last revision afterwards.</param>
/// <param name="graph">The migrations.</param>
public sealed class Verifier(Engine engine, RevisionGraph graph)
{
    private readonly IReadOnlyList<InLine> _line = InLine.Of(graph);

    /// <summary>Tries all revisions, in order, as far as the database can go.</summary>
    /// <param name="progress">Told of each revision when it was tried.</param>
    /// <param name="cancellationToken">Stops it; the database stays as far as it has come.</param>
    /// <exception cref="InvalidOperationException">The database is not empty.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema that those before it lead to.</exception>
    /// <exception cref="DatabaseException">The database cannot be read or written.</exception>
    public async Task<VerificationReport> RunAsync(IProgress<VerifiedRevision>? progress = null, CancellationToken cancellationToken = default)
    {
        await RequireEmptyAsync(cancellationToken).ConfigureAwait(false);
        var migrator = new Migrator(engine, new RevisionGraph(_line), options: new MigratorOptions { AllowDestructive = true });
        var tried = new List<VerifiedRevision>();
        var state = SchemaState.Empty;
        foreach (var migration in _line)
        {
            var trial = new RevisionTrial(engine, migrator, migration, state);
            var canGoOn = await trial.RunAsync(cancellationToken).ConfigureAwait(false);
            tried.Add(trial.Outcome);
            progress?.Report(tried[^1]);
            if (!canGoOn)
            {
                break;
            }

            state = trial.After;
        }

        return new VerificationReport(
            engine.Dialect.Name, tried.ToValueList(), _line.Skip(tried.Count).Select(migration => migration.ToString()).ToValueList());
    }

    private async Task RequireEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var tables = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        if (tables.Count > 0)
        {
            throw new InvalidOperationException(
                $"The database has tables ({string.Join(", ", tables.Take(3))}{(tables.Count > 3 ? ", ..." : "")}), and revisions are verified on an empty one: give the URL of another.");
        }
    }
}
