using System.Diagnostics;
using System.Globalization;
using static Kelpie.Sql.Bench.Figures;

namespace Kelpie.Sql.Bench;

/// <summary>A warm point query, against SQLAlchemy Core and Python's own sqlite3 on the same file.</summary>
internal static class PeerBenchmark
{
    private const int Turns = 5;
    private const int Runs = 500;
    private const double Target = 5;

    /// <param name="python">A Python that has SQLAlchemy.</param>
    /// <param name="script">What is run on it.</param>
    /// <param name="url">A database for it.</param>
    internal static async IAsyncEnumerable<Figure> RunAsync(string python, string script, DatabaseUrl url)
    {
        await using var engine = Engine.Create(url, [Sqlite.SqliteDriver.Instance]);
        await using var work = new OwnWork(await Filled.OpenAsync(engine));
        await MicrosAsync(work, 200);
        var (own, alchemy, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            var peers = await RunAsync(python, script, url.Database);
            (alchemy, bare) = ([.. alchemy, peers[0]], [.. bare, peers[1]]);
            own.Add(await MicrosAsync(work, 100));
        }

        var (mine, core, sqlite3) = (Median(own), Median(alchemy), Median(bare));
        yield return new Figure(
            "SQLite: warm point query, against SQLAlchemy Core",
            Invariant($"{mine:0.0} us"),
            Invariant($"{core:0.0} us"),
            Invariant($"{core / mine:0.0}x faster"),
            Invariant($"at least {Target:0}x faster"),
            core / mine >= Target);
        yield return new Figure(
            "SQLite: warm point query, against Python's sqlite3",
            Invariant($"{mine:0.0} us"),
            Invariant($"{sqlite3:0.0} us"),
            Invariant($"{sqlite3 / mine:0.0}x faster"),
            "",
            null);
    }

    private static async Task<double> MicrosAsync(OwnWork work, int rounds)
    {
        var all = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Runs; i++)
            {
                await work.FindAsync(1 + (i * 7L % Statements.Rows));
            }

            all.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / Runs);
        }

        return Median(all);
    }

    private static async Task<double[]> RunAsync(string python, string script, string file)
    {
        using var process = Process.Start(new ProcessStartInfo(python, [script, file]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? [.. said.Split(' ', StringSplitOptions.TrimEntries).Select(value => double.Parse(value, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{script} ended with status {process.ExitCode}.");
    }
}
