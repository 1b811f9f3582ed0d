using Kelpie.Sql;

namespace Kelpie.Experiments.Review;

/// <summary>What the rows of an experiment hold.</summary>
/// <param name="Rows">How many were looked at.</param>
/// <param name="Columns">What each column holds, in the table's order.</param>
internal sealed record Sample(long Rows, IReadOnlyList<ColumnProfile> Columns);

/// <summary>Looks at the rows of an experiment: at all up to a hundred thousand, at every n-th of more, so that old and new ones are among them.</summary>
internal static class SampleReader
{
    private const long Most = 100_000;

    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal static async Task<Sample> ReadAsync(Connection db, Experiment experiment, CancellationToken cancellationToken)
    {
        var columns = experiment.Table.Columns.Select(_ => new ColumnProfile()).ToList();
        var step = Math.Max(1, (experiment.Rows + Most - 1) / Most);
        var sampled = 0L;
        await using var command = db.Raw.CreateCommand();
        // Types that nobody knows are read as well as they can be.
        command.CommandText = $"SELECT {string.Join(", ", experiment.Table.Columns.Select(column => db.Dialect.Quote(column.Name)))} FROM {db.Dialect.Quote(experiment.Table.Name)}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        for (var row = 0L; await reader.ReadAsync(cancellationToken).ConfigureAwait(false); row++)
        {
            if (row % step != 0)
            {
                continue;
            }

            sampled++;
            for (var i = 0; i < columns.Count; i++)
            {
                columns[i].Add(reader.GetValue(i));
            }
        }

        return new Sample(sampled, columns);
    }
}
