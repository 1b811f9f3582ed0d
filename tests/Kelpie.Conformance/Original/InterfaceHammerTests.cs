using Kelpie.Chunking;
using Kelpie.Conformance.Backends;
using Kelpie.Database.Stores;
using Kelpie.Original;

namespace Kelpie.Conformance.Original;

/// <summary>Many tasks on one object, as many threads were on the original's.</summary>
[Collection(nameof(Faults.Alone))]
public sealed class InterfaceHammerTests : IDisposable
{
    private const int Tasks = 24;
    private const int Rounds = 5;
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("kelpie-hammer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, EveryBackend]
    public async Task Many_tasks_write_and_read_at_once_and_none_fails_or_sees_half_a_file(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var manager = new DatabaseManager(database.Url);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => manager.InitDatabaseAsync())));
        await using var index = new ChunkDatabase(await manager.OpenAsync());
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(() => WorkAsync(manager, index, task))));

        var kelpie = await manager.OpenAsync();
        var statistics = await kelpie.Statistics.ReadAsync();
        Assert.Equal([("success", Tasks + 1L, (Tasks + 1L) * 10)], statistics.ByStatus);
        Assert.Equal((1, Tasks * 3 + 2), (statistics.Directories, statistics.Chunks));
        Assert.Equal(Tasks + 1, (await index.SearchChunksAsync("mark0", limit: 1000)).Count);
        Assert.Equal(0, kelpie.Engine.Pool.Open - kelpie.Engine.Pool.Idle);
    }

    // Each has a file of its own, and all have one together, of which some store two chunks and the others three.
    private async Task WorkAsync(DatabaseManager manager, ChunkDatabase index, int task)
    {
        var (own, shared) = (Path.Combine(_folder, $"own{task}.md"), Path.Combine(_folder, "shared.md"));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (path, parts) in new[] { (own, 3), (shared, round == Rounds - 1 ? 2 : 2 + (task % 2)) })
            {
                await manager.InsertFileMetadataAsync(Row(path));
                await index.StoreChunksAsync(path, Envelopes(path, parts));
                await manager.InsertContentAnalysisAsync(new AnalysisRow { Path = path, WordCount = round, Analysed = Now });
                await manager.UpdateDirectoryStatsAsync(_folder);
                var chunks = await index.GetAllChunksAsync(path);
                Assert.Contains(chunks.Count, path == own ? [3] : new[] { 2, 3 });
                Assert.All(chunks, chunk => Assert.Equal(chunks.Count, chunk.TotalChunks));
            }

            // What others replace between the match and the reading is none; its own it finds, always.
            await index.SearchChunksAsync("mark1");
            Assert.Equal(own, Assert.Single(await index.SearchChunksAsync($"own{task}")).Envelope.FilePath);

            await manager.RecordProcessingStatsAsync(new SessionRow { SessionId = $"task-{task}", Status = "completed", Roots = "[]", Start = Now });
        }
    }

    private static Envelope[] Envelopes(string path, int parts)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var text = Chunker.Cut(
            string.Join("\n\n", Enumerable.Range(0, parts).Select(part => $"mark{part} {(part == 0 ? name : "more")} {string.Concat(Enumerable.Repeat("and ", 125))}end")), ".md");
        return [.. text.Chunks.Select(chunk => Envelope.Of(text, chunk.Index, path, "2026-01-19T00:00:00Z"))];
    }

    private static FileRow Row(string path) => new()
    {
        Path = path,
        Name = Path.GetFileName(path),
        Directory = Path.GetDirectoryName(path)!,
        Size = 10,
        Type = ".md",
        Modified = Now,
        IsText = true,
        Status = "success",
        Indexed = Now,
    };
}
