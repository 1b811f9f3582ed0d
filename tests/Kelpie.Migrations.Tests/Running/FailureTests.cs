using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;

namespace Kelpie.Migrations.Tests.Running;

public sealed class FailureTests
{
    private static readonly Step Broken = new(
        "dddd4444", Library.Sizes, "broken",
        op =>
        {
            op.CreateIndex("chunks", "content");
            op.Sql("""
                UPDATE chunks SET content = '';

                -- This cannot work.
                INSERT INTO nowhere
                VALUES (1);
                """);
        });

    [Fact]
    public async Task A_failed_revision_leaves_nothing_behind_and_those_before_it_stay()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await scratch.ExecuteAsync("INSERT INTO files (path) VALUES ('a'); INSERT INTO chunks (file_id, content) VALUES (1, 'text')");
        var before = await scratch.SchemaAsync();
        var migrator = scratch.Migrator([.. Library.Migrations, Broken]);

        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Equal(
            "The upgrade of dddd4444 (broken) failed at statement 3 of 4 (INSERT INTO nowhere ...): SQLite Error 1: 'no such table: nowhere'. "
            + "Nothing of this revision was kept. When that is mended, run: kelpie db upgrade",
            error.Message);
        Assert.Equal("-- This cannot work.\nINSERT INTO nowhere\nVALUES (1)", error.Statement);
        Assert.Equal("dddd4444", error.Migration.Revision);
        Assert.Equal(before, await scratch.SchemaAsync());
        Assert.Equal(["text"], await scratch.ListAsync("SELECT content FROM chunks", Sql.Schema.Types.Text));
        Assert.Equal([Library.Sizes], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_failed_first_revision_leaves_an_empty_database()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(new Step("aaaa1111", (string?)null, "broken", op => op.Sql("CREATE TABLE a (x);\n\nSELECT nonsense;")));

        await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Empty(await scratch.SchemaAsync());
        Assert.Empty(await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_failed_downgrade_names_the_way_down()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(new Step(
            "aaaa1111", (string?)null, "one way", op => op.Sql("CREATE TABLE a (x);"), op => op.Sql("DROP TABLE b;")));
        await migrator.UpgradeAsync();

        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.DowngradeAsync("-1"));

        Assert.Equal(
            "The downgrade of aaaa1111 (one way) failed at statement 1 of 2 (DROP TABLE b): SQLite Error 1: 'no such table: b'. "
            + "Nothing of this revision was kept. When that is mended, run: kelpie db downgrade base",
            error.Message);
        Assert.Equal(["aaaa1111"], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_plan_that_cannot_be_made_changes_nothing()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator([
            .. Library.Migrations, new Step("dddd4444", Library.Sizes, "elsewhere", op => op.Script(("postgresql", "ANALYZE;")))]);

        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Equal(
            "The upgrade of dddd4444 (elsewhere) cannot be done, at ExecuteSql: The raw SQL has no text for sqlite, only for postgresql; "
            + "add one, an empty one if there is nothing to do.",
            error.Message);
        Assert.Empty(await scratch.SchemaAsync());
    }

    [Fact]
    public async Task A_lock_that_somebody_else_keeps_is_said_to_be_one()
    {
        await using var scratch = new ScratchDatabase();
        await using var holder = await scratch.Engine.ConnectAsync();
        await using var transaction = await holder.BeginAsync();
        await using var impatient = scratch.NewEngine(new() { BusyTimeout = TimeSpan.Zero });
        var migrator = new Migrator(
            impatient, new RevisionGraph(Library.Migrations), ScratchDatabase.Commands, new MigratorOptions { LockTimeout = TimeSpan.Zero });

        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Equal(
            "The upgrade of 3f9c2a7b (files and chunks) has not begun: somebody else holds the lock on the database. "
            + "When they have finished, run: kelpie db upgrade",
            error.Message);
    }

    [Fact]
    public async Task A_cancelled_upgrade_undoes_the_revision_at_hand()
    {
        await using var scratch = new ScratchDatabase();
        using var cancel = new CancellationTokenSource();
        var migrator = scratch.Migrator(Library.Migrations);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migrator.UpgradeAsync("head", new CancelAt(Library.Search, cancel), cancel.Token));

        Assert.Equal([Library.Files], await migrator.CurrentAsync());
        Assert.Equal(["chunks", "files", "schema_revisions"], await scratch.TablesAsync());
        Assert.Equal([1L], await scratch.ListAsync("PRAGMA foreign_keys", Sql.Schema.Types.BigInt));
        Assert.Equal([Library.Search, Library.Sizes], (await migrator.UpgradeAsync()).Select(step => step.Migration.Revision));
    }

    private sealed class CancelAt(string revision, CancellationTokenSource cancel) : IProgress<MigrationEvent>
    {
        public void Report(MigrationEvent value)
        {
            if (value is MigrationEvent.Begun begun && begun.Step.Migration.Revision == revision)
            {
                cancel.Cancel();
            }
        }
    }
}
