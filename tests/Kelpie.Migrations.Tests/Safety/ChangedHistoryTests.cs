using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Safety;

public sealed class ChangedHistoryTests
{
    [Fact]
    public void An_unchanged_history_is_let_pass()
    {
        var step = new Step("aaaa1111", (string?)null, "first", op => op.DropTable("a"));

        new ChangedHistory(new RevisionGraph(step), SqliteDialect.Instance).RequireNone([Applied(step)], ScratchDatabase.Commands);
    }

    [Fact]
    public void What_was_done_and_what_is_said_now_are_set_side_by_side()
    {
        var (then, now) = (Books(Text), Books(Varchar(40).Nullable()));
        var next = new Step("bbbb2222", "aaaa1111", "second");

        AssertRefused(
            """
            Revision aaaa1111 (first) says something else now than it did when it was applied:
              create table books
                - column title text binary not null
                + column title text 40 binary null
              - execute
                - UPDATE books
                - SET title = 'x';
              + drop table old
            What is applied is not rewritten: put it back as it was, and say what is new in a revision of its own; or, if the database has been given what it says now, run: kelpie db stamp bbbb2222
            """,
            [Applied(then((op) => op.Sql("UPDATE books\nSET title = 'x';"))), Applied(next)],
            [now(op => op.DropTable("old")), next]);

        static Func<Action<OperationList>, Step> Books(SqlType type) => more => new Step("aaaa1111", (string?)null, "first", op =>
        {
            op.CreateTable("books", t => t.Column("id", BigInt, identity: true).Column("title", type).PrimaryKey("id"));
            more(op);
        });
    }

    [Fact]
    public void Where_only_a_checksum_is_known_that_is_said()
    {
        var step = new Step("aaaa1111", (string?)null, "first", op => op.DropTable("a"));

        AssertRefused(
            "Revision aaaa1111 (first) says something else now than it did when it was applied; what it did is not recorded.\n"
            + "What is applied is not rewritten: put it back as it was, and say what is new in a revision of its own; "
            + "or, if the database has been given what it says now, run: kelpie db stamp aaaa1111",
            [Applied(step) with { Operations = null, Checksum = "0" }],
            [step]);
    }

    [Fact]
    public void A_record_that_its_checksum_does_not_belong_to_is_not_believed()
    {
        var step = new Step("aaaa1111", (string?)null, "first", op => op.DropTable("a"));
        var history = new ChangedHistory(new RevisionGraph(step), SqliteDialect.Instance);

        Assert.Null(Assert.Single(history.Find([Applied(step) with { Checksum = "0" }])).Lines);
    }

    [Fact]
    public void A_long_difference_is_cut()
    {
        var then = new Step("aaaa1111", (string?)null, "first", op => op.CreateTable("t", t =>
        {
            t.Column("id", BigInt).PrimaryKey("id");
            for (var i = 0; i < 30; i++)
            {
                t.Column($"c{i}", Text);
            }
        }));
        var now = new Step("aaaa1111", (string?)null, "first", op => op.CreateTable("t", t => t.Column("id", BigInt).PrimaryKey("id")));

        var changed = Assert.Single(new ChangedHistory(new RevisionGraph(now), SqliteDialect.Instance).Find([Applied(then)]));

        Assert.Equal(30, changed.Lines!.Count);
        Assert.All(changed.Lines, line => Assert.Equal("create table t", line.Operation));
        Assert.EndsWith("\n    - column c2 text binary not null\n  and 27 lines more", changed.Describe(most: 3), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_for_people_leave_out_quotes_and_say_what_a_foreign_key_does()
    {
        var step = new Step("aaaa1111", (string?)null, "first", op =>
        {
            op.CreateTable("a", t => t.Column("b", BigInt).Column("odd name", Text, defaultValue: DefaultValue.Of("x")).PrimaryKey("b", "odd name")
                .ForeignKey("b", "c", "id", ReferentialAction.Cascade).Check("ck", "b > 0"));
            op.Sql("ONE\n\n  two;");
        });

        Assert.Equal(
            [
                "create table a",
                "  column b bigint not null",
                "  column \"odd name\" text binary not null default \"x\"",
                "  primary key (b, \"odd name\")",
                "  foreign key fk_a_b (b) references c (id) on delete cascade",
                "  check ck \"b > 0\"",
                "execute",
                "    ONE",
                "",
                "      two;",
            ],
            CanonicalWords.Of(step.Upgrades(), "sqlite"));
    }

    private static AppliedRevision Applied(Migration migration)
    {
        var text = Checksum.TextOf(migration.Upgrades(), "sqlite");
        return new AppliedRevision(migration.Revision, migration.Parents, migration.Message, DateTime.UnixEpoch, null, Checksum.Of(text)) { Operations = text };
    }

    private static void AssertRefused(string message, IReadOnlyList<AppliedRevision> applied, Migration[] migrations) => Assert.Equal(
        message,
        Assert.Throws<RevisionException>(() => new ChangedHistory(new RevisionGraph(migrations), SqliteDialect.Instance)
            .RequireNone(applied, ScratchDatabase.Commands)).Message);
}
