using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Tests.Schema;

/// <summary>Schema objects are values: a comparison of schemas compares them as they are.</summary>
public sealed class EqualityTests
{
    [Fact]
    public void Types_are_equal_by_what_they_say()
    {
        Assert.Equal(Types.Varchar(10), new TextType(10));
        Assert.NotEqual<SqlType>(Types.Varchar(10), Types.Varchar(11));
        Assert.NotEqual<SqlType>(Types.Text, new TextType(Collation: TextCollation.DatabaseDefault));
        Assert.NotEqual<SqlType>(Types.Text, Types.Json);
        Assert.Equal(Types.Numeric(5, 2), new DecimalType(5, 2));
        Assert.Equal(Types.Text.Nullable(), Types.Text.Nullable());
        Assert.NotEqual<SqlType>(Types.BigInt.Nullable(), Types.BigInt);
        Assert.Equal(Types.BigInt, Types.BigInt.Nullable().Underlying);
        Assert.True(Types.BigInt.Nullable().IsNullable);
        Assert.False(Types.BigInt.IsNullable);
    }

    [Fact]
    public void Types_can_be_shown()
    {
        Assert.Equal("TextType { Length = 10, Collation = Binary }", Types.Varchar(10).ToString());
        Assert.Equal("BigIntType { }", Types.BigInt.ToString());
        Assert.Equal("BigIntType { Spellings = a: x }", (Types.BigInt with { Spellings = SpellingSet.Empty.With("a", "x") }).ToString());
        Assert.Equal("OptionalValueType { Inner = BigIntType { } }", Types.BigInt.Nullable().ToString());
    }

    [Fact]
    public void Spellings_are_part_of_a_type()
    {
        var citext = Types.Text with { Spellings = SpellingSet.Empty.With("postgresql", "citext") };
        Assert.NotEqual(Types.Text, citext);
        Assert.Equal(citext, Types.Text with { Spellings = SpellingSet.Empty.With("postgresql", "citext") });
        Assert.Equal(citext.GetHashCode(), (Types.Text with { Spellings = SpellingSet.Empty.With("postgresql", "citext") }).GetHashCode());
    }

    [Fact]
    public void Spellings_do_not_mind_the_order_they_were_said_in()
    {
        var one = SpellingSet.Empty.With("a", "x").With("b", "y");
        var other = SpellingSet.Empty.With("b", "y").With("a", "z").With("a", "x");
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal("a: x, b: y", other.ToString());
        Assert.Equal("y", one["b"]);
        Assert.Null(one["c"]);
    }

    [Fact]
    public void Lists_are_equal_by_their_items()
    {
        ValueList<string> list = ["a", "b"];
        Assert.Equal(list, ValueList.Create<string>(["a", "b"]));
        Assert.Equal(list.GetHashCode(), new[] { "a", "b" }.ToValueList().GetHashCode());
        Assert.False(list.Equals(["b", "a"]));
        Assert.False(list.Equals(["a"]));
        Assert.False(list.Equals(null));
        Assert.False(list.Equals((object)"a"));
        Assert.Equal("[a, b]", list.ToString());
        Assert.Equal(("b", 2), (list[1], list.Count));
    }

    [Fact]
    public void Defaults_are_equal_by_what_they_are_and_say()
    {
        Assert.Equal(DefaultValue.Of(1), DefaultValue.Of(1));
        Assert.NotEqual(DefaultValue.Of(1), DefaultValue.Of("1"));
        Assert.NotEqual(DefaultValue.Of(1), DefaultValue.Of(true));
        Assert.Equal(DefaultValue.Now, new DefaultValue.CurrentTimestamp());
    }

    [Fact]
    public void Tables_are_equal_by_all_they_say()
    {
        Assert.Equal(Spelled(), Spelled());
        Assert.Equal(Spelled().GetHashCode(), Spelled().GetHashCode());
        TableDefinition[] others =
        [
            Spelled() with { Name = "u" },
            Spelled() with { Comment = "c" },
            Spelled() with { Columns = [.. Spelled().Columns.Reverse()] },
            Spelled() with { PrimaryKey = null },
            Spelled() with { PrimaryKey = new PrimaryKey(["a"], "pk") },
            Spelled() with { Uniques = [] },
            Spelled() with { Checks = [new CheckConstraint("c", "a > 1")] },
            Spelled() with { ForeignKeys = [Spelled().ForeignKeys[0] with { OnDelete = ReferentialAction.Cascade }] },
            Spelled() with { Indexes = [Spelled().Indexes[0] with { IsUnique = true }] },
            Spelled() with { Indexes = [Spelled().Indexes[0] with { Columns = [new IndexColumn("b", IsDescending: true)] }] },
        ];
        Assert.All(others, other => Assert.NotEqual(Spelled(), other));
    }

    [Fact]
    public void A_column_is_found_by_name()
    {
        Assert.Equal("b", Spelled().Column("b").Name);
        Assert.Null(Spelled().FindColumn("c"));
        Assert.Equal(
            "Table t has no column c; it has a, b. (Parameter 'name')", Assert.Throws<ArgumentException>(() => Spelled().Column("c")).Message);
    }

    private static TableDefinition Spelled() => new TableBuilder("t")
        .Column("a", Types.BigInt)
        .Column("b", Types.Text.Nullable(), defaultValue: DefaultValue.Of("x"))
        .PrimaryKey("a")
        .Unique("b")
        .Check("c", "a > 0")
        .ForeignKey("b", "u", "id")
        .Index("b")
        .Build();
}
