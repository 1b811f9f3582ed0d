using Kelpie.Conformance.MySql;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>What comes between a step that was broken off and the run that goes on behind it, where a database cannot undo schema changes.</summary>
public sealed class BrokenOffStepTests
{
    private static readonly Revision First = new("cc000001", null, "a table", op => op.CreateTable("t", t => t.Column("id", BigInt).Column("n", Integer).PrimaryKey("id")));

    private static readonly Revision Second = new("cc000002", "cc000001", "more", op =>
    {
        op.AddColumn("t", "more", Integer.Nullable());
        op.Sql("INSERT INTO elsewhere VALUES (1)", undo: "DELETE FROM elsewhere");
        op.CreateIndex("t", "more");
    });

    [Theory, BothServers]
    public async Task A_database_changed_by_hand_is_refused_at_the_statement_and_gone_on_with_when_it_is_mended(string backend)
    {
        await using var database = await BrokenOffAsync(backend);
        var migrator = database.Migrator([First, Second]);
        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)", "CREATE INDEX ix_t_more ON t (n)");
        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        Assert.StartsWith("The upgrade of cc000002 (more) failed at statement 3 of 4 (CREATE INDEX ix_t_more ON t (more)): Duplicate key name", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("the next run goes on behind it. When that is mended, run: shop db upgrade", error.Message, StringComparison.Ordinal);

        await database.ExecuteAsync("DROP INDEX ix_t_more ON t");
        var told = new Told();
        await migrator.UpgradeAsync(progress: told);
        Assert.Equal(2, Assert.Single(told.Events.OfType<MigrationEvent.Continued>()).Finished);
        Assert.Equal(["1"], await database.RowsAsync("SELECT n FROM elsewhere"));
        Assert.Equal(["elsewhere", "schema_revisions", "t"], await database.TablesAsync());
    }

    [Theory, BothServers]
    public async Task A_revision_that_the_program_does_not_know_is_to_be_finished_by_one_that_does(string backend)
    {
        await using var database = await BrokenOffAsync(backend);
        var error = await Assert.ThrowsAsync<RevisionException>(() => database.Migrator([First]).UpgradeAsync());
        Assert.Equal(
            "The upgrade of cc000002 was broken off after 1 of its statements, and this program does not know that revision: "
            + "with the version of it that does, run: shop db upgrade cc000002",
            error.Message);
        var other = new Revision("cc000003", "cc000001", "another", op => op.AddColumn("t", "other", Integer.Nullable()));
        Assert.Equal(error.Message, (await Assert.ThrowsAsync<RevisionException>(() => database.Migrator([First, other]).UpgradeAsync())).Message);
    }

