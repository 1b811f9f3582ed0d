using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Tests.Schema;

public sealed class TableBuilderTests
{
    [Fact]
    public void It_spells_a_table_out()
    {
        var table = new TableBuilder("items", "Things")
            .Column("id", Types.BigInt, identity: true)
            .Column("name", Types.Text.Nullable(), defaultValue: DefaultValue.Of("x"), comment: "Its name")
            .PrimaryKey("id")
            .Unique("name")
            .Check("named", "name <> ''")
            .ForeignKey("name", "names", "name", ReferentialAction.Cascade)
            .Index("name", "id")
            .Build();

        Assert.Equal("items", table.Name);
        Assert.Equal("Things", table.Comment);
        Assert.Equal(
            [
                new ColumnDefinition("id", Types.BigInt) { IsIdentity = true },
                new ColumnDefinition("name", Types.Text) { IsNullable = true, Default = DefaultValue.Of("x"), Comment = "Its name" },
            ],
            table.Columns);
        Assert.Equal(new PrimaryKey(["id"]), table.PrimaryKey);
        Assert.Equal([new UniqueConstraint("uq_items_name", ["name"])], table.Uniques);
        Assert.Equal([new CheckConstraint("named", "name <> ''")], table.Checks);
        Assert.Equal([new ForeignKey("fk_items_name", ["name"], "names", ["name"], ReferentialAction.Cascade)], table.ForeignKeys);
        Assert.Equal([new IndexDefinition("ix_items_name_id", "items", [new IndexColumn("name"), new IndexColumn("id")])], table.Indexes);
    }

    [Fact]
    public void A_typed_table_is_the_same_as_one_spelled_out() => Assert.Equal(
        new TableBuilder("authors")
            .Column("id", Types.BigInt, identity: true)
            .Column("name", Types.Text)
            .Column("born", Types.Date.Nullable())
            .PrimaryKey("id")
            .Unique("name")
            .Build(),
        Library.Authors.Definition);

    [Fact]
    public void A_table_by_another_name_is_the_same_table()
    {
        var writers = Library.Authors.As("writers");
        Assert.Equal(Library.Authors.Definition, writers.Definition);
        Assert.Equal("writers", writers.Alias);
        Assert.Equal("authors AS writers", writers.ToString());
        Assert.Equal("writers.name", writers.FullName.ToString());
        Assert.Equal("authors.name", Library.Authors.FullName.ToString());
    }

    [Fact]
    public void Two_columns_of_one_name() => AssertRefused(
        "Table t has two columns named a. (Parameter 'column')",
        table => table.Column("a", Types.Text).Column("a", Types.BigInt));

    [Fact]
    public void A_table_without_columns() => AssertRefused("Table t has no columns.", table => table);

    [Fact]
    public void A_key_over_a_column_that_is_not_there() => AssertRefused(
        "Table t has no column b; it has a. (Parameter 'name')", table => table.Column("a", Types.Text).PrimaryKey("b"));

    [Fact]
    public void A_unique_constraint_over_a_column_that_is_not_there() => AssertRefused(
        "Table t has no column b; it has a. (Parameter 'name')", table => table.Column("a", Types.Text).Unique("a", "b"));

    [Fact]
    public void An_index_over_a_column_that_is_not_there() => AssertRefused(
        "Table t has no column b; it has a. (Parameter 'name')", table => table.Column("a", Types.Text).Index("b"));

    [Fact]
    public void A_foreign_key_of_a_column_that_is_not_there() => AssertRefused(
        "Table t has no column b; it has a. (Parameter 'name')", table => table.Column("a", Types.Text).ForeignKey("b", "u", "id"));

    [Fact]
    public void Two_constraints_of_one_name() => AssertRefused(
        "Table t has two constraints named c.", table => table.Column("a", Types.Text).Check("c", "a > 'a'").Check("c", "a > 'b'"));

    [Fact]
    public void Two_indexes_of_one_name() => AssertRefused(
        "Table t has two indexes named ix_t_a.", table => table.Column("a", Types.Text).Index("a").Index("a"));

    [Fact]
    public void Two_primary_keys() => AssertRefused(
        "Table t has a primary key already.", table => table.Column("a", Types.Text).PrimaryKey("a").PrimaryKey("a"));

    [Fact]
    public void A_key_of_no_column()
    {
        AssertRefused("The primary key of table t names no column.", table => table.Column("a", Types.Text).PrimaryKey());
        AssertRefused("A unique constraint of table t names no column.", table => table.Column("a", Types.Text).Unique());
        AssertRefused("An index of table t names no column.", table => table.Column("a", Types.Text).Index());
    }

    [Fact]
    public void Numbered_rows_whose_number_is_not_their_key() => AssertRefused(
        "Column t.a is an identity, so it must be the whole primary key.",
        table => table.Column("a", Types.BigInt, identity: true).Column("b", Types.BigInt).PrimaryKey("b"));

    [Fact]
    public void Numbered_rows_whose_number_is_none() => AssertRefused(
        "Column t.a is an identity, so it must be an integer that is never NULL.",
        table => table.Column("a", Types.Text, identity: true).PrimaryKey("a"));

    [Fact]
    public void A_key_that_may_be_null() => AssertRefused(
        "Column t.a is of the primary key, so it cannot be NULL.",
        table => table.Column("a", Types.Text.Nullable()).PrimaryKey("a"));

    private static void AssertRefused(string message, Func<TableBuilder, TableBuilder> spell) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => spell(new TableBuilder("t")).Build()).Message);
}
