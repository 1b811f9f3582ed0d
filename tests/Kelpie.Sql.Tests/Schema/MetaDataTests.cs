using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Tests.Schema;

public sealed class MetaDataTests
{
    private static readonly TableDefinition A = new TableBuilder("a").Column("id", Types.BigInt).Build();
    private static readonly TableDefinition B = new TableBuilder("B").Column("id", Types.BigInt).Build();

    [Fact]
    public void Tables_are_ordered_by_name_in_code_points() =>
        Assert.Equal(["B", "a"], MetaData.Empty.Add(A).Add(B).Tables.Select(table => table.Name));

    [Fact]
    public void The_tables_of_a_program() => Assert.Equal(
        ["authors", "books"], MetaData.Of(Library.Books, Library.Authors).Tables.Select(table => table.Name));

    [Fact]
    public void It_is_equal_by_its_tables()
    {
        var one = MetaData.Empty.Add(A).Add(B);
        var other = MetaData.Empty.Add(B).Add(A);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, MetaData.Empty.Add(A));
        Assert.NotEqual(one, MetaData.Empty.Add(A).Add(B with { Comment = "c" }));
        Assert.False(one.Equals(null));
    }

    [Fact]
    public void Adding_and_removing_leaves_the_old_one_alone()
    {
        var one = MetaData.Empty.Add(A);
        Assert.Equal(MetaData.Empty, one.Remove("a"));
        Assert.Equal([A], one.Tables);
        Assert.Empty(MetaData.Empty.Tables);
    }

    [Fact]
    public void A_table_is_found_by_name()
    {
        var one = MetaData.Empty.Add(A).Add(B);
        Assert.Equal(A, one.Table("a"));
        Assert.Null(one.Find("b"));
        AssertRefused("There is no table b; there are B, a. (Parameter 'name')", () => one.Table("b"));
        AssertRefused("There is no table b; there are none. (Parameter 'name')", () => MetaData.Empty.Table("b"));
        AssertRefused("There is no table b; there are B, a. (Parameter 'name')", () => one.Remove("b"));
    }

    [Fact]
    public void A_table_can_be_changed_and_given_another_name()
    {
        var one = MetaData.Empty.Add(A).Add(B);
        Assert.Equal(["B", "c"], one.Change("a", table => table with { Name = "c" }).Tables.Select(table => table.Name));
        Assert.Equal("x", one.Change("a", table => table with { Comment = "x" }).Table("a").Comment);
        AssertRefused("There is a table B already. (Parameter 'table')", () => one.Change("a", table => table with { Name = "B" }));
        AssertRefused("There is no table z; there are B, a. (Parameter 'name')", () => one.Change("z", table => table));
    }

    [Fact]
    public void Two_tables_of_one_name_are_refused()
    {
        AssertRefused("There is a table a already. (Parameter 'table')", () => MetaData.Empty.Add(A).Add(A));
        AssertRefused("There is a table books already. (Parameter 'table')", () => MetaData.Of(Library.Books, Library.Books.As("b")));
    }

    private static void AssertRefused(string message, Func<object> action) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
}
