using Kelpie.Search.Plain;

namespace Kelpie.Tests.Search.Plain;

/// <summary>A question in plain language, understood.</summary>
public sealed class QuestionTests
{
    [Theory]
    [InlineData("How do I undo a change?", "undo chang")]
    [InlineData("Gardens, gardening and the GARDEN", "garden")]
    [InlineData("locks AND keys OR not NOT", "lock kei")]
    [InlineData("café naïve", "cafe naiv")]
    [InlineData("file.txt snake_case", "file txt snake case")]
    [InlineData("name:value +must -not (either) NEAR(x y) star*", "name valu x y star")]
    [InlineData("🐈 -- ()", "")]
    [InlineData("", "")]
    [InlineData("what 🐈 eats", "eat")]
    public void Its_words_are_stems_each_once_without_stop_words(string text, string stems) =>
        Assert.Equal(stems, string.Join(' ', Question.Read(text).Terms.Select(term => term.Key)));

    [Fact]
    public void What_stands_behind_an_apostrophe_is_the_end_of_a_word() =>
        Assert.Equal(["o", "neill", "boat"], Question.Read("don't, it’s, we'll: O'Neill's boat").Terms.Select(term => term.Key));

    [Fact]
    public void Stop_words_are_looked_for_where_nothing_else_is_left() =>
        Assert.Equal(["to", "be", "or", "not"], Question.Read("to be or not to be").Terms.Select(term => term.Key));

    [Fact]
    public void What_is_said_twice_counts_twice() =>
        Assert.Equal([("lock", 3), ("kei", 1)], Question.Read("lock locks locking key").Terms.Select(term => (term.Key, term.Count)));

    [Fact]
    public void Words_between_quotes_are_words_and_a_phrase_stop_words_in_it_and_all()
    {
        Assert.Equal(["lock", "write", "lock of write"], Question.Read("the \"lock of writing\"").Terms.Select(term => term.Key));
        Assert.Equal(["lock", "write"], Question.Read("\"lock\" writing \"").Terms.Select(term => term.Key));
    }

    [Fact]
    public void Ten_megabytes_of_one_word_are_one_word_and_a_pasted_book_its_first_words()
    {
        var one = Assert.Single(Question.Read(string.Concat(Enumerable.Repeat("compost ", 1_250_000))).Terms);
        Assert.Equal(("compost", 1_250_000), (one.Key, one.Count));
        var book = Question.Read(string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"w{i}")));
        Assert.Equal((Question.MostTerms, true), (book.Terms.Count, book.WasCut));
        Assert.False(Question.Read("short").WasCut);
    }

    [Theory]
    [InlineData("happy", "happi", "happ")]
    [InlineData("gardening", "garden", "garden")]
    [InlineData("x", "x", "x")]
    public void A_word_and_its_stem_begin_alike(string word, string stem, string common) => Assert.Equal(common, QuestionTerm.CommonBeginning(word, stem));
}
