using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Safety;

public sealed class StakeCheckTests
{
    private static readonly Migration Create = new Undoable("aaaaaaaa", null, "tables", op =>
    {
        op.CreateTable("authors", t => t.Column("id", BigInt, identity: true).Column("name", Text.Nullable()).PrimaryKey("id"));
        op.CreateTable("books", t => t.Column("id", BigInt, identity: true).Column("author_id", BigInt.Nullable()).Column("title", Text.Nullable()).PrimaryKey("id"));
    });

    [Fact]
    public async Task Rows_that_would_go_need_leave_and_the_message_says_how_it_is_given()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (title) VALUES ('one'), ('two'), (NULL)");
        var drop = Change(op => op.DropColumn("books", "title"));
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => database.Migrator(Create, drop).UpgradeAsync());
        Assert.Equal(
            "The upgrade destroys what is in the database:\n  bbbbbbbb (change) drops books.title and its values: 2 rows\n"
            + "Nothing was run. If that is what you want, run: kelpie db upgrade --allow-destructive",
            refused.Message);
        Assert.Equal(["aaaaaaaa"], await database.Migrator(Create, drop).CurrentAsync());
        var allowed = new Migrator(database.Engine, new RevisionGraph(Create, drop), ScratchDatabase.Commands, new MigratorOptions { AllowDestructive = true });
        Assert.Single(await allowed.UpgradeAsync());
    }

    [Fact]
    public async Task Raw_sql_that_plainly_destroys_rows_needs_leave_too()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (title) VALUES ('one'), ('two'), (NULL)");
        var empty = Change(op => op.Sql("DELETE FROM authors;\n\nDELETE FROM books;", undo: ""));
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => database.Migrator(Create, empty).UpgradeAsync());
        Assert.Equal(
            "The upgrade destroys what is in the database:\n  bbbbbbbb (change) deletes all rows of books, by raw SQL: 3 rows\n"
            + "Nothing was run. If that is what you want, run: kelpie db upgrade --allow-destructive",
            refused.Message);
    }

    [Fact]
    public async Task Who_tries_again_after_a_failure_is_told_the_leave_that_was_given()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (title) VALUES ('one')");
        var graph = new RevisionGraph(Create, Change(op =>
        {
            op.DropColumn("books", "title");
            op.Sql("UPDATE nowhere SET n = 1", undo: "");
        }));
        var allowed = new Migrator(database.Engine, graph, ScratchDatabase.Commands, new MigratorOptions { AllowDestructive = true });
        var error = await Assert.ThrowsAsync<MigrationException>(() => allowed.UpgradeAsync());
        Assert.EndsWith("When that is mended, run: kelpie db upgrade --allow-destructive", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_nothing_goes_without_a_question()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (author_id) VALUES (1)");
        Assert.Single(await database.Migrator(Create, Change(op =>
        {
            op.DropColumn("books", "title");
            op.DropTable("authors");
        })).UpgradeAsync());
    }

    [Fact]
    public async Task Rows_that_do_not_allow_the_upgrade_are_counted_with_an_example_and_a_query_also_where_all_is_allowed()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(
            database, "INSERT INTO authors (name) VALUES ('A')", "INSERT INTO books (author_id, title) VALUES (1, 'one'), (7, 'one'), (8, NULL)");
        var graph = new RevisionGraph(Create, Change(op =>
        {
            op.AlterColumn("books", "title", c => c.NotNull());
            op.AddUnique("books", "title");
            op.AddForeignKey("books", "author_id", "authors", "id");
            op.AddCheck("books", "ck_author", "author_id < 8");
        }));
        var migrator = new Migrator(database.Engine, graph, ScratchDatabase.Commands, new MigratorOptions { AllowDestructive = true });
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => migrator.UpgradeAsync());
        Assert.Equal(
            [
                ("books.title", "1 row", "id = 3", "SELECT * FROM books WHERE title IS NULL"),
                ("uq_books_title", "2 rows", "title = one", "SELECT title, COUNT(*) FROM books WHERE title IS NOT NULL GROUP BY title HAVING COUNT(*) > 1"),
                ("fk_books_author_id", "2 rows", "id = 2", "SELECT * FROM books WHERE author_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM authors kelpie_other WHERE kelpie_other.id = books.author_id)"),
                ("books.ck_author", "1 row", "id = 3", "SELECT * FROM books WHERE NOT (author_id < 8)"),
            ],
            refused.Stakes.Select(stake => (stake.Hazard.Where, stake.Rows.ToString()!, stake.Example!, stake.Query!)));
        Assert.StartsWith("The rows that are there do not allow the upgrade:\n  bbbbbbbb (change) makes books.title NOT NULL: 1 row, such as id = 3.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["aaaaaaaa"], await migrator.CurrentAsync());
    }

    [Fact]
    public async Task A_revision_that_mends_the_rows_first_is_left_to_the_database()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (title) VALUES (NULL)");
        Assert.Single(await database.Migrator(Create, Change(op =>
        {
            op.Sql("UPDATE books SET title = 'none' WHERE title IS NULL;");
            op.AlterColumn("books", "title", c => c.NotNull());
        })).UpgradeAsync());
    }

    [Fact]
    public async Task Rows_are_asked_for_by_the_names_they_have_now()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (title, author_id) VALUES ('', 4)");
        var refused = await Assert.ThrowsAsync<UpgradeRefusedException>(() => database.Migrator(
            Create,
            Change(op =>
            {
                op.RenameTable("books", "tomes");
                op.RenameColumn("tomes", "title", "name");
            }),
            new Undoable("cccccccc", "bbbbbbbb", "check", op =>
            {
                op.AddColumn("tomes", "year", Integer.Nullable());
                op.AddCheck("tomes", "ck_year", "year > 0");
                op.AddCheck("tomes", "ck_name", "name <> ''");
            })).UpgradeAsync());
        Assert.Equal("SELECT * FROM books WHERE NOT (title <> '')", Assert.Single(refused.Stakes).Query);
    }

    [Fact]
    public async Task Only_values_that_do_not_fit_are_at_stake_where_a_type_narrows()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (author_id, title) VALUES (1, 'short'), (5000000000, 'longer')");
        var plan = await database.Migrator(Create, Change(op =>
        {
            op.AlterColumn("books", "author_id", c => c.Type(Integer));
            op.AlterColumn("books", "title", c => c.Type(Varchar(5)));
        })).PlanUpgradeAsync();
        Assert.Equal([("books.author_id", 1L, true), ("books.title", 1L, true)], plan.Stakes.Select(stake => (stake.Hazard.Where, stake.Rows!.Value.Count, stake.IsDestructive)));
    }

    [Fact]
    public async Task A_plan_points_out_what_locks_a_big_table_and_nothing_of_a_small_one()
    {
        await using var database = new ScratchDatabase();
        await FillAsync(database, "INSERT INTO books (title) VALUES ('one'), ('two'), ('three')");
        var graph = new RevisionGraph(Create, Change(op => op.CreateIndex("books", "title")));
        Assert.Empty((await new Migrator(database.Engine, graph).PlanUpgradeAsync()).Stakes);
        var plan = await new Migrator(database.Engine, graph, options: new MigratorOptions { BigTableRows = 3 }).PlanUpgradeAsync();
        Assert.Equal("bbbbbbbb (change) keeps all writers of the file waiting while the index ix_books_title is made: 3 rows", Assert.Single(plan.Stakes).ToString());
        Assert.False(plan.Stakes[0].IsDestructive || plan.Stakes[0].IsViolation);
        Assert.Empty((await new Migrator(database.Engine, graph).PlanDowngradeAsync("base")).Stakes);
    }

    [Fact]
    public void A_number_of_rows_says_where_the_counting_stopped()
    {
        Assert.Equal("more than 100,000 rows", new RowCount(100_000, true).ToString());
        Assert.Equal("1 row", new RowCount(1, false).ToString());
    }

    private static Undoable Change(Action<OperationList> up) => new("bbbbbbbb", "aaaaaaaa", "change", up);

    private static async Task FillAsync(ScratchDatabase database, params string[] rows)
    {
        await database.Migrator(Create).UpgradeAsync();
        foreach (var sql in rows)
        {
            await database.ExecuteAsync(sql);
        }
    }
}
