namespace Kelpie.Tests.Database;

public sealed class ChunkStoreTests : IAsyncLifetime
{
    private TestIndex _index = null!;

    private string FilePath => _index.Files["five.md"];

    public async ValueTask InitializeAsync()
    {
        _index = await TestIndex.CreateAsync();
        _index.Files.Write("five.md", string.Join("\n\n", Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 500))));
        await _index.ScanAsync();
    }

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task All_chunks_of_a_file_come_in_order()
    {
        var chunks = await _index.Database.Chunks.OfFileAsync(FilePath);

        Assert.Equal([0, 1, 2, 3, 4], chunks.Select(chunk => chunk.ChunkIndex));
        Assert.Equal(["a", "b", "c", "d", "e"], chunks.Select(chunk => chunk.Content[..1]));
        Assert.All(chunks, chunk => Assert.Equal((FilePath, 5, 2508, 500), (chunk.FilePath, chunk.TotalChunks, chunk.TextLength, chunk.CharCount)));
    }

    [Fact]
    public async Task A_file_that_the_index_does_not_have_has_none() =>
        Assert.Empty(await _index.Database.Chunks.OfFileAsync(_index.Files["none.md"]));

    [Theory]
    [InlineData(2, 1, "1 3")]
    [InlineData(0, 2, "1 2")]
    [InlineData(4, 2, "2 3")]
    [InlineData(1, 100, "0 2 3 4")]
    [InlineData(2, int.MaxValue, "0 1 3 4")]
    [InlineData(2, 0, "")]
    [InlineData(2, -1, "")]
    [InlineData(9, 1, "")]
    [InlineData(5, 1, "4")]
    public async Task About_a_chunk_are_those_within_reach_itself_left_out(int index, int reach, string expected)
    {
        var around = await _index.Database.Chunks.AroundAsync(FilePath, index, reach);

        Assert.Equal(expected, string.Join(' ', around.Select(chunk => chunk.ChunkIndex)));
    }
}
