using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Autogenerate;

public sealed class SchemaDraftTests
{
    private static readonly RevisionGraph Graph = new(Library.Migrations);
    private static readonly MetaData Head = new Kelpie.Migrations.State.SchemaHistory(Graph).At("head");

    [Fact]
    public void Where_models_and_migrations_say_the_same_there_is_nothing_to_write()
    {
        var draft = SchemaDraft.Of(Head, Graph);
        Assert.True(draft.IsEmpty);
        Assert.Equal("The models and the migrations say the same; there is no revision to write.", draft.ToString());
        Assert.Equal("", draft.ToCode().Body);
        Assert.True(new ModelCheck(Head, Graph).Run().IsEmpty);
    }

    [Fact]
    public void A_change_that_nobody_wrote_a_revision_for_is_found_without_a_database()
    {
        var models = Head.Change("files", files => files with { Columns = [.. files.Columns, new ColumnDefinition("owner", Types.Text) { IsNullable = true }] });
        Assert.Equal(["files.owner: not in the migrations, text, may be NULL in the models"], new ModelCheck(models, Graph).Run().Describe("the migrations", "the models"));
        Assert.Equal("op.AddColumn(\"files\", \"owner\", Text.Nullable());\n", SchemaDraft.Of(models, Graph).ToCode().Body);
    }

    [Fact]
    public void A_draft_may_follow_an_older_revision() => Assert.Equal(
        [typeof(AddColumn), typeof(CreateIndex)],
        SchemaDraft.Of(Head, Graph, new DraftOptions { From = Library.Search }).Operations.Where(drafted => drafted.Note is null).Select(drafted => drafted.Operation.GetType()));

    [Fact]
    public void A_column_that_goes_and_one_that_comes_are_never_taken_for_one_but_said_to_look_like_it()
    {
        var after = Renamed("size", "bytes");
        var draft = SchemaDraft.Between(Head, after);
        var dropped = Assert.Single(draft.Operations, drafted => drafted.Operation is DropColumn);
        Assert.Equal(OperationRisk.Destructive, dropped.Risk);
        Assert.Equal("What is in files.size is lost. If it is bytes from now on, say so: --rename files.size:bytes", dropped.Note);
        Assert.Contains(dropped.Note, draft.Warnings);
    }

    [Fact]
    public void A_rename_that_is_said_is_one()
    {
        var draft = SchemaDraft.Between(Head, Renamed("size", "bytes"), ["files.size:bytes"]);
        Assert.Equal([new RenameColumn("files", "size", "bytes")], draft.Operations.Select(drafted => drafted.Operation));
    }

    [Fact]
    public void A_table_that_goes_and_one_that_comes_with_its_columns_are_said_to_look_like_one()
    {
        var chunks = Head.Table("chunks");
        var after = Head.Remove("chunks").Add(chunks with { Name = "pieces", Indexes = [] });
        var dropped = Assert.Single(SchemaDraft.Between(Head, after).Operations, drafted => drafted.Operation is DropTable);
        Assert.Equal("All rows of chunks are lost. If it is pieces from now on, say so: --rename chunks:pieces", dropped.Note);
        Assert.Equal(
            [new RenameTable("chunks", "pieces"), new DropIndex("pieces", "ix_chunks_file_id")],
            SchemaDraft.Between(Head, after, ["chunks:pieces"]).Operations.Select(drafted => drafted.Operation).Where(operation => operation is not (DropForeignKey or AddForeignKey)));
    }

