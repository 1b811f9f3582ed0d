using CsCheck;
using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search.Queries;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("dog", "dog")]
    [InlineData("  big\tdog\n", "big dog")]
    [InlineData("big AND dog", "big dog")]
    [InlineData("big dog Big big", "big dog Big")]
    [InlineData("cat OR dog OR cat", "cat OR dog")]
    [InlineData("cat or dog and not mouse", "cat or dog and not mouse")]
    [InlineData("big cat OR dog", "big cat OR dog")]
    [InlineData("big (cat OR dog)", "big (cat OR dog)")]
    [InlineData("big(cat OR dog)bad", "big (cat OR dog) bad")]
    [InlineData("((big)) (bad (dog))", "big bad dog")]
    [InlineData("cat OR (dog OR (mouse))", "cat OR dog OR mouse")]
    public void Words_and_operators_combine(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("dog NOT cat", "dog NOT cat")]
    [InlineData("dog NOT cat mouse", "dog mouse NOT cat")]
    [InlineData("dog NOT cat AND mouse OR bird", "dog mouse NOT cat OR bird")]
    [InlineData("dog NOT cat NOT mouse", "dog NOT cat NOT mouse")]
    [InlineData("dog NOT (cat OR mouse)", "dog NOT cat NOT mouse")]
    [InlineData("dog NOT (cat mouse)", "dog NOT (cat mouse)")]
    [InlineData("dog NOT (cat NOT mouse)", "dog NOT (cat NOT mouse)")]
    [InlineData("(dog NOT cat) NOT mouse", "dog NOT cat NOT mouse")]
    [InlineData("(dog OR bird) NOT cat", "(dog OR bird) NOT cat")]
    [InlineData("NOT cat dog", "dog NOT cat")]
    [InlineData("dog AND NOT cat", "dog NOT cat")]
    [InlineData("dog (NOT cat)", "dog NOT cat")]
    [InlineData("NOT NOT dog", "dog")]
    [InlineData("dog (bird OR NOT cat)", "dog NOT (cat NOT bird)")]
    [InlineData("dog (NOT bird OR NOT cat)", "dog NOT (bird cat)")]
    [InlineData("NOT (NOT dog OR cat)", "dog NOT cat")]
    public void Not_means_what_logic_says(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("it's", "\"it s\"")]
    [InlineData("foo-bar file.txt a_b", "\"foo bar\" \"file txt\" \"a b\"")]
    [InlineData("C++ c#", "C c")]
    [InlineData("content:dog ^dog +dog -dog {dog}", "\"content dog\" dog")]
    [InlineData("NEAR(cat dog, 5)", "NEAR cat dog 5")]
    [InlineData("''; DROP TABLE texts", "DROP TABLE texts")]
    [InlineData("100% <b>x</b> a\0b", "100 \"b x b\" \"a b\"")]
    [InlineData("“big dog”", "big dog")]
    public void Other_characters_are_text(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("\"big bad dog\"", "\"big bad dog\"")]
    [InlineData("\"dog\"", "dog")]
    [InlineData("\"AND\" \"not\"", "\"AND\" not")]
    [InlineData("big\"bad dog\"cat", "big \"bad dog\" cat")]
    [InlineData("\"cat (dog) OR* mouse\"", "\"cat dog OR mouse\"")]
    [InlineData("\"open the door", "open the door")]
    [InlineData("\"a b\" \"open the", "\"a b\" open the")]
    [InlineData("5\" disk", "5 disk")]
    [InlineData("(\"big dog) cat\"", "\"big dog cat\"")]
    public void Quotes_make_a_phrase(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("dog*", "dog*")]
    [InlineData("dog* dog", "dog* dog")]
    [InlineData("\"big do\"*", "\"big do\"*")]
    [InlineData("\"dog\"*", "dog*")]
    [InlineData("\"big do*\"", "\"big do\"")]
    [InlineData("big-do*", "\"big do\"*")]
    [InlineData("dog**, cat*,", "dog* cat*")]
    [InlineData("AND*", "AND*")]
    [InlineData("dog * cat", "dog cat")]
    [InlineData("do*g *cat dog-*", "\"do g\" cat dog")]
    public void An_asterisk_behind_a_word_makes_a_prefix(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("AND", "\"AND\"")]
    [InlineData("OR OR", "\"OR\"")]
    [InlineData("OR OR OR", "\"OR\"")]
    [InlineData("NOT", "\"NOT\"")]
    [InlineData("dog AND", "dog \"AND\"")]
    [InlineData("OR dog", "\"OR\" dog")]
    [InlineData("dog NOT", "dog \"NOT\"")]
    [InlineData("dog AND OR", "dog \"OR\"")]
    [InlineData("dog OR AND cat", "dog OR \"AND\" cat")]
    [InlineData("dog (AND) cat", "dog \"AND\" cat")]
    [InlineData("(dog OR) cat", "dog \"OR\" cat")]
    public void An_operator_without_an_operand_is_a_word(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("dog )", "dog")]
    [InlineData("( dog", "dog")]
    [InlineData(")( dog", "dog")]
    [InlineData("printf(dog", "\"printf dog\"")]
    [InlineData("(cat OR dog) mouse)", "(cat OR dog) mouse")]
    [InlineData("dog NOT ( cat", "dog NOT cat")]
    [InlineData("dog NOT \" cat", "dog NOT cat")]
    public void A_parenthesis_or_quote_without_a_partner_is_ignored(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("dog AND 🐈", "dog")]
    [InlineData("🐈 OR dog", "dog")]
    [InlineData("dog NOT 🐈 cat", "dog cat")]
    [InlineData("dog () \"\" \"!\" -- cat", "dog cat")]
    [InlineData("dog NOT ()", "dog")]
    public void An_operand_without_a_word_is_left_out(string text, string expected) => Assert.Equal(expected, Plain(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("*")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("()")]
    [InlineData("'' ;")]
    [InlineData("🐈🐕")]
    [InlineData("NOT 🐈")]
    public void A_query_without_a_word_matches_nothing_and_says_so(string text)
    {
        Assert.Same(Nothing.Instance, SearchQuery.Parse(text, out IReadOnlyList<string> notes));
        Assert.Equal(["The query holds no word to look for, so it matches nothing. Words are made of letters and digits."], notes);
    }

    [Fact]
    public void An_unpaired_surrogate_is_text()
    {
        Assert.Same(Nothing.Instance, SearchQuery.Parse("\ud83d"));
        Assert.Equal("\"big dog\"", Plain("big\udc08dog\ud83d"));
    }

    [Theory]
    [InlineData("NOT dog")]
    [InlineData("NOT dog NOT cat")]
    [InlineData("dog OR NOT cat")]
    [InlineData("(NOT (dog))")]
    [InlineData("🐈 NOT dog")]
    public void A_query_for_everything_else_matches_nothing_and_says_so(string text)
    {
        Assert.Same(Nothing.Instance, SearchQuery.Parse(text, out IReadOnlyList<string> notes));
        Assert.Equal(["The query asks for everything but what NOT names, so it matches nothing. Add what must occur, as in: dog NOT cat."], notes);
    }

    [Fact]
    public void An_ordinary_query_needs_no_note()
    {
        SearchQuery.Parse("(it's) \"a dog\" NOT (cat OR", out IReadOnlyList<string> notes);

        Assert.Empty(notes);
    }

    [Fact]
    public void Parentheses_nested_too_deep_are_ignored_and_it_says_so()
    {
        SearchQuery query = SearchQuery.Parse(Nested("x AND (y OR z)", levels: 6), out IReadOnlyList<string> notes);

        Assert.Equal(SearchQuery.Parse(Nested("x AND y OR z", levels: 6)), query);
        Assert.Equal(["Parentheses nested more than 6 deep were ignored. Write the query with fewer of them."], notes);
    }

    [Fact]
    public void Six_parentheses_within_one_another_are_understood()
    {
        string text = Nested("x OR y", levels: 6);

        SearchQuery query = SearchQuery.Parse(text, out IReadOnlyList<string> notes);

        Assert.Equal(text, query.ToString());
        Assert.Equal(6, text.Count(character => character == '('));
        Assert.Empty(notes);
    }

    [Fact]
    public void Doubled_parentheses_count_once()
    {
        string text = new string('(', 50_000) + "cat OR dog" + new string(')', 50_000) + " mouse";

        SearchQuery query = SearchQuery.Parse(text, out IReadOnlyList<string> notes);

        Assert.Equal("(cat OR dog) mouse", query.ToString());
        Assert.Empty(notes);
    }

    [Fact]
    public void Equal_queries_are_equal_and_others_are_not()
    {
        SearchQuery query = SearchQuery.Parse("a \"b c\" (d* OR e) NOT f");

        Assert.Equal(query, SearchQuery.Parse("(a AND \"b c\") NOT f AND ((d*) OR e)"));
        Assert.Equal(SearchQuery.Parse("a \"b c\" (d* OR e) NOT f").GetHashCode(), query.GetHashCode());
        Assert.NotEqual(query, SearchQuery.Parse("a \"b c\" (d OR e) NOT f"));
        Assert.NotEqual(SearchQuery.Parse("a b"), SearchQuery.Parse("a OR b"));
        Assert.NotEqual(SearchQuery.Parse("\"a b\""), SearchQuery.Parse("\"a b\"*"));
    }

    [Fact]
    public void The_cases_carry_what_was_asked()
    {
        AllOf all = Assert.IsType<AllOf>(SearchQuery.Parse("it's prefix* (cat OR dog)"));

        Assert.Equal(["it", "s"], Assert.IsType<Phrase>(all.Children[0]).Words);
        Assert.Equal("prefix", Assert.IsType<Prefix>(all.Children[1]).Start);
        Assert.Equal("cat", Assert.IsType<Term>(Assert.IsType<AnyOf>(all.Children[2]).Children[0]).Word);
        Except except = Assert.IsType<Except>(SearchQuery.Parse("cat NOT dog"));
        Assert.Equal((SearchQuery.Parse("cat"), SearchQuery.Parse("dog")), (except.Wanted, except.Unwanted));
    }

    [Fact]
    public void A_query_written_out_reads_as_the_same_query() => QueryTexts.Any.Sample(text =>
    {
        SearchQuery query = SearchQuery.Parse(text);

        Assert.Equal(query, SearchQuery.Parse(query.ToString()));
    });

    [Fact]
    public void A_logical_query_written_out_reads_as_the_same_query() => Wish.Any.Sample(wish =>
    {
        SearchQuery query = SearchQuery.Parse(wish.ToString());

        Assert.Equal(query, SearchQuery.Parse(query.ToString()));
    });

    private static string Plain(string text) => SearchQuery.Parse(text).ToString();

    private static string Nested(string innermost, int levels) =>
        Enumerable.Range(1, levels).Aggregate(innermost, (inner, level) => $"b{level} OR a{level} ({inner})");
}
