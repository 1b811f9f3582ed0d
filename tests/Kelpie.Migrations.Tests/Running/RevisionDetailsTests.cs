using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Tests.Revisions;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Migrations.Tests.Running;

public sealed class RevisionDetailsTests
{
    private static readonly RevisionGraph Graph = new([.. Library.Migrations, new Rev("e1", [], "theirs", [Library.Sizes])]);

    [Fact]
    public void A_revision_is_shown_with_its_neighbours_its_operations_and_its_statements()
    {
        var details = RevisionDetails.Of(Graph, "c4a1", SqliteDialect.Instance);

        Assert.Equal(Library.Sizes, details.Migration.Revision);
        Assert.Equal([Library.Search], details.Parents.Select(parent => parent.Revision));
        Assert.Empty(details.Children);
        Assert.Equal("e1", Rev.Names([.. details.Dependents.Select(dependent => dependent.Revision)]));
        Assert.Equal(
            [
                "add column files",
                "  column size bigint not null default 0",
                "create index",
                "  index ix_files_size_path on files size asc path asc",
            ],
            details.Operations);
        Assert.Equal("CREATE INDEX ix_files_size_path ON files (size, path)", details.UpgradeStatements[^1]);
        Assert.Equal("DROP INDEX ix_files_size_path", details.DowngradeStatements[0]);
        Assert.Null(details.DowngradeRefusal);
        Assert.Equal(["theirs"], RevisionDetails.Of(Graph, "theirs@head", SqliteDialect.Instance).Labels);
    }

    [Fact]
    public void A_revision_that_cannot_be_undone_is_shown_with_the_reason()
    {
        var graph = new RevisionGraph(new Rev("a1", [], up: op => op.Sql("CREATE TABLE a (x);")));

        var details = RevisionDetails.Of(graph, "head", SqliteDialect.Instance);

        Assert.Equal(["CREATE TABLE a (x)"], details.UpgradeStatements);
        Assert.Empty(details.DowngradeStatements);
        Assert.StartsWith("The downgrade of a1000000 (step a1) cannot be done", details.DowngradeRefusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Base_is_no_revision_to_show() => Assert.Equal(
        "base is below all revisions, and there is nothing to show; to see all, run: history",
        Assert.Throws<RevisionException>(() => RevisionDetails.Of(Graph, "base", SqliteDialect.Instance)).Message);
}