    [Theory]
    [InlineData("nothing:here", "--rename nothing:here names no table or column of the migrations; say table:new or table.column:new. The tables are chunks, files.")]
    [InlineData("files", "--rename files names no table or column of the migrations; say table:new or table.column:new. The tables are chunks, files.")]
    [InlineData("files:documents", "--rename files:documents: the models have no table documents.")]
    [InlineData("files.size:bytes", "--rename files.size:bytes: the models have no column of files named bytes.")]
    [InlineData("files.size:path", "--rename files.size:path: Table files has a column path already.")]
    public void A_rename_that_does_not_fit_is_refused(string rename, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => SchemaDraft.Between(Head, Head, [rename])).Message);

    [Fact]
    public void A_new_column_that_is_never_NULL_asks_for_values_first()
    {
        var after = Head.Change("files", files => files with { Columns = [.. files.Columns, new ColumnDefinition("owner", Types.Text)] });
        Assert.Equal(
            """
                    op.AddColumn("files", "owner", Text.Nullable());

                    // files.owner is new, never NULL and has no default: give the rows that are there a value first, with op.Sql or op.InBatches.
                    op.AlterColumn("files", "owner", c => c.NotNull());

            """,
            SchemaDraft.Between(Head, after).ToCode(8).Body);
    }

    [Fact]
    public void Tables_that_refer_to_each_other_come_first_and_the_key_that_closes_the_circle_last()
    {
        var one = new TableBuilder("a").Column("id", Types.Integer).Column("b", Types.Integer.Nullable()).PrimaryKey("id").ForeignKey("b", "b", "id").Build();
        var other = new TableBuilder("b").Column("id", Types.Integer).Column("a", Types.Integer.Nullable()).PrimaryKey("id").ForeignKey("a", "a", "id").Build();
        var both = MetaData.Empty.Add(one).Add(other);
        Assert.Equal(
            [new CreateTable(one with { ForeignKeys = [] }), new CreateTable(other), new AddForeignKey("a", one.ForeignKeys[0])],
            SchemaDraft.Between(MetaData.Empty, both).Operations.Select(drafted => drafted.Operation));
        Assert.Equal(
            [new DropForeignKey("b", "fk_b_a"), new DropTable("a"), new DropTable("b")],
            SchemaDraft.Between(both, MetaData.Empty).Operations.Select(drafted => drafted.Operation));
    }

    [Fact]
    public void A_foreign_key_goes_while_the_types_of_its_columns_change()
    {
        var parts = new TableBuilder("parts").Column("id", Types.Integer).PrimaryKey("id").Build();
        var uses = new TableBuilder("uses").Column("part", Types.Integer.Nullable()).ForeignKey("part", "parts", "id").Build();
        var after = MetaData.Empty.Add(Typed(parts, Types.BigInt)).Add(Typed(uses, Types.BigInt));
        Assert.Equal(
            [
                new DropForeignKey("uses", "fk_uses_part"),
                new AlterColumn("parts", "id") { Type = Types.BigInt },
                new AlterColumn("uses", "part") { Type = Types.BigInt },
                new AddForeignKey("uses", uses.ForeignKeys[0]),
            ],
            SchemaDraft.Between(MetaData.Empty.Add(parts).Add(uses), after).Operations.Select(drafted => drafted.Operation));
    }

    [Fact]
    public void A_type_that_holds_less_is_destructive_and_one_that_holds_more_is_not()
    {
        OperationRisk RiskOf(SqlType before, SqlType after) => Assert.Single(SchemaDraft.Between(
            MetaData.Empty.Add(new TableBuilder("t").Column("c", before).Build()), MetaData.Empty.Add(new TableBuilder("t").Column("c", after).Build())).Operations).Risk;

        Assert.Equal(OperationRisk.None, RiskOf(Types.Integer, Types.BigInt));
        Assert.Equal(OperationRisk.Destructive, RiskOf(Types.BigInt, Types.Integer));
        Assert.Equal(OperationRisk.None, RiskOf(Types.Varchar(10), Types.Text));
        Assert.Equal(OperationRisk.Destructive, RiskOf(Types.Text, Types.Varchar(10)));
        Assert.Equal(OperationRisk.Destructive, RiskOf(Types.Numeric(10, 2), Types.Numeric(10, 3)));
        Assert.Equal(OperationRisk.None, RiskOf(Types.Numeric(10, 2), Types.Numeric(11, 3)));
        Assert.Equal(OperationRisk.Destructive, RiskOf(Types.Bytes, Types.Date));
    }

    [Fact]
    public void Excluded_tables_and_that_of_the_revisions_are_left_alone()
    {
        var after = Head.Add(new TableBuilder("exp_mine").Column("id", Types.Integer).Build()).Add(Kelpie.Migrations.Running.VersionTable.Instance.Definition);
        Assert.True(SchemaDraft.Of(after, Graph, new DraftOptions { ExcludedPrefix = "exp_" }).IsEmpty);
    }

    private static MetaData Renamed(string name, string newName) =>
        new RenameColumn("files", name, newName).Apply(Kelpie.Migrations.State.SchemaState.Of(Head)).Tables;

    private static TableDefinition Typed(TableDefinition table, SqlType type) => table with { Columns = table.Columns.Select(column => column with { Type = type }).ToValueList() };
}
