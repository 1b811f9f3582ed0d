using System.Text.RegularExpressions;
using Kelpie.Chunking;
using Kelpie.Database.Stores;
using Kelpie.Original;
using Kelpie.Tests.Scanning.Discovery;

namespace Kelpie.Tests.Original;

/// <summary>The code of docs/interface.md, run. What stands there stands here, word for word.</summary>
public sealed partial class InterfacePageTests : IDisposable
{
    private readonly TempFolder _files = new();
    private readonly TempFolder _home = new();

    public void Dispose()
    {
        _files.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task A_scan_loop_and_a_reader()
    {
        var (url, folder) = (_home["index.db"], _files.Path);
        var notes = _files.Write("notes.md", "It's a lantern.\n\nThe harbour.");
        _files.Write("code.py", "lantern = None\n");

        await using var manager = new DatabaseManager(url);
        await manager.InitDatabaseAsync();
        await using var chunks = new ChunkDatabase(await manager.OpenAsync());

        var added = 0;
        for (var round = 0; round < 2; round++)
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            {
                if (await manager.GetFileModifiedDateAsync(file.FullName) == $"{file.LastWriteTimeUtc:yyyy-MM-ddTHH:mm:ss.ffffff}")
                {
                    continue;
                }

                await manager.InsertFileMetadataAsync(new FileRow
                {
                    Path = file.FullName,
                    Name = file.Name,
                    Directory = folder,
                    Size = file.Length,
                    Type = file.Extension,
                    Modified = file.LastWriteTimeUtc,
                    IsText = true,
                    Status = "success",
                    Indexed = DateTime.UtcNow,
                });
                var text = Chunker.Cut(await File.ReadAllTextAsync(file.FullName), file.Extension);
                added += await chunks.StoreChunksAsync(
                    file.FullName, [.. text.Chunks.Select(chunk => Envelope.Of(text, chunk.Index, file.FullName, $"{DateTime.UtcNow:s}Z"))]);
                await manager.InsertContentAnalysisAsync(new AnalysisRow { Path = file.FullName, WordCount = text.WordCount, Analysed = DateTime.UtcNow });
            }

            await manager.UpdateDirectoryStatsAsync(folder);
        }

        await manager.RecordProcessingStatsAsync(new SessionRow
        {
            SessionId = "evening",
            Status = "completed",
            Roots = "[]",
            TotalChunks = added,
            Start = DateTime.UtcNow,
        });

        Assert.Equal(2, added);

        foreach (var hit in await chunks.SearchChunksAsync("it's OR lantern", limit: 5))
        {
            Console.WriteLine($"{hit.Envelope.FilePath} chunk {hit.Envelope.ChunkIndex} ({hit.Freshness}): {hit.Snippet}");
        }

        Envelope? first = await chunks.GetChunkAsync(notes, 0);
        IReadOnlyList<Envelope> about = await chunks.GetAdjacentChunksAsync(notes, 0, reach: 2);
        IReadOnlyList<Envelope> all = await chunks.GetAllChunksAsync(notes);
        IReadOnlyList<Envelope> code = await chunks.GetChunksByStrategyAsync("code_discrete");
        long? size = (await chunks.GetFileStatsAsync(notes))?.TotalSize;

        Assert.Equal(2, (await chunks.SearchChunksAsync("it's OR lantern", limit: 5)).Count);
        Assert.Equal("It's a lantern.\n\nThe harbour.", first?.Content);
        Assert.Empty(about);
        Assert.Equal(first, Assert.Single(all));
        Assert.Equal("lantern = None\n", Assert.Single(code).Content);
        Assert.Equal(29, size);
    }

    [Fact]
    public async Task Files_at_once()
    {
        var folder = _files.Path;
        _files.Write("notes.md", "A lantern.");
        _files.Write("more.md", "A harbour.");
        await using var chunks = new ChunkDatabase(_home["index.db"]);
        await chunks.InitializeSchemaAsync();

        int[] stored = await Task.WhenAll(Directory.GetFiles(folder).Select(path => chunks.ProcessAndStoreFileAsync(path)));

        Assert.Equal([1, 1], stored);
    }

    [Fact]
    public void Each_block_of_the_page_stands_here()
    {
        var root = Root();
        var tests = WithoutSpace(File.ReadAllText(Path.Combine(root, "tests", "Kelpie.Tests", "Original", "InterfacePageTests.cs")));
        var page = File.ReadAllText(Path.Combine(root, "docs", "interface.md")).ReplaceLineEndings("\n");
        var blocks = Blocks().Matches(page);
        Assert.Equal(4, blocks.Count);
        Assert.All(
            blocks.Select(block => block.Groups[1].Value),
            code => Assert.True(tests.Contains(WithoutSpace(code), StringComparison.Ordinal), $"This block of docs/interface.md is not run:\n{code}"));
        foreach (var method in typeof(DatabaseManager).GetMethods().Concat(typeof(ChunkDatabase).GetMethods()).Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)))
        {
            Assert.True(method.Name == "DisposeAsync" || page.Contains(method.Name, StringComparison.Ordinal), $"docs/interface.md does not name {method.Name}.");
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kelpie.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Run the tests where they were built: no Kelpie.slnx above them.");
        }

        return folder;
    }

    private static string WithoutSpace(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
