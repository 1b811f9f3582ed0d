using Kelpie.Migrations.Authoring;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Guide.Shop;

/// <summary>The days of docs/migrations/guide.md behind the first, as a program.</summary>
public sealed class ShopTests : IAsyncDisposable
{
    private readonly ScratchDatabase _database = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_column_is_altered_under_its_rows()
    {
        var engine = _database.Engine;
        await Shop(engine).UpgradeAsync("7d10c3e8");
        await _database.ExecuteAsync("INSERT INTO customers (name) VALUES ('Ada Lovelace'), ('Émile Baudot')");
        await _database.ExecuteAsync("INSERT INTO orders (customer_id, cents, paid) VALUES (1, 1200, 'yes'), (2, 550, 'no')");

        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => Shop(engine).UpgradeAsync("92ab4f01"));
        Assert.Equal(
            """
            The upgrade destroys what is in the database:
              92ab4f01 (paid is true or false) makes orders.paid boolean, which does not hold all that text does: 2 rows
            Nothing was run. If that is what you want, run: shop db upgrade 92ab4f01 --allow-destructive
            """,
            refused.Message);

        var migrator = new Migrator(engine, ShopRevisions.Graph, MigrationCommands.Under("shop db"), new MigratorOptions { AllowDestructive = true });
        await migrator.UpgradeAsync("92ab4f01");
        Assert.Equal([true, false], await _database.ListAsync("SELECT paid FROM orders ORDER BY id", Types.Bool));

