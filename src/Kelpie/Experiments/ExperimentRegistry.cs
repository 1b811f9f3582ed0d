using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Experiments;

/// <summary>Records who keeps which experiment.</summary>
public static class ExperimentRegistry
{
    private static readonly RegistryTable R = new();
    private static readonly Query<(string Experiment, string Owner, DateTime Since)> All = Select(R.Experiment, R.Owner, R.Since).From(R);

    private static readonly Upsert Put = UpsertInto(R, R.Experiment).Columns(R.Experiment, R.Owner).SetIfNew(R.Since, Param<DateTime>("since", R.Since));

    /// <summary>The table's name.</summary>
    internal static string TableName => R.Name;

    /// <summary>Records an experiment, or that somebody else keeps it now; since when it is there stays as it was first said.</summary>
    /// <param name="db">The database.</param>
    /// <param name="experiment">The experiment, with or without <c>exp_</c>; its table need not be there yet.</param>
    /// <param name="owner">Who keeps it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public static async Task RecordAsync(Connection db, string experiment, string owner, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(experiment);
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        if (!await IsThereAsync(db, cancellationToken).ConfigureAwait(false))
        {
            foreach (var sql in db.Dialect.Ddl.Compile(new CreateTable(R.Definition)))
            {
                await db.ExecuteScriptAsync(sql, cancellationToken).ConfigureAwait(false);
            }
        }

        await db.ExecuteAsync(
            Put, [(R.Experiment.Name, Experiment.NameOf(experiment)), (R.Owner.Name, owner), (R.Since.Name, DateTime.UtcNow)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is recorded, by experiment.</summary>
    internal static async Task<IReadOnlyDictionary<string, (string Owner, DateTime Since)>> ReadAsync(Connection db, CancellationToken cancellationToken) =>
        await IsThereAsync(db, cancellationToken).ConfigureAwait(false)
            ? (await db.ListAsync(All, [], cancellationToken).ConfigureAwait(false)).ToDictionary(record => record.Experiment, record => (record.Owner, record.Since), StringComparer.Ordinal)
            : new Dictionary<string, (string, DateTime)>();

    private static async Task<bool> IsThereAsync(Connection db, CancellationToken cancellationToken) =>
        (await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false)).Contains(R.Name);
}
