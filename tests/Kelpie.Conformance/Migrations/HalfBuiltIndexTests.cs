using Kelpie.Conformance.PostgreSql;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.State;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>An index that is built beside a table in use, and not to its end.</summary>
public sealed class HalfBuiltIndexTests
{
    private static readonly Revision First = new("dd000001", null, "a table", op => op.CreateTable("t", t => t.Column("id", BigInt).Column("n", Integer).PrimaryKey("id")));

    private const string Build = "-- run outside the transaction\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ux_t_n ON t (n)";
    private static readonly Revision Building = new("dd000002", "dd000001", "an index", op => op.Sql(Build, undo: "DROP INDEX ux_t_n"));

    [Theory, RequiresPostgreSql]
    public async Task It_is_drift_and_the_report_says_what_mends_it(string backend)
    {
        await using var database = await FailedAsync(backend);
        await using var db = await database.Engine.ConnectAsync();
        var report = await new DriftCheck(new SchemaHistory(new RevisionGraph(First, Building)).StateAt("head")).RunAsync(db);
        Assert.True(report.HasDrift);
        Assert.Equal(
            ["index ux_t_n of t: not built to its end, so the database does not use it - run: REINDEX INDEX CONCURRENTLY ux_t_n"], report.Describe());

        await database.ExecuteAsync("DELETE FROM t WHERE id = 2", report.InvalidIndexes[0].Remedy);
        Assert.False((await new DriftCheck(new SchemaHistory(new RevisionGraph(First, Building)).StateAt("head")).RunAsync(db)).HasDrift);
    }

    [Theory, RequiresPostgreSql]
    public async Task It_is_not_taken_for_the_one_that_is_wanted_when_it_is_tried_again(string backend)
    {
        await using var database = await FailedAsync(backend);
        await database.ExecuteAsync("DELETE FROM t WHERE id = 2");
        await database.Migrator([First, Building]).UpgradeAsync();
        Assert.Equal(["ux_t_n|True"], await database.RowsAsync("SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indexrelid = 'ux_t_n'::regclass"));
    }

    [Theory, RequiresPostgreSql]
    public async Task It_is_not_taken_for_done_either_where_the_migrator_was_killed_meanwhile(string backend)
    {
        await using var database = await FailedAsync(backend);
        // As a killed one leaves it: begun, and nobody came to write down what became of it.
        await database.ExecuteAsync("DELETE FROM t WHERE id = 2", $"UPDATE schema_journal SET begun = 0, statements = encode(sha256(convert_to('{Build}', 'UTF8')), 'hex')");
        await database.Migrator([First, Building]).UpgradeAsync();
        Assert.Equal(["ux_t_n|True"], await database.RowsAsync("SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indexrelid = 'ux_t_n'::regclass"));
        Assert.Equal(["schema_revisions", "t"], await database.TablesAsync());
    }

    // Two rows of one value: the server finds out when it has made the index.
    private static async Task<MigratingDatabase> FailedAsync(string backend)
    {
        var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        await database.ExecuteAsync("INSERT INTO t (id, n) VALUES (1, 1), (2, 1)");
        await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([First, Building]).UpgradeAsync());
        Assert.Equal(["ux_t_n|False"], await database.RowsAsync("SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE NOT indisvalid"));
        return database;
    }
}
