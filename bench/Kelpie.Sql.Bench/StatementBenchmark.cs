using static Kelpie.Sql.Bench.Figures;

namespace Kelpie.Sql.Bench;

/// <summary>Single statements, each way on a database of its own.</summary>
internal static class StatementBenchmark
{
    private const double TimeTarget = 1.10;
    private const double BytesTarget = 1.20;

    internal static async IAsyncEnumerable<Figure> RunAsync(string database, Driver driver, DatabaseUrl own, DatabaseUrl bare, int runs)
    {
        await using var engine = Engine.Create(own, [driver]);
        await using var ours = new OwnWork(await Filled.OpenAsync(engine));
        await using var bareEngine = Engine.Create(bare, [driver]);
        await (await Filled.OpenAsync(bareEngine)).DisposeAsync();
        await using var theirs = await BareWork.OpenAsync(bare, driver);
        (string What, int Runs, Func<IStatementWork, Func<int, Task>> Work)[] all =
        [
            ("point select", runs, work => i => work.FindAsync(1 + (i * 7L % Statements.Rows))),
            ("100-row select", Math.Max(10, runs / 10), work => i => work.PageAsync(1 + (i * 100L % (Statements.Rows - Statements.Page)))),
            ("insert", runs, work => i => work.AddAsync(Thing.Of(Statements.Rows + 1L + i))),
            ("update", runs, work => i => work.ChangeAsync(1 + (i * 7L % Statements.Rows), "another name", i)),
            ("upsert", runs, work => i => work.PutAsync(Thing.Of(1 + (i * 7L % Statements.Rows)))),
        ];
        foreach (var (what, count, work) in all)
        {
            var outcome = await Duel.RunAsync(rounds: 301, count, work(ours), work(theirs));
            yield return AtMost(
                $"{database}: {what}, time", Invariant($"{outcome.Own:0.0} us"), Invariant($"{outcome.Bare:0.0} us"), outcome.Time, TimeTarget);
            yield return AtMost(
                $"{database}: {what}, allocations",
                Invariant($"{outcome.OwnBytes:0} B"),
                Invariant($"{outcome.BareBytes:0} B"),
                outcome.OwnBytes / outcome.BareBytes,
                BytesTarget);
        }
    }
}