    [Theory, BothServers]
    public async Task The_other_way_is_not_gone_before_what_was_broken_off_is_finished(string backend)
    {
        await using var database = await BrokenOffAsync(backend);
        var migrator = database.Migrator([First, Second]);
        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.DowngradeAsync("base"));
        Assert.Equal("The upgrade of cc000002 (more) was broken off after 1 of its statements, and must be finished first: run: shop db upgrade cc000002", error.Message);

        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)");
        await migrator.UpgradeAsync();
        await database.ExecuteAsync("DROP TABLE elsewhere");
        await Assert.ThrowsAsync<MigrationException>(() => migrator.DowngradeAsync("-1"));
        // The version table says that it is applied, and yet there is something to be done.
        error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        Assert.Equal("The downgrade of cc000002 (more) was broken off after 1 of its statements, and must be finished first: run: shop db downgrade cc000001", error.Message);
        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)");
        await migrator.DowngradeAsync("cc000001");
        await migrator.DowngradeAsync("base");
        Assert.Equal(["elsewhere"], await database.TablesAsync());
    }

    [Theory, BothServers]
    public async Task A_revision_that_says_something_else_now_is_to_be_put_back(string backend)
    {
        await using var database = await BrokenOffAsync(backend);
        var other = new Revision("cc000002", "cc000001", "more", op => op.AddColumn("t", "less", Integer.Nullable()));
        var error = await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([First, other]).UpgradeAsync());
        Assert.Equal(
            "The upgrade of cc000002 (more) was broken off after 1 statement, and what was done says something else now: put it back to what it was, then run: shop db upgrade", error.Message);
    }

    [Theory, BothServers]
    public async Task A_statement_that_was_wrong_may_be_mended(string backend)
    {
        await using var database = await CreateAsync(backend);
        static Revision Of(string second) => new("cc000005", "cc000001", "wrong", op =>
        {
            op.AddColumn("t", "more", Integer.Nullable());
            op.Sql(second, undo: "");
        });
        var wrong = Of("UPDATE t SET nowhere = 1");
        await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([First, wrong]).UpgradeAsync());
        await database.Migrator([First, Of("UPDATE t SET more = 1")]).UpgradeAsync();
        Assert.Equal(["schema_revisions", "t"], await database.TablesAsync());
    }

    [Theory, BothServers]
    public async Task Leave_to_destroy_is_asked_for_again_and_the_message_says_why(string backend)
    {
        await using var database = await CreateAsync(backend);
        var filled = new Revision("cc000003", "cc000001", "rows", op =>
        {
            op.CreateTable("u", u => u.Column("id", BigInt).PrimaryKey("id"));
            op.Sql("INSERT INTO t (id, n) VALUES (1, 1)", undo: "");
            op.Sql("INSERT INTO u (id) VALUES (1), (2)", undo: "");
        });
        var dropping = new Revision("cc000007", "cc000003", "less", op =>
        {
            op.DropColumn("t", "n");
            op.Sql("INSERT INTO elsewhere VALUES (1)", undo: "");
            op.DropTable("u");
        });
        await database.Migrator([First, filled]).UpgradeAsync();
        var error = await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([First, filled, dropping]).UpgradeAsync());
        Assert.EndsWith("run: shop db upgrade --allow-destructive", error.Message, StringComparison.Ordinal);

        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)");
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => database.Migrator([First, filled, dropping], MigratorOptions.Default).UpgradeAsync());
        Assert.Equal(
            "The upgrade destroys what is in the database:\n  cc000007 (less) drops the table u and its rows: 2 rows\n"
            + "Nothing more was run: cc000007 was broken off after 1 statement, which stays; what comes behind may destroy rows that were not there then, "
            + "so leave for it is asked for again. If that is what you want, run: shop db upgrade --allow-destructive",
            refused.Message);
        await database.Migrator([First, filled, dropping]).UpgradeAsync();
        Assert.Equal(["elsewhere", "schema_revisions", "t"], await database.TablesAsync());
    }

    [Theory, BothServers]
    public async Task What_nobody_can_tell_is_asked(string backend)
    {
        await using var database = await CreateAsync(backend);
        var calling = new Revision("cc000004", "cc000001", "calling", op => op.Script([("mysql", "CALL fill()"), ("mariadb", "CALL fill()")], [("mysql", ""), ("mariadb", "")]));
        var migrator = database.Migrator([First, calling]);
        await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());
        Assert.Equal(
            "The upgrade of cc000004 (calling) was broken off while a statement ran (CALL fill()), and nobody can tell whether it was done. Look at the database. "
            + "If it was: UPDATE schema_journal SET finished = 1, begun = NULL; if it was not: UPDATE schema_journal SET begun = NULL. Then run: shop db upgrade",
            error.Message);
        await database.ExecuteAsync("CREATE PROCEDURE fill() INSERT INTO t (id, n) VALUES (1, 1)", "UPDATE schema_journal SET begun = NULL");
        await migrator.UpgradeAsync();
        Assert.Equal(["1|1"], await database.RowsAsync("SELECT id, n FROM t"));
    }

    [Theory, BothServers]
    public async Task A_column_that_a_conversion_makes_for_a_while_is_not_made_twice(string backend)
    {
        await using var database = await CreateAsync(backend);
        var converting = new Revision("cc000006", "cc000001", "a short text", op => op.AlterColumn(
            "t", "n", c => c.Type(Varchar(1)).Convert([("mysql", "CAST(n AS CHAR)"), ("mariadb", "CAST(n AS CHAR)")], [("mysql", "n + 0"), ("mariadb", "n + 0")])));
        var migrator = database.Migrator([First, converting]);
        await migrator.UpgradeAsync("cc000001");
        await database.ExecuteAsync("INSERT INTO t (id, n) VALUES (1, 12345)");
        await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        // As if it had been killed behind its first statement, before that was written down.
        await database.ExecuteAsync("UPDATE schema_journal SET finished = 0, begun = 0", "UPDATE t SET n = 7");
        await migrator.UpgradeAsync();
        Assert.Equal(["1|7"], await database.RowsAsync("SELECT id, n FROM t"));
        Assert.Equal(["schema_revisions", "t"], await database.TablesAsync());
    }

    [Theory, BothServers]
    public async Task A_database_with_half_a_downgrade_is_not_current_though_the_version_table_says_so(string backend)
    {
        await using var database = await HalfDownAsync(backend);
        await using var db = await database.Engine.ConnectAsync();
        var version = new SchemaVersion(new RevisionGraph(First, Second), MigratingDatabase.Commands);
        var error = await Assert.ThrowsAsync<SchemaMismatchException>(() => version.RequireCurrentAsync(db));
        Assert.Equal(
            "the downgrade of cc000002 (more) is half done (1 statement): somebody is at it, or it was broken off - when nobody is, run: shop db downgrade cc000001",
            error.Message);
        Assert.Equal(new SchemaStatus.Unfinished("cc000002", MigrationDirection.Downgrade, 1, "cc000001"), error.Status);

        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)");
        await database.Migrator([First, Second]).DowngradeAsync("cc000001");
        Assert.Equal("cc000001", Assert.IsType<SchemaStatus.Behind>(await version.CheckAsync(db)).Revision);
    }

    [Theory, BothServers]
    public async Task What_a_newer_version_of_the_program_has_half_done_is_for_it_to_finish(string backend)
    {
        await using var down = await HalfDownAsync(backend);
        await using var db = await down.Engine.ConnectAsync();
        var version = new SchemaVersion(new RevisionGraph(First), MigratingDatabase.Commands);
        Assert.EndsWith("run, with the version of this program that knows it: shop db downgrade cc000001", version.Describe(await version.CheckAsync(db)), StringComparison.Ordinal);

        await using var up = await BrokenOffAsync(backend);
        await using var other = await up.Engine.ConnectAsync();
        Assert.Equal(new SchemaStatus.Unfinished("cc000002", MigrationDirection.Upgrade, 1, "cc000002"), await version.CheckAsync(other));
        // The program whose upgrade it is goes on with it, and so is just behind.
        Assert.IsType<SchemaStatus.Behind>(await new SchemaVersion(new RevisionGraph(First, Second)).CheckAsync(other));
    }

    [Theory, BothServers]
    public async Task What_another_program_has_half_done_is_none_of_this_ones_business(string backend)
    {
        await using var database = await CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        var foreign = new Revision("cc0000aa", null, "another program's", op =>
        {
            op.CreateTable("theirs", t => t.Column("id", BigInt).PrimaryKey("id"));
            op.Sql("INSERT INTO elsewhere VALUES (1)", undo: "DELETE FROM elsewhere");
        });
        await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([foreign]).UpgradeAsync());
        await using var db = await database.Engine.ConnectAsync();
        var version = new SchemaVersion(new RevisionGraph(First));
        Assert.IsType<SchemaStatus.Current>(await version.CheckAsync(db));

        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)");
        await database.Migrator([foreign]).UpgradeAsync();
        await database.ExecuteAsync("DROP TABLE elsewhere");
        await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([foreign]).DowngradeAsync("base"));
        Assert.Equal(["cc0000aa|downgrade"], await database.RowsAsync("SELECT revision, direction FROM schema_journal"));
        Assert.IsType<SchemaStatus.Current>(await version.CheckAsync(db));
    }

    [Theory, BothServers]
    public async Task A_journal_that_a_downgrade_to_base_has_left_goes_with_the_next_run(string backend)
    {
        await using var database = await CreateAsync(backend);
        await database.Migrator([First]).UpgradeAsync();
        var dying = database.Migrator([First], new MigratorOptions { AfterStep = (_, _, _) => throw new InvalidOperationException("Killed.") });
        await Assert.ThrowsAsync<MigrationException>(() => dying.DowngradeAsync("base"));
        Assert.Equal(["schema_journal"], await database.TablesAsync());

        Assert.Empty(await database.Migrator([First]).DowngradeAsync("base"));
        Assert.Empty(await database.TablesAsync());
        await database.Migrator([First]).UpgradeAsync();
        Assert.Equal(["schema_revisions", "t"], await database.TablesAsync());
    }

    private static async Task<MigratingDatabase> CreateAsync(string backend)
    {
        var database = await MigratingDatabase.CreateAsync(backend);
        return database;
    }

    // The downgrade of the second revision stands behind its first statement.
    private static async Task<MigratingDatabase> HalfDownAsync(string backend)
    {
        var database = await CreateAsync(backend);
        await database.ExecuteAsync("CREATE TABLE elsewhere (n INTEGER)");
        await database.Migrator([First, Second]).UpgradeAsync();
        await database.ExecuteAsync("DROP TABLE elsewhere");
        await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([First, Second]).DowngradeAsync("-1"));
        Assert.Equal(["cc000002|1|NULL"], await database.RowsAsync("SELECT revision, finished, begun FROM schema_journal"));
        return database;
    }

    // The second revision stands behind its first statement.
    private static async Task<MigratingDatabase> BrokenOffAsync(string backend)
    {
        var database = await CreateAsync(backend);
        await Assert.ThrowsAsync<MigrationException>(() => database.Migrator([First, Second]).UpgradeAsync());
        Assert.Equal(["cc000002|1|NULL"], await database.RowsAsync("SELECT revision, finished, begun FROM schema_journal"));
        return database;
    }
}
