using Kelpie.Database.Migrations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.SqlServer.Revisions;

/// <summary>What <c>--sql</c> writes for SQL Server, revision by revision.</summary>
public sealed class RevisionScriptTests
{
    [Fact]
    public void The_revisions_of_Kelpie_are_right_both_ways() => AssertRight(KelpieRevisions.Graph);

    [Fact]
    public void A_history_with_a_bit_of_everything_is_right_both_ways() => AssertRight(new RevisionGraph(Shop.Revisions));

    [Theory]
    [InlineData("UPDATE books SET price = 1 WHERE tittle = 'x'", "SQL71501")]
    [InlineData("DELETE FROM book", "SQL71502")]
    [InlineData("UPDATE books SET note = 'too early'", "SQL71501")]
    [InlineData("UPDATE books SET", "SQL46029")]
    public void A_statement_that_does_not_fit_the_schema_it_meets_is_found(string sql, string number)
    {
        var graph = new RevisionGraph(
            new Revision("dd000001", null, "books", op => op.CreateTable("books", t => t.Column("id", BigInt).Column("title", Text).Column("price", Integer).PrimaryKey("id"))),
            new Revision("dd000002", "dd000001", "wrong", op => op.Sql(sql, undo: "")),
            new Revision("dd000003", "dd000002", "notes", op => op.AddColumn("books", "note", Text.Nullable())));
        Assert.Contains(RevisionScripts.ErrorsOf(graph), error => error.StartsWith("upgrade of dd000002 (wrong): ", StringComparison.Ordinal) && error.Contains(number, StringComparison.Ordinal));
    }

    private static void AssertRight(RevisionGraph graph)
    {
        var errors = RevisionScripts.ErrorsOf(graph);
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Fact]
    public void A_view_over_a_column_that_is_not_there_is_found()
    {
        var graph = new RevisionGraph(
            new Revision("dd000001", null, "books", op => op.CreateTable("books", t => t.Column("id", BigInt).PrimaryKey("id"))),
            new Revision("dd000002", "dd000001", "a view", op => op.CreateView("titles", "SELECT id, title FROM books")));
        Assert.Contains(RevisionScripts.ErrorsOf(graph), error => error.StartsWith("upgrade of dd000002 (a view): SQL71501", StringComparison.Ordinal));
    }
}
