using System.Diagnostics;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Bench;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Bench.Figures;

namespace Kelpie.Migrations.Bench;

/// <summary>The commands, each in a fresh process.</summary>
internal static class CommandBenchmark
{
    private const int Rounds = 15;

    /// <summary>A new SQLite database to head, by us and by Alembic, whose one revision executes the very statements of ours.</summary>
    internal static async Task<Figure> UpgradeAsync(Scratch scratch, string kelpie, string alembic)
    {
        const double target = 5;
        var plan = MigrationPlan.Between(KelpieRevisions.Graph, SqliteDialect.Instance, "base", "head");
        var project = AlembicProject.Write(scratch.PathOf("alembic"), plan.Steps.SelectMany(step => step.Statements));
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var own = await MeasureAsync(kelpie, scratch.PathOf("."), "db", "upgrade", "--db", scratch.PathOf($"own{round}.db"));
            var other = await MeasureAsync(alembic, project, "-x", $"db={scratch.PathOf($"other{round}.db")}", "upgrade", "head");
            if (round > 0)
            {
                ours.Add(own);
                theirs.Add(other);
            }
        }

        var ratio = Median(theirs.Zip(ours, (other, own) => other / own));
        return new Figure(
            "upgrade of a new SQLite database, a fresh process, against alembic upgrade head",
            Invariant($"{Median(ours):0.0} ms"), Invariant($"{Median(theirs):0.0} ms"),
            Invariant($"{ratio:0.0}x faster"), Invariant($"at least {target:0}x faster"), ratio >= target);
    }

    internal static async Task<Figure> CurrentAsync(Scratch scratch, string kelpie)
    {
        const double target = 25;
        var database = scratch.PathOf("current.db");
        await MeasureAsync(kelpie, scratch.PathOf("."), "db", "upgrade", "--db", database);
        var times = new List<double>();
        for (var round = 0; round <= 2 * Rounds; round++)
        {
            times.Add(await MeasureAsync(kelpie, scratch.PathOf("."), "db", "current", "--db", database));
        }

        var median = Median(times.Skip(1));
        return new Figure("db current, a fresh process", Invariant($"{median:0.0} ms"), "", "", Invariant($"under {target:0} ms"), median < target);
    }

    private static async Task<double> MeasureAsync(string program, string folder, params string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        _ = await RunAsync(program, folder, arguments);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<string> RunAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }
}
