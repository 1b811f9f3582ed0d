using System.Diagnostics;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Bench;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Bench.Figures;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Bench;

/// <summary>A table of a million rows that is made anew, against a copy of it with the same indexes.</summary>
internal static class RebuildBenchmark
{
    private const int Rows = 1_000_000;
    private const int Rounds = 7;
    private const double Target = 1.2;

    internal static async IAsyncEnumerable<Figure> RunAsync(Scratch scratch)
    {
        var (ratios, own, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var file = $"rebuild{round}.db";
            await using var engine = scratch.Open(file);
            var graph = new RevisionGraph(new Fill(), new Alter());
            await new Migrator(engine, graph).UpgradeAsync("+1");
            File.Copy(scratch.PathOf(file), scratch.PathOf("bare-" + file));

            var began = Stopwatch.GetTimestamp();
            await new Migrator(engine, graph).UpgradeAsync();
            own.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);

            await using var other = scratch.Open("bare-" + file);
            await using var db = await other.ConnectAsync();
            began = Stopwatch.GetTimestamp();
            await db.ExecuteScriptAsync("PRAGMA threads = 0; BEGIN; CREATE TABLE copy AS SELECT * FROM things; CREATE INDEX ix_copy_kind ON copy (kind, size); COMMIT");
            bare.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
            ratios.Add(own[^1] / bare[^1]);
        }

        yield return new Figure(
            "SQLite: rebuild of a table of 1,000,000 rows, against CREATE TABLE AS SELECT and its index",
            Invariant($"{Median(own):0.00} s"), Invariant($"{Median(bare):0.00} s"), Invariant($"{Median(ratios):0.00}x"), Invariant($"at most {Target:0.00}x"), Math.Round(Median(ratios), 2) <= Target);
        yield return new Figure(
            "the same: memory of the process at its peak",
            Invariant($"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"), "", "", "constant", null);
    }

    private sealed class Fill() : Migration("aaaaaaaa", parent: null, "a million things")
    {
        protected override void Upgrade(OperationList op)
        {
            op.CreateTable("things", t => t
                .Column("id", BigInt, identity: true).Column("kind", Integer).Column("size", BigInt).Column("name", Text.Nullable())
                .PrimaryKey("id").Index("kind", "size"));
            op.Sql($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) "
                + "INSERT INTO things (kind, size, name) SELECT i % 17, (i * 7919) % 1000003, 'the name of thing ' || i FROM n");
        }

        protected override void Downgrade(OperationList op) => op.DropTable("things");
    }

    private sealed class Alter() : Migration("bbbbbbbb", parent: "aaaaaaaa", "names are there")
    {
        protected override void Upgrade(OperationList op)
        {
            op.AlterColumn("things", "name", c => c.NotNull());
            op.AddCheck("things", "ck_things_size", "size >= 0");
        }
    }
}
