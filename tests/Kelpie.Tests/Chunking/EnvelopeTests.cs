using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class EnvelopeTests
{
    private static readonly Envelope First = new()
    {
        FilePath = "/notes/a.md",
        FileType = "md",
        TextHash = "00",
        Strategy = ChunkStrategy.ProseDiscrete,
        OverlapChars = 0,
        TotalChunks = 6,
        TextLength = 3_001,
        CreatedAt = "2026-01-19T00:00:00Z",
        ChunkIndex = 0,
        Content = "text",
        CharCount = 4,
        LineCount = 1,
        WordCount = 1,
    };

    [Theory]
    [InlineData(0, 1, "start", null, null)]
    [InlineData(0, 2, "start", null, 1)]
    [InlineData(1, 2, "end", 0, null)]
    [InlineData(1, 3, "middle", 0, 2)]
    public void A_chunk_knows_its_neighbours(int index, int total, string position, int? previous, int? next)
    {
        var envelope = First with { ChunkIndex = index, TotalChunks = total };
        Assert.Equal(position, envelope.ChunkPosition);
        Assert.Equal(previous, envelope.PreviousChunkIndex);
        Assert.Equal(next, envelope.NextChunkIndex);
        Assert.Equal(previous is not null, envelope.HasPrevious);
        Assert.Equal(next is not null, envelope.HasNext);
    }

    [Theory]
    [InlineData(0, 1, new[] { 0 })]
    [InlineData(0, 6, new[] { 0, 1, 2 })]
    [InlineData(1, 6, new[] { 0, 1, 2, 3 })]
    [InlineData(3, 6, new[] { 1, 2, 3, 4, 5 })]
    [InlineData(5, 6, new[] { 3, 4, 5 })]
    [InlineData(9, 2, new int[0])]
    public void Adjacent_chunks_are_two_on_either_side(int index, int total, int[] expected) =>
        Assert.Equal(expected, (First with { ChunkIndex = index, TotalChunks = total }).AdjacentChunkIndexes);

    [Theory]
    [InlineData(1, "full_file")]
    [InlineData(3, "full_file")]
    [InlineData(4, "adjacent_1")]
    public void Up_to_three_chunks_are_best_read_whole(int total, string expected) =>
        Assert.Equal(expected, (First with { TotalChunks = total }).RetrievalContextSuggestion);

    [Fact]
    public void The_average_is_of_the_text_over_its_chunks()
    {
        Assert.Equal(500.17, First.AverageChunkSize);
        Assert.Equal(0, (First with { TotalChunks = 0 }).AverageChunkSize);
    }

    [Fact]
    public void A_chunk_of_at_most_50_characters_starts_and_ends_with_itself()
    {
        var foxes = string.Concat(Enumerable.Repeat("🦊", 50));
        var envelope = First with { Content = foxes };
        Assert.Equal(foxes, envelope.StartsWith);
        Assert.Equal(foxes, envelope.EndsWith);
    }

    [Fact]
    public void A_longer_one_starts_and_ends_with_50_whole_characters()
    {
        var foxes = string.Concat(Enumerable.Repeat("🦊", 49));
        var envelope = First with { Content = "a" + foxes + "bc" + foxes + "d" };
        Assert.Equal("a" + foxes, envelope.StartsWith);
        Assert.Equal(foxes + "d", envelope.EndsWith);
    }

    [Fact]
    public void An_envelope_is_made_of_a_text_that_was_cut()
    {
        var text = Chunker.Cut(new string('x', 900), ".Md", overlap: true);
        var expected = new Envelope
        {
            FilePath = "b/x.Md",
            FileType = "Md",
            TextHash = text.TextHash,
            Strategy = ChunkStrategy.ProseOverlap,
            OverlapChars = 120,
            TotalChunks = 2,
            TextLength = 900,
            CreatedAt = "now",
            ChunkIndex = 1,
            Content = new string('x', 220),
            CharCount = 220,
            LineCount = 1,
            WordCount = 1,
        };
        Assert.Equal(expected, Envelope.Of(text, 1, "b/x.Md", "now"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Envelope.Of(text, 2, "b/x.Md", "now"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Envelope.Of(text, -1, "b/x.Md", "now"));
    }
}
