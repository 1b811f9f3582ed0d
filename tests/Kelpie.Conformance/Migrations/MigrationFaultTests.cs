using Kelpie.Conformance.Backends;
using Kelpie.Conformance.Faults;
using Kelpie.Conformance.MySql;
using Kelpie.Conformance.PostgreSql;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>What goes wrong in the midst of a step, and what is left then.</summary>
public sealed class MigrationFaultTests
{
    private static readonly Revision First = new("bb000001", null, "a table", op =>
    {
        op.CreateTable("t", t => t.Column("id", BigInt).Column("n", Integer.Nullable()).Column("name", Varchar(20).Nullable()).PrimaryKey("id"));
        op.Sql("INSERT INTO t (id, n, name) VALUES (1, 1, 'a'), (2, NULL, 'a')", undo: "");
    });

    private static readonly Revision Second = new("bb000002", "bb000001", "another column", op =>
    {
        op.AddColumn("t", "more", Integer.Nullable());
        op.Sql("UPDATE t SET n = coalesce(n, 0) + 10", undo: "");
        op.CreateIndex("t", "more");
    });

    [Theory, EveryBackend(Shared = true)]
    public async Task A_hook_that_throws_undoes_its_step_or_is_gone_on_behind(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        var failing = database.Migrator([First, Second], new MigratorOptions
        {
            AfterStep = (step, _, _) => step.Migration == Second ? throw new InvalidOperationException("The post has not come.") : Task.CompletedTask,
        });
        var error = await Assert.ThrowsAsync<MigrationException>(() => failing.UpgradeAsync());
        Assert.Contains("bb000002 (another column)", error.Message, StringComparison.Ordinal);
        Assert.Contains("The post has not come. ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);
        await AssertFinishesAsync(database);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_stamp_that_loses_its_connection_says_so_and_nothing_of_the_lock(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        await using var proxy = TcpProxy.Before(database.Url);
        await using var engine = Engine.Create(proxy.Url, Shop.Drivers);
        await using var other = await database.Engine.ConnectAsync();
        await using var writing = await other.BeginAsync();
        await other.ExecuteScriptAsync("LOCK TABLE schema_revisions IN SHARE MODE");

        var stamping = new Migrator(engine, new RevisionGraph(First, Second), MigratingDatabase.Commands).StampAsync("head");
        while (!stamping.IsCompleted && await database.RowsAsync("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'schema_revisions'::regclass") is [])
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        proxy.Cut();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => stamping);
        Assert.Equal(DatabaseErrorKind.ConnectionLost, error.Kind);
        Assert.StartsWith("INSERT INTO schema_revisions", error.Sql, StringComparison.Ordinal);
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_connection_that_is_cut_in_the_midst_of_a_step_costs_that_step(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await using var proxy = TcpProxy.Before(database.Url);
        await using var engine = Engine.Create(proxy.Url, Shop.Drivers);
        var migrator = new Migrator(engine, new RevisionGraph(First, Second), MigratingDatabase.Commands, new MigratorOptions
        {
            AfterStep = (step, _, _) =>
            {
                if (step.Migration == Second)
                {
                    proxy.Cut();
                }

                return Task.CompletedTask;
            },
        });
        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        Assert.Equal(DatabaseErrorKind.ConnectionLost, Assert.IsType<DatabaseException>(error.InnerException).Kind);
        Assert.EndsWith("When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);
        await AssertFinishesAsync(database);
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_step_that_waits_for_a_table_too_long_can_be_run_again(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        await using (var other = await database.Engine.ConnectAsync())
        await using (var transaction = await other.BeginAsync())
        {
            await other.ExecuteScriptAsync("UPDATE t SET n = n WHERE id = 1");
            await using var hasty = Engine.Create(database.Url, Shop.Drivers, new EngineOptions { CommandTimeout = TimeSpan.FromSeconds(1) });
            var error = await Assert.ThrowsAsync<MigrationException>(
                () => new Migrator(hasty, new RevisionGraph(First, Second), MigratingDatabase.Commands).UpgradeAsync());
            Assert.Contains("failed at statement 1 of ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith("run: shop db upgrade", error.Message, StringComparison.Ordinal);
        }

        await AssertFinishesAsync(database);
    }

    // A statement is one transaction with the note of it: what gives way is both.
    [Theory, BothServers]
    public async Task A_statement_that_gives_way_in_a_deadlock_is_not_taken_for_done(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        await using var rival = await database.Engine.ConnectAsync();
        await using var transaction = await rival.BeginAsync();
        // Whoever has changed fewer rows gives way.
        await rival.ExecuteScriptAsync("INSERT INTO t (id, n) VALUES (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (9, 1)");
        await rival.ExecuteScriptAsync("UPDATE t SET n = 6 WHERE id = 2");
        var revision = new Revision("bb000003", "bb000001", "all rows", op => op.Sql("UPDATE t SET n = 5"));
        var upgrading = database.Migrator([First, revision]).UpgradeAsync();
        while ((await database.RowsAsync("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND trx_query = 'UPDATE t SET n = 5'"))[0] == "0")
        {
            Assert.False(upgrading.IsCompleted, $"{upgrading.Exception}");
            // What it says is kept until nobody has asked for a tenth of a second.
            await Task.Delay(250);
        }

        await rival.ExecuteScriptAsync("UPDATE t SET n = 6 WHERE id = 1");
        var error = await Assert.ThrowsAsync<MigrationException>(() => upgrading);
        Assert.Equal(DatabaseErrorKind.Deadlock, Assert.IsType<DatabaseException>(error.InnerException).Kind);
        Assert.EndsWith("When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);
        await transaction.CommitAsync();
        Assert.Equal(["6", "6"], await database.RowsAsync("SELECT n FROM t WHERE id < 3"));
        Assert.Single(await database.Migrator([First, revision]).UpgradeAsync());
        Assert.Equal(["5", "5"], await database.RowsAsync("SELECT n FROM t WHERE id < 3"));
    }

    [Theory, RequiresPostgreSql]
    public async Task A_step_that_gives_way_in_a_deadlock_is_undone_and_can_be_run_again(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        await database.ExecuteAsync("CREATE TABLE other (n INTEGER)", "INSERT INTO other VALUES (0)");
        await using var rival = await database.Engine.ConnectAsync();
        await rival.ExecuteScriptAsync("SET deadlock_timeout = '1min'");
        await using var transaction = await rival.BeginAsync();
        await rival.ExecuteScriptAsync("UPDATE other SET n = 1");
        var crossing = Task.CompletedTask;
        var revision = new Revision("bb000003", "bb000001", "both tables", op => op.Sql("UPDATE other SET n = 2"));
        var migrator = database.Migrator([First, revision], new MigratorOptions
        {
            BeforeStep = async (_, db, token) =>
            {
                await db.ExecuteScriptAsync("UPDATE t SET n = 5", token);
                crossing = Task.Run(() => rival.ExecuteScriptAsync("UPDATE t SET n = 6", CancellationToken.None), token);
            },
        });
        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        Assert.Equal(DatabaseErrorKind.Deadlock, Assert.IsType<DatabaseException>(error.InnerException).Kind);
        Assert.EndsWith("Nothing of this revision was kept. When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);
        await crossing;
        await transaction.CommitAsync();
        Assert.Equal(["6", "6"], await database.RowsAsync("SELECT n FROM t"));
        Assert.Single(await database.Migrator([First, revision]).UpgradeAsync());
        Assert.Equal(["2"], await database.RowsAsync("SELECT n FROM other"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_leaves_whole_revisions_and_says_which(bool together)
    {
        await using var database = await MigratingDatabase.CreateAsync("sqlite", new EngineOptions { PoolSize = 1 });
        var large = new Revision("bb000004", "bb000001", "many rows", op => op.Sql(
            "WITH RECURSIVE numbers (n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000) INSERT INTO t (id, n, name) SELECT n, n, 'of many rows' FROM numbers",
            undo: ""));
        if (!together)
        {
            await database.Migrator([First]).UpgradeAsync();
        }

        await database.ExecuteAsync("PRAGMA max_page_count = 40");
        var migrator = database.Migrator([First, large]);
        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        var isFirstThere = (await database.TablesAsync()).Contains("t");
        Assert.Equal(DatabaseErrorKind.Full, Assert.IsType<DatabaseException>(error.InnerException is MigrationException inner ? inner.InnerException : error.InnerException).Kind);
        Assert.Contains("Nothing of this revision was kept. When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);
        Assert.Equal(isFirstThere, !error.Message.Contains("were not kept, either", StringComparison.Ordinal));
        Assert.True(isFirstThere || together);
        Assert.Equal(isFirstThere ? ["bb000001"] : [], await migrator.CurrentAsync());

        await database.ExecuteAsync("PRAGMA max_page_count = 100000");
        await migrator.UpgradeAsync();
        Assert.Equal(["19993"], await database.RowsAsync("SELECT count(*) FROM t"));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Rows_that_a_new_constraint_forbids_are_refused_and_what_is_there_stays(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        var rows = await database.RowsAsync("SELECT * FROM t");
        var strict = new Revision("bb000005", "bb000001", "strict", op =>
        {
            // What a revision's own SQL may have mended is not asked about before: the database is the judge.
            op.Sql("UPDATE t SET n = n", undo: "");
            op.CreateIndex("t", "n");
            op.AddUnique("t", "name");
        });
        var migrator = database.Migrator([First, strict]);
        for (var run = 0; run < 2; run++)
        {
            var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
            Assert.Equal(DatabaseErrorKind.Unique, Assert.IsType<DatabaseException>(error.InnerException).Kind);
            Assert.NotNull(error.Statement);
            Assert.StartsWith("The upgrade of bb000005 (strict) failed at statement ", error.Message, StringComparison.Ordinal);
            Assert.Contains(
                database.IsJournaled ? "cannot be undone and stays; it is written down, and the next run goes on behind it" : "Nothing of this revision was kept",
                error.Message,
                StringComparison.Ordinal);
            Assert.EndsWith("When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);
            Assert.Equal(rows, await database.RowsAsync("SELECT * FROM t"));
            Assert.Equal(["bb000001"], await migrator.CurrentAsync());
        }

        await database.ExecuteAsync("UPDATE t SET name = 'b' WHERE id = 2");
        Assert.Single(await migrator.UpgradeAsync());
        await using var db = await database.Engine.ConnectAsync();
        var table = await database.Engine.Driver.Inspector.FindTableAsync(db, "t");
        Assert.Equal(["uq_t_name"], table!.Uniques.Select(unique => unique.Name));
        Assert.Equal(["ix_t_n"], table.Indexes.Select(index => index.Name));
    }

    private static async Task AssertFinishesAsync(MigratingDatabase database)
    {
        var migrator = database.Migrator([First, Second]);
        Assert.Equal(["bb000001"], await migrator.CurrentAsync());
        if (!database.IsJournaled)
        {
            Assert.Equal(["1|1|a", "2|NULL|a"], await database.RowsAsync("SELECT * FROM t"));
        }

        Assert.Equal(["bb000002"], (await migrator.UpgradeAsync()).Select(step => step.Migration.Revision));
        Assert.Equal(["1|11|a|NULL", "2|10|a|NULL"], await database.RowsAsync("SELECT * FROM t"));
        Assert.Equal(["schema_revisions", "t"], await database.TablesAsync());
    }
}
