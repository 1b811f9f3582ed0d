using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Running;

public sealed class ManyAtOnceTests
{
    private const int Migrators = 8;

    private static readonly IReadOnlyList<Migration> Counted =
    [
        .. Library.Migrations,
        new Step("dddd4444", Library.Sizes, "a row", op => op.Sql("INSERT INTO files (path) VALUES ('applied ' || (SELECT count(*) + 1 FROM files));")),
        new Step("eeee5555", "dddd4444", "a row more", op => op.Sql("INSERT INTO files (path) VALUES ('applied ' || (SELECT count(*) + 1 FROM files));")),
    ];

    [Fact]
    public async Task Each_revision_is_applied_once_and_all_end_well_ten_times_over()
    {
        for (var round = 0; round < 10; round++)
        {
            await UpgradeAtOnceAsync();
        }
    }

    [Fact]
    public async Task Downgrades_at_once_undo_each_revision_once()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();

        var undone = await Task.WhenAll(Enumerable.Range(0, Migrators).Select(_ => Task.Run(async () =>
        {
            await using var engine = scratch.NewEngine();
            return await new Migrator(engine, new RevisionGraph(Library.Migrations)).DowngradeAsync("base");
        })));

        Assert.Equal(
            Library.Migrations.Select(migration => migration.Revision).Order(),
            undone.SelectMany(steps => steps).Select(step => step.Migration.Revision).Order());
        Assert.Empty(await scratch.TablesAsync());
    }

    [Fact]
    public async Task A_step_up_goes_no_further_because_somebody_else_made_one()
    {
        await using var scratch = new ScratchDatabase();
        await using var other = scratch.NewEngine();
        var migrator = scratch.Migrator(Library.Migrations);

        // The other one is at the same step, a moment earlier: it comes between the first look and the lock.
        await using var db = await scratch.Engine.ConnectAsync();
        var start = await DatabaseRevisions.ReadAsync(db, CancellationToken.None);
        var plan = await migrator.PlanUpgradeAsync("+1");
        await new Migrator(other, new RevisionGraph(Library.Migrations)).UpgradeAsync("+1");
        var made = await new PlanRunner(new MigrationRun(db, MigratorOptions.Default, new RevisionGraph(Library.Migrations), MigrationCommands.Default, "retry", null)).RunAsync(
            plan, start, now => new Planner(new RevisionGraph(Library.Migrations), db.Dialect).Plan(
                new RevisionGraph(Library.Migrations).Upgrades(now.Ids, Library.Files), now.Ids, now.HasTable), Unchecked, CancellationToken.None);

        Assert.Empty(made);
        Assert.Equal([Library.Files], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task An_upgrade_goes_on_from_base_where_somebody_else_went_down_meanwhile()
    {
        await using var scratch = new ScratchDatabase();
        await using var other = scratch.NewEngine();
        var graph = new RevisionGraph(Library.Migrations);
        var migrator = scratch.Migrator(Library.Migrations);
        await migrator.UpgradeAsync("+1");
        await using var db = await scratch.Engine.ConnectAsync();
        var start = await DatabaseRevisions.ReadAsync(db, CancellationToken.None);
        var plan = await migrator.PlanUpgradeAsync();

        await new Migrator(other, graph).DowngradeAsync("base");
        var made = await new PlanRunner(new MigrationRun(db, MigratorOptions.Default, graph, MigrationCommands.Default, "retry", null)).RunAsync(
            plan, start, now => new Planner(graph, db.Dialect).Plan(graph.Upgrades(now.Ids, Library.Sizes), now.Ids, now.HasTable), Unchecked, CancellationToken.None);

        Assert.Equal([Library.Files, Library.Search, Library.Sizes], made.Select(step => step.Migration.Revision));
        Assert.Equal([Library.Sizes], await migrator.CurrentAsync());
    }

    private static Task Unchecked(MigrationPlan plan, CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task UpgradeAtOnceAsync()
    {
        await using var scratch = new ScratchDatabase();
        using var start = new Barrier(Migrators);

        var applied = await Task.WhenAll(Enumerable.Range(0, Migrators).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                await using var engine = scratch.NewEngine();
                start.SignalAndWait();
                return await new Migrator(engine, new RevisionGraph(Counted)).UpgradeAsync();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.Equal(
            Counted.Select(migration => migration.Revision).Order(),
            applied.SelectMany(steps => steps).Select(step => step.Migration.Revision).Order());
        Assert.Equal(["applied 1", "applied 2"], await scratch.ListAsync("SELECT path FROM files ORDER BY path", Types.Text));
        Assert.Equal(5L, Assert.Single(await scratch.ListAsync("SELECT count(*) FROM schema_revisions", Types.BigInt)));
    }
}
