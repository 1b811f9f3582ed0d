using System.Diagnostics;

namespace Kelpie.Sql.Bench;

/// <summary>What one way took against another.</summary>
/// <param name="Own">Ours, the middle of all rounds, in microseconds a run.</param>
/// <param name="Bare">The other.</param>
/// <param name="Time">The middle of the ratios of the rounds, each of two that ran one after the other.</param>
/// <param name="OwnBytes">What ours allocates in a run.</param>
/// <param name="BareBytes">What the other does.</param>
internal sealed record Outcome(double Own, double Bare, double Time, double OwnBytes, double BareBytes);

/// <summary>
/// Two ways to do the same, in short rounds that take turns at being first: what else the machine does, and what the tables
/// have grown to, is shared by both.
/// </summary>
internal static class Duel
{
    // The runtime compiles what is hot anew, in the background, with what it has seen: rounds before that say nothing.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    internal static async Task<Outcome> RunAsync(int rounds, int runs, Func<int, Task> own, Func<int, Task> bare)
    {
        var next = 0;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < WarmUp)
        {
            await RoundAsync(own, next, runs);
            await RoundAsync(bare, next, runs);
            next += runs;
        }

        var (owns, bares) = (new List<Round>(), new List<Round>());
        for (var i = 0; i < rounds; i++, next += runs)
        {
            var (first, second) = i % 2 == 0 ? (own, bare) : (bare, own);
            var (one, other) = (await RoundAsync(first, next, runs), await RoundAsync(second, next, runs));
            owns.Add(i % 2 == 0 ? one : other);
            bares.Add(i % 2 == 0 ? other : one);
        }

        return new Outcome(
            Figures.Median(owns.Select(round => round.Micros)),
            Figures.Median(bares.Select(round => round.Micros)),
            Figures.Median(owns.Zip(bares, (a, b) => a.Micros / b.Micros)),
            Figures.Median(owns.Select(round => round.Bytes)),
            Figures.Median(bares.Select(round => round.Bytes)));
    }

    private static async Task<Round> RoundAsync(Func<int, Task> run, int first, int runs)
    {
        // Of all threads: what waits for a server goes on wherever there is one.
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        for (var i = first; i < first + runs; i++)
        {
            await run(i);
        }

        var took = Stopwatch.GetElapsedTime(began);
        return new Round(took.TotalMicroseconds / runs, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)runs);
    }

    private readonly record struct Round(double Micros, double Bytes);
}
