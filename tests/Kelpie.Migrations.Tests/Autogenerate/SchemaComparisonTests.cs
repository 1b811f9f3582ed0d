using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Autogenerate;

public sealed class SchemaComparisonTests
{
    private static readonly TableDefinition Chunks = new TableBuilder("chunks", "What a file is made of.")
        .Column("id", Types.BigInt, identity: true)
        .Column("size", Types.Integer, comment: "In bytes.")
        .Column("note", Types.Text.Nullable(), defaultValue: DefaultValue.Of("x"))
        .PrimaryKey("id")
        .Index("size", "note")
        .Build();

    [Fact]
    public void A_difference_is_one_line_with_both_sides_named() => Assert.Equal(
        ["chunks.size: integer in the models, bigint in the database"],
        SchemaComparison.Of(Of(Chunks), Of(With("size", column => column with { Type = Types.BigInt }))).Describe("the models", "the database"));

    [Fact]
    public void A_column_that_differs_in_several_respects_is_there_once_for_each()
    {
        var comparison = SchemaComparison.Of(Of(Chunks), Of(With("note", column => column with { Type = Types.Varchar(9), IsNullable = false, Default = null })));
        Assert.Equal([ColumnAspect.Type, ColumnAspect.Nullability, ColumnAspect.Default], comparison.Differences.Cast<ColumnDifference>().Select(difference => difference.Aspect));
        Assert.Equal(
            ["chunks.note: text in a, varchar(9) in b", "chunks.note: may be NULL in a, never NULL in b", "chunks.note: default 'x' in a, no default in b"],
            comparison.Describe("a", "b"));
    }

    [Fact]
    public void Types_that_are_called_the_same_are_told_apart_by_their_spellings() => Assert.Equal(
        ["chunks.size: integer (spelled as usual) in a, integer (mysql: MEDIUMINT) in b"],
        SchemaComparison.Of(Of(Chunks), Of(With("size", column => column with { Type = Types.Integer with { Spellings = SpellingSet.Empty.With("mysql", "MEDIUMINT") } }))).Describe("a", "b"));

    [Fact]
    public void Comments_and_the_order_of_columns_and_constraints_are_no_difference() => Assert.True(SchemaComparison.Of(
        Of(Chunks),
        Of(Chunks with { Comment = null, Columns = Chunks.Columns.Reverse().Select(column => column with { Comment = "other" }).ToValueList() })).IsEmpty);

    [Fact]
    public void The_table_of_the_revisions_is_no_difference_nor_is_an_excluded_one()
    {
        var after = Of(Chunks).Add(VersionTable.Instance.Definition).Add(Chunks with { Name = "exp_a", Indexes = [] });
        Assert.True(SchemaComparison.Of(Of(Chunks), after, "exp_").IsEmpty);
        Assert.Equal(["table exp_a: in b, not in a"], SchemaComparison.Of(Of(Chunks), after).Describe("a", "b"));
    }

    [Fact]
    public void Three_and_three_point_nothing_are_one_default() => Assert.True(SchemaComparison.Of(
        Of(With("size", column => column with { Default = DefaultValue.Of(3) })), Of(With("size", column => column with { Default = DefaultValue.Of(3.0m) }))).IsEmpty);

    [Fact]
    public void An_index_of_the_same_name_with_another_direction_is_another_index() => Assert.Equal(
        ["index ix_chunks_size_note of chunks: (size, note) in a, unique (size desc, (lower(note))) where size > 1 in b"],
        SchemaComparison.Of(Of(Chunks), Of(Chunks with
        {
            Indexes = [new IndexDefinition("ix_chunks_size_note", "chunks", [new IndexColumn("size", IsDescending: true), new IndexColumn("lower(note)", IsExpression: true)]) { IsUnique = true, Where = "size > 1" }],
        })).Describe("a", "b"));

    private static MetaData Of(TableDefinition table) => MetaData.Empty.Add(table);

    private static TableDefinition With(string name, Func<ColumnDefinition, ColumnDefinition> change) =>
        Chunks with { Columns = Chunks.Columns.Select(column => column.Name == name ? change(column) : column).ToValueList() };
}
