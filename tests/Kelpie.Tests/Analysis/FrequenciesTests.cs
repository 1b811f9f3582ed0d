using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

/// <summary>Document frequencies, as the sum of what came and went.</summary>
public sealed class FrequenciesTests
{
    [Fact]
    public void What_comes_counts_and_what_goes_no_longer()
    {
        var first = new FrequencyChanges();
        first.Add(["garden", "bean"]);
        first.Add(["garden"]);
        var second = new FrequencyChanges();
        second.Remove(["garden"]);
        second.Add(["harbour"]);
        var index = new IndexFrequencies(first.Documents + second.Documents, [.. first.Encode(), .. second.Encode()]);
        Assert.Equal((2, 0), (first.Documents, second.Documents));
        Assert.Equal((2L, 1L, 1L, 1L, 0L), (index.Documents, index.Of("garden"), index.Of("bean"), index.Of("harbour"), index.Of("ship")));
    }

    [Fact]
    public void Merged_they_are_the_same_and_what_is_gone_takes_no_room()
    {
        var changes = new FrequencyChanges();
        changes.Add(["garden", "bean"]);
        changes.Remove(["bean"]);
        var merged = new IndexFrequencies(0, changes.Encode()).Encode();
        Assert.Equal([1L, 0L], new[] { "garden", "bean" }.Select(new IndexFrequencies(0, merged).Of));
        Assert.Equal(9, Assert.Single(merged).Length);
    }

    [Fact]
    public void A_term_takes_five_bytes_or_six_and_a_block_has_so_many_at_the_most()
    {
        var changes = new FrequencyChanges();
        changes.Add(Enumerable.Range(0, 250_000).Select(i => $"term{i}"));
        var blocks = changes.Encode();
        Assert.Equal(3, blocks.Count);
        Assert.InRange(blocks.Sum(block => block.Length), 250_000 * 4, 250_000 * 6);
        var index = new IndexFrequencies(1, blocks);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.Equal(1, index.Of($"term{i * 250}")));
    }

    [Fact]
    public void Any_changes_come_back()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var changes = Enumerable.Range(0, random.Next(50)).Select(_ => random.NextInt64(1L << 40)).Distinct().Order()
                .Select(code => (code, random.Next(2) == 0 ? random.Next() : -random.Next())).ToList();
            var read = new List<(long, int)>();
            FrequencyBlock.Decode(FrequencyBlock.Encode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(changes)), read);
            Assert.Equal(changes, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("0101")]
    [InlineData("010180")]
    [InlineData("0101FFFFFFFFFFFFFFFFFFFF01")]
    public void A_damaged_block_is_refused(string bytes) =>
        Assert.Throws<InvalidDataException>(() => new IndexFrequencies(1, [Convert.FromHexString(bytes)]));
}
