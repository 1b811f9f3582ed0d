using CsCheck;
using Kelpie.Embedding.Lsa;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class TermBagTests
{
    [Fact]
    public void Terms_are_counted_in_the_order_of_their_first_occurrence()
    {
        TermBag bag = TermBag.Of("b", "a", "b", "B", "", "b");
        Assert.Equal([("b", 3), ("a", 1), ("B", 1)], Entries(bag));
        Assert.Equal((3, 5), (bag.Count, bag.Occurrences));
    }

    [Fact]
    public void A_cleared_bag_is_as_a_new_one()
    {
        TermBag bag = TermBag.Of("a", "b");
        bag.Clear();
        Assert.Equal((0, 0), (bag.Count, bag.Occurrences));
        bag.Add("b");
        Assert.Equal([("b", 1)], Entries(bag));
    }

    [Fact]
    public void A_bag_counts_as_grouping_does() =>
        Gen.Int[0, 400].Select(number => $"t{number}").List[0, 1000].Sample(terms =>
        {
            TermBag bag = TermBag.Of([.. terms]);
            return Entries(bag).SequenceEqual(terms.GroupBy(term => term).Select(group => (group.Key, group.Count())));
        });

    [Fact]
    public void A_place_beyond_the_last_term_is_refused()
    {
        TermBag bag = TermBag.Of("a");
        Assert.Throws<ArgumentOutOfRangeException>(() => bag.CountAt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => bag.CountAt(-1));
    }

    private static List<(string Term, int Count)> Entries(TermBag bag) =>
        [.. Enumerable.Range(0, bag.Count).Select(index => (bag.TermAt(index).ToString(), bag.CountAt(index)))];
}
