namespace Kelpie.Tests.Database;

public sealed class StatisticsStoreTests
{
    [Fact]
    public async Task An_empty_index_has_figures_of_nothing()
    {
        await using var index = await TestIndex.CreateAsync();

        var figures = await index.Database.Statistics.ReadAsync();

        Assert.Empty(figures.ByStatus);
        Assert.Empty(figures.ByType);
        Assert.Empty(figures.Sessions);
        Assert.Equal((0, 0, 0), (figures.Directories, figures.Chunks, figures.Characters));
    }

    [Fact]
    public async Task Files_bytes_chunks_and_scans_are_added_up()
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "Öl.");
        index.Files.Write("b.md", "Text.");
        index.Files.Write("sub/c.py", "x = 1");
        index.Files.Write("sub/d.xyz", [0, 1, 0]);
        await index.ScanAsync();
        await index.ScanAsync();

        var figures = await index.Database.Statistics.ReadAsync();

        Assert.Equal([("success", 3L, 14L), ("skipped", 1L, 3L)], figures.ByStatus);
        Assert.Equal([(".md", 2L, 9L), (".py", 1L, 5L)], figures.ByType);
        Assert.Equal((2, 3, 13), (figures.Directories, figures.Chunks, figures.Characters));
        Assert.Equal([(4L, 4L), (4L, 0L)], figures.Sessions.Select(session => (session.TotalFiles, session.UnchangedFiles)));
        Assert.All(figures.Sessions, session => Assert.Equal($"[\"{index.Files.Path}\"]", session.Roots));
    }
}
