using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class ChunkStrategiesTests
{
    [Theory]
    [InlineData(ChunkStrategy.CodeDiscrete, "code_discrete", 0)]
    [InlineData(ChunkStrategy.ProseDiscrete, "prose_discrete", 0)]
    [InlineData(ChunkStrategy.ProseOverlap, "prose_overlap", 120)]
    public void A_strategy_has_a_stored_name_and_an_overlap(ChunkStrategy strategy, string storedName, int overlap)
    {
        Assert.Equal(storedName, strategy.StoredName);
        Assert.Equal(strategy, ChunkStrategies.Parse(storedName));
        Assert.Equal(overlap, strategy.OverlapChars);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CODE_DISCRETE")]
    [InlineData("semantic")]
    public void An_unknown_name_is_refused_with_the_known_ones(string name)
    {
        var error = Assert.Throws<FormatException>(() => ChunkStrategies.Parse(name));
        Assert.Equal(
            $"'{name}' is not a chunk strategy; known are code_discrete, prose_discrete and prose_overlap. "
            + "If another program wrote it, scan the file again with --force.",
            error.Message);
    }

    [Fact]
    public void An_undeclared_value_has_no_stored_name() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ((ChunkStrategy)7).StoredName);
}
