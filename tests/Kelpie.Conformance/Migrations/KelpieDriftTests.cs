using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;

namespace Kelpie.Conformance.Migrations;

/// <summary>Kelpie's own schema, with its full text, triggers and views made by raw SQL.</summary>
public sealed class KelpieDriftTests
{
    [Theory, EveryBackend]
    public async Task Its_migrations_and_its_models_are_what_the_database_has(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        await new Migrator(database.Engine, KelpieRevisions.Graph).UpgradeAsync();

        var report = await database.CheckAsync(new DriftCheck(new SchemaHistory(KelpieRevisions.Graph).StateAt("head")));
        Assert.Empty(report.Describe());
        Assert.Empty(report.DescribeUnknown());

        Assert.Empty(new ModelCheck(Tables.MetaData, KelpieRevisions.Graph).Run().Describe("the migrations", "the models"));
    }

    [Theory, EveryBackend]
    public async Task What_is_changed_by_hand_is_found(string backend)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        await new Migrator(database.Engine, KelpieRevisions.Graph).UpgradeAsync();
        await database.RunAsync(
            backend == "postgresql" ? "DROP TRIGGER chunks_fts_update ON chunks" : "DROP TRIGGER chunks_fts_update",
            "ALTER TABLE chunks ADD COLUMN mine INTEGER",
            "CREATE INDEX ix_mine ON chunks (word_count)",
            "CREATE TABLE exp_mine (id INTEGER)");

        var check = new DriftCheck(new SchemaHistory(KelpieRevisions.Graph).StateAt("head")) { ExcludedPrefix = "exp_" };
        var report = await database.CheckAsync(check);
        Assert.Equal(
            [
                "chunks.mine: not in the migrations, integer, may be NULL in the database",
                "index ix_mine of chunks: not in the migrations, (word_count) in the database",
                "trigger chunks_fts_update: missing from the database",
            ],
            report.Describe());
        Assert.Empty(report.DescribeUnknown());
    }
}
