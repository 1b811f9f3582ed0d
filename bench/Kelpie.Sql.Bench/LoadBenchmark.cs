using System.Diagnostics;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Bench.Figures;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Bench;

/// <summary>100,000 rows into an empty table: LoadAsync against what one would write by hand for the database.</summary>
internal static class LoadBenchmark
{
    private const double Target = 1.10;
    private const int Rows = 100_000;
    private const int Rounds = 15;
    private static readonly Delete Clear = DeleteFrom(Statements.T).AllRows();
    private static readonly Select<long> Counted = Select(CountAll()).From(Statements.T);

    /// <param name="database">What it is called in the table.</param>
    /// <param name="driver">The driver.</param>
    /// <param name="own">A database for ours.</param>
    /// <param name="bare">A database for the others.</param>
    /// <param name="ways">The ways to write it by hand; the fastest counts.</param>
    internal static async IAsyncEnumerable<Figure> RunAsync(
        string database, Driver driver, DatabaseUrl own, DatabaseUrl bare, IReadOnlyList<BareLoad> ways)
    {
        var things = Thing.Some(Rows);
        await using var ownEngine = Engine.Create(own, [driver]);
        await using var ours = await Filled.OpenAsync(ownEngine, rows: 1);
        await using var bareEngine = Engine.Create(bare, [driver]);
        await using var theirs = await Filled.OpenAsync(bareEngine, rows: 1);
        var times = ways.Select(_ => new List<double>()).ToArray();
        var mine = new List<double>();
        // The first round is everybody's warm-up.
        for (var round = 0; round <= Rounds; round++)
        {
            for (var turn = 0; turn <= ways.Count; turn++)
            {
                var way = (turn + round) % (ways.Count + 1);
                var took = way == ways.Count
                    ? await MeasureAsync(ours, () => OwnAsync(ours, things))
                    : await MeasureAsync(theirs, () => ways[way].LoadAsync(theirs.Raw, things));
                if (round > 0)
                {
                    (way == ways.Count ? mine : times[way]).Add(took);
                }
            }
        }

        var fastest = Enumerable.Range(0, ways.Count).MinBy(way => Median(times[way]));
        yield return AtMost(
            $"{database}: load of 100,000 rows, against {ways[fastest].Name}",
            Invariant($"{Median(mine):0} ms"),
            Invariant($"{Median(times[fastest]):0} ms"),
            Median(mine.Zip(times[fastest], (a, b) => a / b)),
            Target);
    }

    // What one writes: on a database without a loader of its own, a load outside a transaction is many.
    private static async Task OwnAsync(Connection db, IReadOnlyList<Thing> things)
    {
        if (db.Driver.BulkLoader is not null)
        {
            await db.LoadAsync(Statements.Load, things);
            return;
        }

        await using var transaction = await db.BeginAsync();
        await db.LoadAsync(Statements.Load, things);
        await transaction.CommitAsync();
    }

    private static async Task<double> MeasureAsync(Connection db, Func<Task> load)
    {
        await (db.Dialect.Name == "sqlite" ? db.ExecuteAsync(Clear) : db.ExecuteScriptAsync("TRUNCATE TABLE things"));
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await load();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var count = await db.FirstAsync(Counted);
        return count == Rows ? took : throw new InvalidOperationException($"{count} rows were loaded, not {Rows}.");
    }
}
