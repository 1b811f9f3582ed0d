using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.State;

public sealed class SchemaHistoryTests
{
    private static readonly SchemaHistory History = new(new RevisionGraph(Library.Migrations));

    [Fact]
    public void The_schema_at_a_revision_is_what_the_migrations_up_to_it_lead_to()
    {
        Assert.Equal(MetaData.Empty, History.At("base"));
        Assert.Equal(["chunks", "files"], History.At(Library.Files).Tables.Select(table => table.Name));
        Assert.Equal(History.At(Library.Files), History.At(Library.Search));
        Assert.Equal(["id", "path", "added_at", "size"], History.At("head").Table("files").Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_revision_that_does_not_fit_is_named_with_what_it_meets()
    {
        var history = new SchemaHistory(new RevisionGraph(new Step("aaaa1111", (string?)null, "wrong", op => op.DropTable("files"))));

        var error = Assert.Throws<MigrationException>(() => history.At("head"));
        Assert.Equal("The upgrade of aaaa1111 (wrong) cannot be done, at DropTable: There is no table files; there are none.", error.Message);
        Assert.Equal("aaaa1111", error.Migration.Revision);
        Assert.Equal(MigrationDirection.Upgrade, error.Direction);
    }

    [Fact]
    public void A_revision_that_cannot_even_be_read_is_named()
    {
        var history = new SchemaHistory(new RevisionGraph(
            new Step("aaaa1111", (string?)null, "wrong", op => op.CreateTable("files", t => t.Column("id", BigInt).PrimaryKey("nope")))));

        var error = Assert.Throws<MigrationException>(() => history.At("head"));
        Assert.Equal("The upgrade of aaaa1111 (wrong) cannot be done: Table files has no column nope; it has id.", error.Message);
    }

    [Fact]
    public void A_dropped_table_leaves_no_reference_behind()
    {
        var history = new SchemaHistory(new RevisionGraph(
            [.. Library.Migrations, new Step("dddd4444", Library.Sizes, "careless", op => op.DropTable("files"))]));

        var error = Assert.Throws<MigrationException>(() => history.At("head"));
        Assert.Equal(
            "The upgrade of dddd4444 (careless) cannot be done, at DropTable: "
            + "Table chunks still refers to files by foreign key fk_chunks_file_id, and files is dropped.",
            error.Message);
    }

    [Fact]
    public void A_table_may_be_rebuilt_under_the_references_to_it()
    {
        var history = new SchemaHistory(new RevisionGraph(
        [
            .. Library.Migrations,
            new Step("dddd4444", Library.Sizes, "rebuild", op =>
            {
                op.CreateTable("files_new", t => t.Column("id", BigInt, identity: true).Column("path", Varchar(4096)).PrimaryKey("id"));
                op.DropTable("files");
                op.RenameTable("files_new", "files");
            }),
        ]));

        Assert.Equal("files", history.At("head").Table("chunks").ForeignKeys[0].ReferencedTable);
        Assert.Equal(["id", "path"], history.At("head").Table("files").Columns.Select(column => column.Name));
    }

    [Fact]
    public void Merged_lines_add_up()
    {
        var history = new SchemaHistory(new RevisionGraph(
        [
            .. Library.Migrations,
            new Step("dddd4444", Library.Files, "tags", op => op.CreateTable("tags", t => t.Column("id", BigInt, identity: true).PrimaryKey("id"))),
            new Step("eeee5555", [Library.Sizes, "dddd4444"], "merge"),
        ]));

        Assert.Equal(["chunks", "files", "tags"], history.At("head").Tables.Select(table => table.Name));
    }
}
