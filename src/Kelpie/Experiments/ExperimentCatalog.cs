using System.Globalization;
using Kelpie.Database;
using Kelpie.Experiments.Review;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Experiments;

/// <summary>The experiments of a database. Reads only.</summary>
/// <param name="db">A connection to it.</param>
public sealed class ExperimentCatalog(Connection db)
{
    private const string CreatedAt = "created_at";

    /// <summary>
    /// What an experiment's table is called in this database: <c>exp_NAME</c> while it is one, <c>NAME</c> since it became one of
    /// Kelpie's. A program asks once, and runs unchanged before and after.
    /// </summary>
    /// <param name="name">The experiment's name, with or without <c>exp_</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is neither.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<string> TableOfAsync(string name, CancellationToken cancellationToken = default) =>
        await FindTableAsync(name, cancellationToken).ConfigureAwait(false)
        ?? throw new KelpieException(
            "experiment_not_found", $"There is no table {Experiment.TableOf(name)}, nor {Experiment.NameOf(name)}.", "kelpie exp list shows the experiments of the database.");

    /// <summary>The same, or null where there is neither.</summary>
    /// <param name="name">The experiment's name, with or without <c>exp_</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<string?> FindTableAsync(string name, CancellationToken cancellationToken = default)
    {
        var there = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        // Where both are there, the experiment was left alone on purpose, for its shape is another one.
        return ((string[])[Experiment.TableOf(name), Experiment.NameOf(name)]).FirstOrDefault(there.Contains);
    }

    /// <summary>All of them, by name; without the table that says who keeps them.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<Experiment>> ListAsync(CancellationToken cancellationToken = default)
    {
        var records = await ExperimentRegistry.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var found = new List<Experiment>();
        foreach (var name in await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false))
        {
            if (name.StartsWith(KelpieDatabase.ExperimentPrefix, StringComparison.Ordinal) && name != ExperimentRegistry.TableName
                && await db.Driver.Inspector.FindTableAsync(db, name, cancellationToken).ConfigureAwait(false) is { } table)
            {
                found.Add(await DescribeAsync(table, records, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    /// <summary>Looks at an experiment as a careful maintainer would before it becomes one of Kelpie's tables.</summary>
    /// <param name="name">The experiment's name, with or without <c>exp_</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no such experiment.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<ExperimentReview> ReviewAsync(string name, CancellationToken cancellationToken = default)
    {
        var table = await db.Driver.Inspector.FindTableAsync(db, Experiment.TableOf(name), cancellationToken).ConfigureAwait(false)
            ?? throw new KelpieException("experiment_not_found", $"There is no table {Experiment.TableOf(name)}.", "kelpie exp list shows the experiments of the database.");
        return await ReviewAsync(await DescribeAsync(table, await ExperimentRegistry.ReadAsync(db, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at an experiment that was listed.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<ExperimentReview> ReviewAsync(Experiment experiment, CancellationToken cancellationToken = default)
    {
        var sample = await SampleReader.ReadAsync(db, experiment, cancellationToken).ConfigureAwait(false);
        var references = await ReferenceReader.ReadAsync(db, experiment, cancellationToken).ConfigureAwait(false);
        var names = await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        var views = await db.Driver.Inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false);
        var subject = new ReviewSubject(experiment, sample, references, [.. names, .. views.Select(view => view.Name)]);
        return new ExperimentReview(experiment, sample.Rows, [.. ReviewRules.All.SelectMany(rule => rule(subject)).OrderBy(finding => finding.Severity)]);
    }

    private async Task<Experiment> DescribeAsync(TableDefinition table, IReadOnlyDictionary<string, (string Owner, DateTime Since)> records, CancellationToken cancellationToken)
    {
        var rows = await NumberAsync($"SELECT count(*) AS n FROM {db.Dialect.Quote(table.Name)}", cancellationToken).ConfigureAwait(false);
        var bytes = await NumberAsync(db.Dialect.BytesOf(table), cancellationToken).ConfigureAwait(false);
        var isRecorded = records.TryGetValue(Experiment.NameOf(table.Name), out var record);
        return new Experiment(table, rows, bytes, isRecorded ? record.Since : await OldestAsync(table, cancellationToken).ConfigureAwait(false), isRecorded ? record.Owner : null);
    }

    private async Task<long> NumberAsync(string sql, CancellationToken cancellationToken) =>
        await db.FirstOrDefaultAsync(Text(sql).Rows(Types.BigInt.Nullable()), [], cancellationToken).ConfigureAwait(false) ?? 0;

    private async Task<DateTime?> OldestAsync(TableDefinition table, CancellationToken cancellationToken)
    {
        if (table.FindColumn(CreatedAt) is null)
        {
            return null;
        }

        await using var command = db.Raw.CreateCommand();
        command.CommandText = $"SELECT min({db.Dialect.Quote(CreatedAt)}) AS oldest FROM {db.Dialect.Quote(table.Name)}";
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) switch
        {
            DateTime moment => moment,
            string text when ValuePattern.Timestamp.Matches(text) || ValuePattern.Date.Matches(text) =>
                DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            _ => null,
        };
    }
}
