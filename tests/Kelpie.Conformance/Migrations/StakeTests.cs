using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>Old rows that a new schema would lose or refuse: found before anything is run, with the count and an example.</summary>
public sealed class StakeTests
{
    [Theory, EveryBackend]
    public async Task Rows_that_do_not_fit_are_counted_and_named_and_nothing_is_run(string backend)
    {
        await using var database = await FilledAsync(backend);
        var migrator = new Migrator(
            database.Engine, new RevisionGraph(new People(), new Stricter()), MigrationCommands.Under("kelpie db"), new MigratorOptions { AllowDestructive = true });
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => migrator.UpgradeAsync());
        Assert.Equal(
            [
                ("people.name", "1 row", "id = 3"),
                ("uq_people_name_town", "2 rows", "name = Ann, town = Rome"),
                ("fk_people_friend_id", "1 row", "id = 2"),
                ("people.ck_friend", "1 row", "id = 2"),
            ],
            refused.Stakes.Select(stake => (stake.Hazard.Where, stake.Rows.ToString()!, stake.Example!)));
        Assert.EndsWith("Nothing was run. When the rows are mended, run: kelpie db upgrade --allow-destructive", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["aaaaaaaa"], await migrator.CurrentAsync());

        // What is said to find them does.
        await using var db = await database.Engine.ConnectAsync();
        foreach (var stake in refused.Stakes)
        {
            await db.ExecuteScriptAsync(stake.Query!);
        }
    }

    [Theory, EveryBackend]
    public async Task A_new_column_that_nobody_has_filled_is_NULL_in_every_row(string backend)
    {
        await using var database = await FilledAsync(backend);
        var column = new AddColumn("people", new ColumnDefinition("trade", Varchar(20)) { IsNullable = true });
        var required = new AlterColumn("people", "trade") { IsNullable = false };
        Migrator Adding(params IEnumerable<Operation> operations) => new(database.Engine, new RevisionGraph(new People(), new MadeUpRevision("cccccccc", "aaaaaaaa", operations)));
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => Adding(column, required).UpgradeAsync());
        var stake = Assert.Single(refused.Stakes);
        Assert.Equal(("people.trade", HazardKind.RefusesNull, 4L), (stake.Hazard.Where, stake.Hazard.Kind, stake.Rows!.Value.Count));

        // One that has been is for the database to judge.
        Assert.Single(await Adding(column, new ExecuteSql([new SqlScript(null, "UPDATE people SET trade = 'baker'")]) { Undo = [new SqlScript(null, "")] }, required).UpgradeAsync());
    }

    [Theory, EveryBackend]
    public async Task Values_that_would_be_lost_need_leave(string backend)
    {
        await using var database = await FilledAsync(backend);
        var graph = new RevisionGraph(new People(), new Smaller());
        var plan = await new Migrator(database.Engine, graph).PlanUpgradeAsync();
        Assert.Equal(
            [("people.friend_id", 1L), ("people.name", 1L), ("people.town", 4L)],
            plan.Stakes.Where(stake => stake.IsDestructive).Select(stake => (stake.Hazard.Where, stake.Rows!.Value.Count)));
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => new Migrator(database.Engine, graph).UpgradeAsync());
        Assert.EndsWith("Nothing was run. If that is what you want, run: upgrade --allow-destructive", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, refused.Stakes.Length);

        await database.RunAsync("UPDATE people SET name = 'Al', friend_id = NULL");
        Assert.Single(await new Migrator(database.Engine, graph, options: new MigratorOptions { AllowDestructive = true }).UpgradeAsync());
    }

    [Fact]
    public void Kelpies_own_history_has_no_findings_but_its_raw_sql_and_an_index_of_a_small_table()
    {
        Dialect[] dialects = [SqliteDialect.Instance, PostgreSqlDialect.Instance, MySqlDialect.MySql, MySqlDialect.MariaDb];
        // The index of a table that has a row a file is made in a moment, though lint cannot know that.
        Assert.All(
            new Lint(Kelpie.Database.Migrations.KelpieRevisions.Graph, dialects).Run(),
            finding => Assert.True(
                finding.Hazard.Kind == HazardKind.RunsRawSql || finding is { Hazard.Kind: HazardKind.LocksTable, Migration.Revision: "a93f51d2" }, finding.ToString()));
    }

    [Fact]
    public void What_a_database_does_not_take_is_found_without_one()
    {
        Dialect[] dialects = [SqliteDialect.Instance, PostgreSqlDialect.Instance, MySqlDialect.MySql, MySqlDialect.MariaDb, SqlServerDialect.Instance];
        var findings = new Lint(new RevisionGraph(new Unfit()), dialects).Run().Where(finding => finding.Direction == MigrationDirection.Upgrade).ToList();
        Assert.Equal(
            [
                (HazardKind.NameIsRefused, new string('n', 70), "postgresql"),
                (HazardKind.NameIsRefused, new string('n', 70), "mysql"),
                (HazardKind.IsRefused, "CreateIndex", "mysql"),
                (HazardKind.HasNoScript, "ExecuteSql", "mysql"),
                (HazardKind.NameIsRefused, new string('n', 70), "mariadb"),
                (HazardKind.IsRefused, "CreateIndex", "mariadb"),
                (HazardKind.HasNoScript, "ExecuteSql", "mariadb"),
                (HazardKind.HasNoScript, "ExecuteSql", "mssql"),
            ],
            findings.Where(finding => finding.Hazard.Severity == HazardSeverity.MayFail).Select(finding => (finding.Hazard.Kind, finding.Hazard.Where, finding.Hazard.Dialects[0])));
    }

    private static async Task<MigratedDatabase> FilledAsync(string backend)
    {
        var database = await MigratedDatabase.CreateAsync(backend);
        await new Migrator(database.Engine, new RevisionGraph(new People())).UpgradeAsync();
        await database.RunAsync(
            "INSERT INTO people (name, town, friend_id) VALUES ('Ann', 'Rome', NULL)",
            "INSERT INTO people (name, town, friend_id) VALUES ('Ann', 'Rome', 9000000000)",
            "INSERT INTO people (name, town, friend_id) VALUES (NULL, 'Oslo', 1)",
            "INSERT INTO people (name, town, friend_id) VALUES ('Bartholomew', 'Rome', 1)");
        return database;
    }

    private sealed class People() : Migration("aaaaaaaa", (string?)null, "people")
    {
        protected internal override void Upgrade(OperationList op) => op.CreateTable("people", t => t
            .Column("id", BigInt, identity: true).Column("name", Varchar(40).Nullable()).Column("town", Varchar(40).Nullable()).Column("friend_id", BigInt.Nullable()).PrimaryKey("id"));
    }

    private sealed class Stricter() : Migration("bbbbbbbb", "aaaaaaaa", "stricter")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.AlterColumn("people", "name", c => c.NotNull());
            op.AddUnique("people", "name", "town");
            op.AddForeignKey("people", "friend_id", "people", "id");
            op.AddCheck("people", "ck_friend", "friend_id < 100");
        }
    }

    private sealed class Smaller() : Migration("bbbbbbbb", "aaaaaaaa", "smaller")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.AlterColumn("people", "friend_id", c => c.Type(Integer));
            op.AlterColumn("people", "name", c => c.Type(Varchar(10)));
            op.DropColumn("people", "town");
        }
    }

    private sealed class Unfit() : Migration("aaaaaaaa", (string?)null, "unfit")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.CreateTable("t", t => t.Column("id", BigInt).Column(new string('n', 70), Integer).PrimaryKey("id"));
            op.CreateIndex(new IndexDefinition("ix_some", "t", [new IndexColumn("id")]) { Where = "id > 3" });
            op.Script(("sqlite", "SELECT 1;"), ("postgresql", "SELECT 1;"));
        }

        protected internal override void Downgrade(OperationList op) => op.DropTable("t");
    }
}
