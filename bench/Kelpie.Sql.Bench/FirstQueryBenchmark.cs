using System.Diagnostics;
using static Kelpie.Sql.Bench.Figures;

namespace Kelpie.Sql.Bench;

/// <summary>A native program that asks SQLite one question, over one that does nothing.</summary>
internal static class FirstQueryBenchmark
{
    private const int Rounds = 61;
    private const double Target = 10;

    internal static async Task<Figure> RunAsync(string folder, DatabaseUrl url)
    {
        await using (var engine = Engine.Create(url, [Sqlite.SqliteDriver.Instance]))
        {
            await (await Filled.OpenAsync(engine)).DisposeAsync();
        }

        string Program(string name) => Path.Combine(folder, name, $"Kelpie.Sql.Bench.{name}");
        var (empties, queries) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (empty, query) = (await MeasureAsync(Program("Empty")), await MeasureAsync(Program("FirstQuery"), url.Database));
            // The first finds nothing in the machine's caches.
            if (round > 0)
            {
                empties.Add(empty);
                queries.Add(query);
            }
        }

        var over = Median(queries.Zip(empties, (query, empty) => query - empty));
        return new Figure(
            "SQLite: first query in a fresh native process, against an empty one",
            Invariant($"{Median(queries):0.0} ms"),
            Invariant($"{Median(empties):0.0} ms"),
            Invariant($"{over:0.0} ms more"),
            Invariant($"at most {Target:0} ms more"),
            over <= Target);
    }

    private static async Task<double> MeasureAsync(string program, params string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return process.ExitCode == 0 ? took : throw new InvalidOperationException($"{program} ended with status {process.ExitCode}.");
    }
}
