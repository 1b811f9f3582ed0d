using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Verification;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Verification;

public sealed class VerifierTests
{
    [Fact]
    public async Task A_history_that_leads_there_and_back_is_well_raw_sql_included()
    {
        var report = await VerifyAsync([.. Library.Migrations]);
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal("sqlite", report.Dialect);
        Assert.Equal([0, 12, 12], report.Revisions.Select(revision => revision.RowsCompared));
        Assert.Equal(["files: the downgrade and the second upgrade destroy its rows"], report.Revisions[0].Exempt.Where(line => line.StartsWith("files", StringComparison.Ordinal)));
        Assert.Equal(["files.size: the downgrade and the second upgrade destroy its values"], report.Revisions[2].Exempt);
        Assert.All(report.Revisions, revision => Assert.Empty(revision.WithoutRows));
    }

    [Fact]
    public async Task A_downgrade_that_leaves_something_behind_is_found_also_where_only_raw_sql_knows_of_it()
    {
        var report = await VerifyAsync(Create(), new Step("bbbbbbbb", "aaaaaaaa", "view", op => op.Sql("CREATE VIEW v AS SELECT id FROM books;")));
        Assert.Contains("view v as SELECT id FROM books: after the downgrade, not before the upgrade", report.Revisions[1].Failures[0], StringComparison.Ordinal);
        Assert.False(report.IsOk);
    }

    [Fact]
    public async Task A_downgrade_that_loses_rows_which_nothing_says_may_go_is_found()
    {
        var report = await VerifyAsync(
            Create(),
            new Undoable("bbbbbbbb", "aaaaaaaa", "log", op => op.CreateTable("log", t => t.Column("n", Integer).PrimaryKey("n"))),
            new Step(
                "cccccccc",
                "bbbbbbbb",
                "trigger",
                op => op.Sql("CREATE TRIGGER t AFTER UPDATE ON log BEGIN DELETE FROM books WHERE id = old.n; END;"),
                op => op.Sql("UPDATE log SET n = n WHERE n < 3;\n\nDROP TRIGGER t;")));
        Assert.Equal(
            ["the upgrade and the downgrade change the rows of books: 3 before, 1 after; gone is (1, 1, 1)", "the downgrade and the second upgrade change the rows of books: 3 before, 1 after; gone is (1, 1, 1)"],
            report.Revisions[2].Failures);
        Assert.Equal(["log: raw SQL of the upgrade and the downgrade may change its rows", "log: raw SQL of the downgrade and the second upgrade may change its rows"], report.Revisions[2].Exempt);
    }

    [Fact]
    public async Task What_cannot_be_undone_ends_the_trial_and_the_rest_is_named()
    {
        var report = await VerifyAsync(
            Create(),
            new Undoable("bbbbbbbb", "aaaaaaaa", "raw", op => op.Sql("UPDATE books SET pages = 1;")),
            new Undoable("cccccccc", "bbbbbbbb", "more", op => op.CreateIndex("books", "pages")));
        Assert.Equal(2, report.Revisions.Count);
        Assert.Contains("undo", Assert.Single(report.Revisions[1].Failures), StringComparison.Ordinal);
        Assert.Equal(["cccccccc (more)"], report.Untried);
    }

    [Fact]
    public async Task Conditions_get_rows_that_fulfil_them_and_one_that_cannot_be_fulfilled_is_told()
    {
        var report = await VerifyAsync(new Undoable("aaaaaaaa", null, "checks", op =>
        {
            op.CreateTable("good", t => t
                .Column("id", BigInt, identity: true).Column("state", Text).Column("low", Integer).Column("high", Integer)
                .PrimaryKey("id").Check("ck_state", "state IN ('new', 'it''s')").Check("ck_range", "low > 40 AND high > low + 50"));
            op.CreateTable("bad", t => t.Column("id", BigInt).PrimaryKey("id").Check("ck_never", "id <> id"));
        }));
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal(["no rows for table bad: its check ck_never (id <> id) refuses what was made"], report.Revisions[0].WithoutRows);
    }

    [Fact]
    public async Task Rows_of_a_new_constraint_are_tried_without_those_that_it_refuses_and_that_is_told()
    {
        var report = await VerifyAsync(Create(), new Undoable("bbbbbbbb", "aaaaaaaa", "strict", op => op.AlterColumn("books", "title", c => c.NotNull())));
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal(["no rows for table books during the upgrade: those that were made are not what the upgrade is for"], report.Revisions[1].WithoutRows);
    }

    [Fact]
    public async Task Rows_of_all_types_survive_a_rebuild_and_references_keep_their_order()
    {
        var report = await VerifyAsync(
            new Undoable("aaaaaaaa", null, "types", op =>
            {
                op.CreateTable("zoo", t => t
                    .Column("id", Types.Uuid).Column("a", Types.Bool).Column("b", Integer).Column("c", DoublePrecision.Nullable()).Column("d", Numeric(9, 2))
                    .Column("e", Timestamp).Column("f", Date.Nullable()).Column("g", Bytes).Column("h", Json.Nullable()).Column("i", Varchar(3))
                    .Column("j", AsciiKey(12)).Column("k", Vector(4)).Column("parent", Types.Uuid.Nullable())
                    .PrimaryKey("id").ForeignKey("parent", "zoo", "id"));
                op.CreateTable("animals", t => t.Column("zoo_id", Types.Uuid).Column("n", Integer).PrimaryKey("zoo_id", "n").ForeignKey("zoo_id", "zoo", "id", ReferentialAction.Cascade));
            }),
            new Undoable("bbbbbbbb", "aaaaaaaa", "rebuild", op =>
            {
                op.AlterColumn("zoo", "b", c => c.Type(BigInt));
                op.AddUnique("zoo", "e");
            }));
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal(12, report.Revisions[1].RowsCompared);
        Assert.Empty(report.Revisions[1].WithoutRows);
    }

    [Fact]
    public async Task Lines_that_have_parted_are_tried_one_revision_at_a_time()
    {
        var report = await VerifyAsync(
            Create(),
            new Undoable("bbbbbbbb", "aaaaaaaa", "left", op => op.CreateIndex("books", "pages")),
            new Undoable("cccccccc", "aaaaaaaa", "right", op => op.AddColumn("books", "year", Integer.Nullable())),
            new Step("dddddddd", ["bbbbbbbb", "cccccccc"], "merge"));
        Assert.True(report.IsOk, string.Join('\n', report.Revisions));
        Assert.Equal(4, report.Revisions.Count);
    }

    [Fact]
    public async Task A_database_with_tables_is_refused()
    {
        await using var database = new ScratchDatabase();
        await database.ExecuteAsync("CREATE TABLE mine (a)");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => new Verifier(database.Engine, new RevisionGraph(Create())).RunAsync());
        Assert.StartsWith("The database has tables (mine)", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<VerificationReport> VerifyAsync(params Migration[] migrations)
    {
        await using var database = new ScratchDatabase();
        return await new Verifier(database.Engine, new RevisionGraph(migrations)).RunAsync();
    }

    private static Undoable Create() => new("aaaaaaaa", null, "books", op => op.CreateTable("books", t => t
        .Column("id", BigInt, identity: true).Column("pages", BigInt).Column("title", Text.Nullable()).PrimaryKey("id")));
}
