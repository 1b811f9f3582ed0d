using System.Diagnostics;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Bench;
using static Kelpie.Sql.Bench.Figures;

namespace Kelpie.Migrations.Bench;

/// <summary>A program that is old: a thousand revisions.</summary>
internal static class HistoryBenchmark
{
    private const int Revisions = 1000;
    private const double Target = 2;

    internal static async IAsyncEnumerable<Figure> RunAsync(Scratch scratch)
    {
        await using var engine = scratch.Open("history.db");
        yield return await MeasureAsync("full upgrade", () => new Migrator(engine, new RevisionGraph(Step.Line(Revisions))).UpgradeAsync());
        yield return await MeasureAsync("history", () => new Migrator(engine, new RevisionGraph(Step.Line(Revisions))).HistoryAsync());
        yield return await MeasureAsync("check", () => CheckAsync(engine));
        yield return await MeasureAsync("full downgrade", () => new Migrator(engine, new RevisionGraph(Step.Line(Revisions))).DowngradeAsync("base")) with { Target = "", IsMet = null };
    }

    private static async Task CheckAsync(Engine engine)
    {
        await using var db = await engine.ConnectAsync();
        await new DriftCheck(new SchemaHistory(new RevisionGraph(Step.Line(Revisions))).StateAt("head")).RunAsync(db);
    }

    private static async Task<Figure> MeasureAsync(string what, Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new Figure($"{Revisions} revisions: {what}", Invariant($"{took:0.00} s"), "", "", Invariant($"under {Target:0} s"), took < Target);
    }
}
