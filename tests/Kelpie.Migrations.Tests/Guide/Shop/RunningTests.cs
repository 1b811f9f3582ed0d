using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Documents;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Migrations.Verification;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Migrations.Tests.Guide.Shop;

/// <summary>docs/migrations/running.md as a program.</summary>
public sealed class RunningTests : IAsyncDisposable
{
    private readonly ScratchDatabase _database = new();

    private Engine Engine => _database.Engine;

    private RevisionGraph Graph => ShopRevisions.Graph;

    private static MigrationCommands Commands { get; } = MigrationCommands.Under("shop db");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Hooks_are_run_and_progress_is_told()
    {
        await new Migrator(Engine, Graph, Commands).UpgradeAsync("92ab4f01");
        await _database.ExecuteAsync("INSERT INTO customers (id, name) VALUES (1, 'Ada Lovelace'), (7500, 'Émile Baudot')");
        var output = new StringWriter();
        var (engine, graph, commands) = (Engine, Graph, Commands);

        var options = new MigratorOptions
        {
            AfterStep = async (step, db, stop) => await db.ExecuteScriptAsync("ANALYZE", stop),
        };
        await new Migrator(engine, graph, commands, options).UpgradeAsync("+2", new ConsoleProgress(output));

        Assert.Equal(
            """
            5c3e77d2 (names to sort by)
              customers: 5000 of 7500
              customers: 7500 of 7500
              done, 11 statements
            a8f0129b (full text of names)
              done, 3 statements
            """,
            output.ToString().ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_dry_run_shows_the_very_statements_and_what_is_at_stake()
    {
        await new Migrator(Engine, Graph, Commands).UpgradeAsync();
        await _database.ExecuteAsync("INSERT INTO customers (name, name_key) VALUES ('Ada', 'ada')");
        await _database.ExecuteAsync("INSERT INTO orders (customer_id, cents, note) VALUES (1, 1200, 'by Friday'), (1, 300, NULL)");
        var graph = new RevisionGraph([.. Graph.Migrations, new DropNotes()]);
        var migrator = new Migrator(Engine, graph, Commands);

        var plan = await migrator.PlanUpgradeAsync();
        Console.WriteLine(plan.ToScript());
        foreach (var stake in plan.Stakes)
        {
            Console.WriteLine(stake);
        }

        Assert.Equal(
            """
            b7730e1d (no notes any more) drops orders.note and its values: 1 row
            """,
            string.Join('\n', plan.Stakes));
        Assert.Equal(["08d4c6b9"], await migrator.CurrentAsync());

        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => migrator.UpgradeAsync());
        Assert.Equal(
            """
            The upgrade destroys what is in the database:
              b7730e1d (no notes any more) drops orders.note and its values: 1 row
            Nothing was run. If that is what you want, run: shop db upgrade --allow-destructive
            """,
            refused.Message);

        var (engine, commands) = (Engine, Commands);
        await new Migrator(engine, graph, commands, new MigratorOptions { AllowDestructive = true }).UpgradeAsync();
        Assert.Equal(["b7730e1d"], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_script_is_written_for_each_kind_of_database()
    {
        var folder = Directory.CreateTempSubdirectory("kelpie-guide-").FullName;
        var graph = Graph;

        foreach (Dialect dialect in (Dialect[])[SqliteDialect.Instance, PostgreSqlDialect.Instance, MySqlDialect.MySql, MySqlDialect.MariaDb])
        {
            var script = MigrationPlan.Between(graph, dialect, RevisionRange.Parse("d46b:1be9"), MigrationDirection.Upgrade).ToScript();
            await File.WriteAllTextAsync(Path.Combine(folder, $"notes.{dialect.Name}.sql"), script);
        }

        Assert.Equal(
            """
            -- postgresql: from d46b0e95 to 1be9a2c4, 1 revision.
            -- Each revision is one transaction; have the shell stop at the first error.

            -- upgrade 1be9a2c4: notes of orders
            BEGIN;
            ALTER TABLE orders ADD COLUMN note text COLLATE "C";
            INSERT INTO schema_revisions (revision, parents, message, checksum, depends_on, operations) VALUES ('1be9a2c4', 'd46b0e95', 'notes of orders', '4b9459f73118c3766679d23d6682a9763da3d247be36e7c085356ed80f182b75', NULL, 'kelpie-migrations 1
            add column "orders"
            column "note" text binary null
            ');
            COMMIT;

            """,
            await File.ReadAllTextAsync(Path.Combine(folder, "notes.postgresql.sql")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Models_migrations_and_the_database_are_compared()
    {
        var graph = new RevisionGraph([.. Graph.Migrations.Where(migration => migration is not (NotesAndEmails or EmailsOfCustomers))]);

        var undrafted = new ModelCheck(MetaData.Of(new Customers(), new Orders(), new Payments()), graph).Run();
        Console.WriteLine(string.Join('\n', undrafted.Describe("the migrations", "the models")));

        Assert.Equal(
            """
            customers.email: not in the migrations, text, may be NULL in the models
            """,
            string.Join('\n', undrafted.Describe("the migrations", "the models")));

        var (engine, migrator) = (Engine, new Migrator(Engine, graph, Commands));
        await migrator.UpgradeAsync();
        await _database.ExecuteAsync("DROP INDEX ix_orders_customer_id");
        await _database.ExecuteAsync("ALTER TABLE orders ADD COLUMN colour TEXT");
        await _database.ExecuteAsync("CREATE TABLE notes_to_self (note TEXT)");

        await using var db = await engine.ConnectAsync();
        var drift = await new DriftCheck(new SchemaHistory(graph).StateAt("heads")).RunAsync(db);
        Console.WriteLine(drift);
        Console.WriteLine(string.Join('\n', drift.DescribeUnknown()));

        Assert.Equal(
            """
            orders.colour: not in the migrations, text, may be NULL in the database
            index ix_orders_customer_id of orders: (customer_id) in the migrations, not in the database
            """,
            drift.ToString());
        Assert.Equal(
            """
            table notes_to_self: not of this program
            """,
            string.Join('\n', drift.DescribeUnknown()));
    }

    [Fact]
    public void Lint_looks_through_revisions_without_a_database()
    {
        var graph = new RevisionGraph([.. Graph.Migrations, new DropNotes()]);

        var findings = new Lint(graph, [SqliteDialect.Instance, PostgreSqlDialect.Instance]).Run();
        foreach (var finding in findings.Where(finding => finding.Hazard.Severity == HazardSeverity.Destroys))
        {
            Console.WriteLine(finding);
        }

        Assert.Equal(
            """
            92ab4f01 (paid is true or false): makes orders.paid boolean, which does not hold all that text does. See that its conversion keeps what is needed. (sqlite, postgresql)
            b7730e1d (no notes any more): drops orders.note and its values. Copy what is still needed somewhere else before; a downgrade does not bring it back. (sqlite, postgresql)
            """,
            string.Join('\n', findings.Where(finding => finding.Hazard.Severity == HazardSeverity.Destroys)));
    }

    [Fact]
    public async Task Verification_takes_every_revision_up_down_and_up_again()
    {
        var (scratch, graph) = (Engine, Graph);

        var report = await new Verifier(scratch, graph).RunAsync();
        foreach (var revision in report.Revisions)
        {
            Console.WriteLine($"{revision}, {revision.RowsCompared} rows compared");
        }

        Assert.True(report.IsOk);
        Assert.Equal("92ab4f01 (paid is true or false): ok, 12 rows compared", $"{report.Revisions[1]}, {report.Revisions[1].RowsCompared} rows compared");
    }

    [Fact]
    public async Task A_revision_that_fails_leaves_nothing_of_itself()
    {
        var graph = new RevisionGraph(new CustomersAndOrders(), new Wrong());
        var failed = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(Engine, graph, Commands).UpgradeAsync());
        Assert.Equal(
            """
            The upgrade of 41c9d3aa (a table and a mistake) failed at statement 2 of 3 (UPDATE order SET paid = 'no'): SQLite Error 1: 'near "order": syntax error'. Nothing of this revision was kept. When that is mended, run: shop db upgrade
            """,
            failed.Message);
        Assert.Equal(["customers", "orders", "schema_revisions"], await _database.TablesAsync());
    }

    [Fact]
    public async Task Whoever_waits_too_long_gives_up()
    {
        await using var other = _database.NewEngine();
        await using var holder = await other.ConnectAsync();
        await using var writing = await holder.BeginAsync(TransactionMode.Write);
        await using var engine = _database.NewEngine(new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        var (graph, commands) = (Graph, Commands);

        var migrator = new Migrator(engine, graph, commands, new MigratorOptions { LockTimeout = TimeSpan.FromSeconds(0.5) });
        var busy = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Equal(
            """
            The upgrade of 7d10c3e8 (customers and orders) has not begun: somebody else holds the lock on the database, and did so for 0.5 s. When they have finished, run: shop db upgrade
            """,
            busy.Message);
    }

    [Fact]
    public async Task What_is_applied_is_not_rewritten()
    {
        await new Migrator(Engine, Graph, Commands).UpgradeAsync("7d10c3e8");
        var rewritten = new RevisionGraph(new Rewritten(), new PaidIsTrueOrFalse());
        var refused = await Assert.ThrowsAsync<ChangedHistoryException>(() => new Migrator(Engine, rewritten, Commands).UpgradeAsync());
        Assert.Equal(
            """
            Revision 7d10c3e8 (customers and orders) says something else now than it did when it was applied:
              create table customers
                - column name text binary not null
                + column name text binary null
            What is applied is not rewritten: put it back as it was, and say what is new in a revision of its own; or, if the database has been given what it says now, run: shop db stamp 7d10c3e8
            """,
            refused.Message);
    }

    [Fact]
    public async Task A_way_down_that_nobody_wrote_is_derived_or_refused()
    {
        var migrator = new Migrator(Engine, new RevisionGraph(new CustomersAndOrders(), new Unsaid()), Commands);
        await migrator.UpgradeAsync();
        var refused = await Assert.ThrowsAsync<MigrationException>(() => migrator.DowngradeAsync("-1"));
        Assert.Equal(
            """
            The downgrade of 9ad1c07e (paid is upper case) cannot be done: Raw SQL does not say what undoes it: give it an undo text, an empty one where nothing needs to be done, or write the downgrade.
            """,
            refused.Message);
        Assert.Equal(["9ad1c07e"], await migrator.CurrentAsync());
    }

    [Fact]
    public void The_schema_is_described_for_people()
    {
        var graph = Graph;

        var tables = MetaData.Of(new Customers(), new Orders(), new Payments());
        var page = new SchemaDocument(tables) { Title = "The shop", History = graph }.Write();

        Assert.StartsWith("# The shop\n", page, StringComparison.Ordinal);
        Assert.Contains("erDiagram", page, StringComparison.Ordinal);
    }

    private sealed class Wrong() : Migration("41c9d3aa", parent: "7d10c3e8", "a table and a mistake")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.CreateTable("returns", t => t.Column("id", Types.BigInt, identity: true).PrimaryKey("id"));
            op.Sql("UPDATE order SET paid = 'no'", undo: "");
        }
    }

    private sealed class Rewritten() : Migration("7d10c3e8", parent: null, "customers and orders")
    {
        protected internal override void Upgrade(OperationList op)
        {
            op.CreateTable("customers", t => t
                .Column("id", Types.BigInt, identity: true)
                .Column("name", Types.Text.Nullable())
                .PrimaryKey("id"));

            op.CreateTable("orders", t => t
                .Column("id", Types.BigInt, identity: true)
                .Column("customer_id", Types.BigInt)
                .Column("cents", Types.BigInt)
                .Column("paid", Types.Text, defaultValue: DefaultValue.Of("no"))
                .Column("placed_at", Types.Timestamp, defaultValue: DefaultValue.Now)
                .PrimaryKey("id")
                .ForeignKey("customer_id", "customers", "id", ReferentialAction.Cascade)
                .Index("customer_id"));
        }
    }

    private sealed class Unsaid() : Migration("9ad1c07e", parent: "7d10c3e8", "paid is upper case")
    {
        protected internal override void Upgrade(OperationList op) => op.Sql("UPDATE orders SET paid = upper(paid)");
    }
}
