using System.Diagnostics;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Bench;
using static Kelpie.Sql.Bench.Figures;

namespace Kelpie.Migrations.Bench;

/// <summary>The question that a program asks each time it opens its database.</summary>
internal static class VersionBenchmark
{
    private const int Rounds = 2000;
    private const double Target = 1000;

    internal static async Task<Figure> RunAsync(Scratch scratch)
    {
        var graph = new RevisionGraph(Step.Line(10));
        await using var engine = scratch.Open("version.db");
        await new Migrator(engine, graph).UpgradeAsync();
        await using var db = await engine.ConnectAsync();
        var version = new SchemaVersion(graph);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await version.RequireCurrentAsync(db);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }

        var median = Median(times);
        return new Figure("version check at open, warm", Invariant($"{median:0.0} us"), "", "", Invariant($"under {Target:0} us"), median < Target);
    }
}