        await migrator.DowngradeAsync("-1");
        Assert.Equal(["yes", "no"], await _database.ListAsync("SELECT paid FROM orders ORDER BY id", Types.Text));
    }

    [Fact]
    public void What_an_altered_column_comes_to_on_PostgreSQL()
    {
        var plan = MigrationPlan.Between(ShopRevisions.Graph, PostgreSqlDialect.Instance, "7d10c3e8", "92ab4f01");
        Assert.Equal(
            """
            ALTER TABLE orders
                ALTER COLUMN paid DROP DEFAULT,
                ALTER COLUMN paid TYPE boolean USING paid = 'yes',
                ALTER COLUMN paid SET DEFAULT false;
            """,
            string.Join(";\n", plan.Steps[0].Statements.SkipLast(1)) + ";");
    }

    [Fact]
    public void A_column_that_is_never_null_is_drafted_with_a_place_to_fill_it()
    {
        var graph = new RevisionGraph(new CustomersAndOrders(), new PaidIsTrueOrFalse());
        var tables = new SchemaHistory(ShopRevisions.Graph).At("5c3e77d2");
        Assert.Equal(
            """
            op.AddColumn("customers", "name_key", Varchar(100).Nullable());

            // customers.name_key is new, never NULL and has no default: give the rows that are there a value first, with op.Sql or op.InBatches.
            op.AlterColumn("customers", "name_key", c => c.NotNull());

            op.CreateIndex("customers", "name_key");
            """,
            SchemaDraft.Of(tables, graph).ToCode().Body.TrimEnd());
    }

    [Fact]
    public async Task Rows_views_and_triggers_are_as_the_revisions_say()
    {
        var engine = _database.Engine;
        await Shop(engine).UpgradeAsync("92ab4f01");
        await _database.ExecuteAsync("INSERT INTO customers (name) VALUES ('Ada Lovelace'), ('Émile Baudot')");
        await _database.ExecuteAsync("INSERT INTO orders (customer_id, cents) VALUES (1, 1200), (1, 300), (2, 550)");
        await Shop(engine).UpgradeAsync();
        Assert.Equal(["ada lovelace", "Émile baudot"], await _database.ListAsync("SELECT name_key FROM customers ORDER BY id", Types.Text));
        Assert.Equal([1500L, 550L], await _database.ListAsync("SELECT cents FROM order_sums ORDER BY customer_id", Types.BigInt));
        Assert.Equal([1L], await _database.ListAsync("SELECT rowid FROM name_words WHERE name_words MATCH 'lovelace'", Types.BigInt));
        await _database.ExecuteAsync("UPDATE orders SET paid = TRUE WHERE id = 3");
        Assert.Equal([3L], await _database.ListAsync("SELECT order_id FROM payments", Types.BigInt));
        Assert.True(new ModelCheck(MetaData.Of(new Customers(), new Orders(), new Payments()), ShopRevisions.Graph).Run().IsEmpty);
    }

    [Fact]
    public async Task Two_heads_are_named_and_merged()
    {
        var graph = new RevisionGraph([.. ShopRevisions.Graph.Migrations.Where(migration => migration is not NotesAndEmails)]);
        var migrator = new Migrator(_database.Engine, graph, MigrationCommands.Under("shop db"));
        var parted = await Assert.ThrowsAsync<RevisionException>(() => migrator.UpgradeAsync());
        Assert.Equal(
            """
            There are 2 heads, 1be9a2c4 (notes of orders) and e37f5a60 (emails of customers): merge them with: merge 1be9a2c4 e37f5a60 - or let one follow the other (rebase); to name one, give 1be9a2c4@head or e37f5a60@head; heads for all.
            """,
            parted.Message);

        foreach (var (point, children) in BranchOverview.Of(graph).BranchPoints)
        {
            Console.WriteLine($"{point} is followed by {string.Join(" and ", children)}");
        }

        var directory = Directory.CreateTempSubdirectory("kelpie-guide-");
        try
        {
            var (folder, listing) = (directory.FullName, Path.Combine(directory.FullName, "ShopRevisions.cs"));
            var files = new RevisionFiles(graph, folder, "Shop.Revisions", listing);
            var merged = await files.MergeAsync(["1be9", "e37f"], "notes and emails");
            var shown = await File.ReadAllTextAsync(Tree.PathOf("tests", "Kelpie.Migrations.Tests", "Guide", "Shop", "NotesAndEmails.cs"));
            Assert.Equal(
                shown[shown.IndexOf("parents:", StringComparison.Ordinal)..shown.IndexOf(", new DateOnly", StringComparison.Ordinal)],
                (await File.ReadAllTextAsync(merged.Path)) is var text ? text[text.IndexOf("parents:", StringComparison.Ordinal)..text.IndexOf(", new DateOnly", StringComparison.Ordinal)] : "");
            Assert.Equal("NotesAndEmails", merged.ClassName);
            Assert.False(merged.IsListed);
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        await migrator.UpgradeAsync("heads");
        Assert.Equal(["1be9a2c4", "e37f5a60"], await migrator.CurrentAsync());
        await Shop(_database.Engine).UpgradeAsync();
        Assert.Equal(["08d4c6b9"], await Shop(_database.Engine).CurrentAsync());
    }

    [Fact]
    public async Task Another_program_keeps_a_line_of_its_own_beside_the_shops()
    {
        var engine = _database.Engine;
        var shop = Shop(engine);
        var loyalty = new Migrator(engine, new RevisionGraph(new Points()), MigrationCommands.Under("loyalty db"));

        var early = await Assert.ThrowsAsync<RevisionException>(() => loyalty.UpgradeAsync());
        Assert.Equal(
            """
            Revision 64f2b8aa (points) needs 5c3e77d2, which is not this program's and is not applied to the database: upgrade the database with the program it belongs to, then run this again.
            """,
            early.Message);

        await shop.UpgradeAsync();
        await loyalty.UpgradeAsync();
        Assert.Equal(["08d4c6b9"], await shop.CurrentAsync());
        Assert.Equal(["64f2b8aa"], await loyalty.CurrentAsync());

        var needed = await Assert.ThrowsAsync<RevisionException>(() => shop.DowngradeAsync("92ab4f01"));
        Assert.Equal(
            """
            Revision 5c3e77d2 (names to sort by) cannot be undone: 64f2b8aa (points), which another program has applied, needs it. First take that down with the program it belongs to, below 64f2b8aa, then run this again.
            """,
            needed.Message);

        await loyalty.DowngradeAsync("loyalty@base");
        await shop.DowngradeAsync("92ab4f01");
        Assert.Equal(["92ab4f01"], await shop.CurrentAsync());
    }

    private static Migrator Shop(Engine engine) => new(engine, ShopRevisions.Graph, MigrationCommands.Under("shop db"));
}
