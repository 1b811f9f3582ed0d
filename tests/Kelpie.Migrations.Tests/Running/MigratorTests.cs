using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Running;

public sealed class MigratorTests
{
    [Fact]
    public async Task An_upgrade_applies_what_is_missing_in_order()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(Library.Migrations);

        var first = await migrator.UpgradeAsync(Library.Search);
        var second = await migrator.UpgradeAsync();

        Assert.Equal([Library.Files, Library.Search], first.Select(step => step.Migration.Revision));
        Assert.Equal([Library.Sizes], second.Select(step => step.Migration.Revision));
        Assert.Equal([Library.Sizes], await migrator.CurrentAsync());
        Assert.Equal(
            ["chunks", "chunks_fts", "chunks_fts_config", "chunks_fts_data", "chunks_fts_docsize", "chunks_fts_idx", "files", "schema_revisions"],
            await scratch.TablesAsync());
    }

    [Fact]
    public async Task Down_and_up_again_leaves_the_identical_schema()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(Library.Migrations);
        await migrator.UpgradeAsync();
        var before = await scratch.SchemaAsync();

        var undone = await migrator.DowngradeAsync("base");
        var left = await scratch.SchemaAsync();
        await migrator.UpgradeAsync();

        Assert.Equal([Library.Sizes, Library.Search, Library.Files], undone.Select(step => step.Migration.Revision));
        Assert.Equal(["table sqlite_sequence on sqlite_sequence: CREATE TABLE sqlite_sequence(name,seq)"], left);
        Assert.Equal(before, await scratch.SchemaAsync());
    }

    [Fact]
    public async Task Each_single_step_down_and_up_leaves_the_identical_schema()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(Library.Migrations);
        foreach (var _ in Library.Migrations)
        {
            await migrator.UpgradeAsync("+1");
            var before = await scratch.SchemaAsync();
            await migrator.DowngradeAsync("-1");
            await migrator.UpgradeAsync("+1");
            Assert.Equal(before, await scratch.SchemaAsync());
        }

        Assert.Equal([Library.Sizes], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task Where_nothing_is_pending_nothing_is_locked_or_written()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        await using var holder = await scratch.Engine.ConnectAsync();
        await using var transaction = await holder.BeginAsync();
        await using var impatient = scratch.NewEngine(new() { BusyTimeout = TimeSpan.Zero });

        var migrator = new Migrator(impatient, new RevisionGraph(Library.Migrations));

        Assert.Empty(await migrator.UpgradeAsync());
        Assert.Empty(await migrator.UpgradeAsync(Library.Files));
        Assert.Empty(await migrator.DowngradeAsync(Library.Sizes));
        await migrator.StampAsync("head");
    }

    [Fact]
    public async Task Progress_is_told_of_each_step_when_it_begins_and_when_it_has_ended()
    {
        await using var scratch = new ScratchDatabase();
        var told = new Listener();

        await scratch.Migrator(Library.Migrations).UpgradeAsync("+2", told);

        Assert.Equal(
            ["3f9c2a7b began", "3f9c2a7b ended", "b01d77c0 began", "b01d77c0 ended"],
            told.Events.Select(told => told switch
            {
                MigrationEvent.Begun { Step: { Duration: null } step } => $"{step.Migration.Revision} began",
                MigrationEvent.Ended { Step: { Duration: not null } step } => $"{step.Migration.Revision} ended",
                _ => told.ToString(),
            }));
    }

    [Fact]
    public async Task A_plan_shows_the_very_statements_and_executes_none()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(Library.Migrations);
        await migrator.UpgradeAsync(Library.Search);
        var before = await scratch.SchemaAsync();

        var plan = await migrator.PlanUpgradeAsync();

        Assert.Equal(
            [
                "ALTER TABLE files ADD COLUMN size BIGINT NOT NULL DEFAULT 0",
                "CREATE INDEX ix_files_size_path ON files (size, path)",
            ],
            Assert.Single(plan.Steps).Statements.SkipLast(1));
        Assert.StartsWith(
            "INSERT INTO schema_revisions (revision, parents, message, checksum, depends_on, operations) VALUES ('c4a10e52', 'b01d77c0', 'sizes of files', '",
            plan.Steps[0].Statements[^1],
            StringComparison.Ordinal);
        Assert.Equal([Library.Search, Library.Files], (await migrator.PlanDowngradeAsync("base")).Steps.Select(step => step.Migration.Revision));
        Assert.Equal(before, await scratch.SchemaAsync());
        Assert.Equal([Library.Search], await migrator.CurrentAsync());
        Assert.Equal(plan.Steps[0].Statements, (await migrator.UpgradeAsync())[0].Statements);
    }

    [Fact]
    public async Task Nonsensical_targets_are_errors()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator(Library.Migrations);
        await migrator.UpgradeAsync(Library.Files);

        Assert.Equal(
            "An upgrade goes up, and base is below all revisions; to go there, run: downgrade base",
            (await Assert.ThrowsAsync<RevisionException>(() => migrator.UpgradeAsync("base"))).Message);
        Assert.Equal(
            "Revision c4a10e52 (sizes of files) is not applied, so no way down leads to it.",
            (await Assert.ThrowsAsync<RevisionException>(() => migrator.DowngradeAsync("head"))).Message);
        Assert.Equal(
            "+7 goes past the head, which is 2 above 3f9c2a7b.",
            (await Assert.ThrowsAsync<RevisionException>(() => migrator.UpgradeAsync("+7"))).Message);
    }

    [Fact]
    public async Task A_database_upgraded_by_a_newer_version_is_refused()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        var older = scratch.Migrator([.. Library.Migrations.Take(1)]);

        var up = await Assert.ThrowsAsync<SchemaMismatchException>(() => older.UpgradeAsync());
        var down = await Assert.ThrowsAsync<SchemaMismatchException>(() => older.DowngradeAsync("base"));

        Assert.Equal(
            "the database is at c4a10e52, which this program does not know: it was upgraded by a newer version - "
            + "update this program, or downgrade the database with that newer version: kelpie db downgrade 3f9c2a7b",
            up.Message);
        Assert.Equal(up.Message, down.Message);
    }

    [Fact]
    public async Task Merged_lines_are_applied_each_once()
    {
        await using var scratch = new ScratchDatabase();
        var tags = new Step("dddd4444", Library.Files, "tags", op => op.Sql("CREATE TABLE tags (x);"), op => op.Sql("DROP TABLE tags;"));
        await scratch.Migrator([.. Library.Migrations]).UpgradeAsync();
        var migrator = scratch.Migrator([.. Library.Migrations, tags, new Step("eeee5555", [Library.Sizes, "dddd4444"], "merge")]);

        Assert.Equal(["dddd4444", "eeee5555"], (await migrator.UpgradeAsync()).Select(step => step.Migration.Revision));
        Assert.Equal(["eeee5555"], await migrator.CurrentAsync());

        Assert.Equal(["eeee5555"], (await migrator.DowngradeAsync("c4a10e52")).Select(step => step.Migration.Revision));
        Assert.Equal([Library.Sizes, "dddd4444"], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_thousand_revisions_are_no_burden()
    {
        const int count = 1000;
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator([.. Enumerable.Range(1, count).Select(n => new Step(
            Id(n), n == 1 ? null : Id(n - 1), $"table {n}",
            op => op.CreateTable($"t{n}", t => t.Column("id", Types.BigInt, identity: true).Column("name", Types.Text).PrimaryKey("id").Index("name")),
            op => op.DropTable($"t{n}")))]);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(count, (await migrator.UpgradeAsync()).Count);
        TestContext.Current.SendDiagnosticMessage($"1,000 revisions: upgrade {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        Assert.Equal(count, (await migrator.HistoryAsync()).Count(entry => entry.Applied is not null));
        TestContext.Current.SendDiagnosticMessage($"1,000 revisions: history {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        Assert.Equal(count, (await migrator.DowngradeAsync("base")).Count);
        TestContext.Current.SendDiagnosticMessage($"1,000 revisions: downgrade {clock.ElapsedMilliseconds} ms");
        Assert.Empty(await scratch.TablesAsync());

        static string Id(int n) => n.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class Listener : IProgress<MigrationEvent>
    {
        internal List<MigrationEvent> Events { get; } = [];

        public void Report(MigrationEvent value) => Events.Add(value);
    }
}
