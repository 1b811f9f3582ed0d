using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Embedding;
using Kelpie.Embedding.Models;
using Kelpie.Scanning;
using Kelpie.Similarity;

namespace Kelpie.Conformance.Embedding;

/// <summary>Several programs that make vectors of one index at once.</summary>
public sealed class ManyEmbeddersTests : IDisposable
{
    private const int Programs = 4;
    private const int Files = 300;
    private static readonly string[] Words = ["kettle", "garden", "lantern", "harbour", "window", "whistle", "copper", "bean", "fog", "tower", "light", "ship"];
    private static readonly IModelOpener[] Openers = [new ToyModels()];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kelpie-embedders-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory, EveryBackend(Shared = true)]
    public async Task All_end_well_and_each_chunk_has_one_vector_of_each_model(string backend)
    {
        await using var server = await EveryBackendAttribute.CreateAsync(backend);
        await using var index = await IndexAsync(server);
        var made = await Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => Task.Run(async () =>
        {
            await using var database = await KelpieDatabase.OpenAsync(server.Url, DatabaseAccess.Write);
            var embedder = new IndexEmbedder(database, Openers);
            return (Given: (await embedder.RunAsync("toy:one")).Embedded, Learnt: (await embedder.RunAsync()).Embedded);
        })));
        Assert.Equal((Files, Files), (made.Sum(run => run.Given), made.Sum(run => run.Learnt)));
        await AssertWholeAsync(index, models: 2);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task What_another_has_written_is_done_though_there_be_no_turn(string backend)
    {
        await using var server = await EveryBackendAttribute.CreateAsync(backend);
        await using var index = await IndexAsync(server);
        var (row, model) = await new ModelCatalog(index, Openers).OpenOrAddAsync("toy:one", CancellationToken.None);
        model.Dispose();
        var made = await Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => Task.Run(async () =>
        {
            await using var database = await KelpieDatabase.OpenAsync(server.Url, DatabaseAccess.Write);
            using var own = await new ModelCatalog(database, Openers).OpenAsync(row, CancellationToken.None);
            return await new VectorFilling(database, row, own, progress: null).RunAsync(wasTrained: false, CancellationToken.None);
        })));
        Assert.Equal(Files, made.Sum(run => run.Embedded));
        await AssertWholeAsync(index, models: 1);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_model_that_somebody_removes_meanwhile_takes_no_more_vectors(string backend)
    {
        await using var server = await EveryBackendAttribute.CreateAsync(backend);
        await using var index = await IndexAsync(server);
        var catalog = new ModelCatalog(index, Openers);
        var (row, model) = await catalog.OpenOrAddAsync("toy:one", CancellationToken.None);
        using (model)
        {
            await catalog.RemoveAsync("one");
            var refused = await Assert.ThrowsAsync<KelpieException>(() => new VectorFilling(index, row, model, progress: null).RunAsync(wasTrained: false, CancellationToken.None));
            Assert.Equal("model_gone", refused.Error);
        }

        Assert.Empty(await index.Embeddings.ModelsAsync());
        Assert.Equal((0, 0), await index.Embeddings.CountAsync("one", CancellationToken.None));
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_scan_does_not_wait_for_another_who_has_the_turn(string backend)
    {
        await using var server = await EveryBackendAttribute.CreateAsync(backend);
        await using var index = await IndexAsync(server);
        var (_, model) = await new ModelCatalog(index, Openers).OpenOrAddAsync("toy:one", CancellationToken.None);
        model.Dispose();
        var embedder = new IndexEmbedder(index, Openers);
        await using (await EmbeddingTurn.TryAsync(index, CancellationToken.None))
        {
            var outcome = Assert.Single(await embedder.KeepUpAsync());
            Assert.Equal(("one", "embedding_busy", (long)Files), (outcome.Model, outcome.Failure?.Error, outcome.Waiting));
            var waiting = new Waiting();
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => embedder.RunAsync("one", waiting, stop.Token));
            Assert.Equal(1, waiting.Told);
        }

        Assert.Equal(Files, Assert.Single(await embedder.KeepUpAsync()).Summary?.Embedded);
    }

    private async Task<KelpieDatabase> IndexAsync(TestDatabase server)
    {
        for (var i = 0; i < Files; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, $"{i}.md"), $"{Words[i % 12]} {Words[i / 12 % 12]} {Words[i * 5 % 12]}");
        }

        await using (var empty = await KelpieDatabase.OpenAsync(server.Url, DatabaseAccess.Create))
        {
            await empty.Migrator.UpgradeAsync();
        }

        var index = await KelpieDatabase.OpenAsync(server.Url, DatabaseAccess.Write);
        await new Scanner(index).ScanAsync(new ScanRequest { Roots = [_folder.FullName], Workers = 2 });
        return index;
    }

    private static async Task AssertWholeAsync(KelpieDatabase index, int models)
    {
        var rows = await index.Embeddings.ModelsAsync();
        Assert.Equal(models, rows.Count);
        foreach (var row in rows)
        {
            Assert.Equal((Files, 0), await index.Embeddings.CountAsync(row.Name, CancellationToken.None));
            var answer = await new SimilaritySearch(index, row.Name, Openers).FindAsync("lantern", new FullTextOptions { Limit = 2 * Files });
            Assert.Equal(Files, answer.Hits.Select(hit => hit.Envelope.FilePath).Distinct().Count());
            Assert.Equal(Files, answer.Hits.Count);
        }
    }

    private sealed class Waiting : IProgress<EmbedProgress>
    {
        internal int Told { get; private set; }

        void IProgress<EmbedProgress>.Report(EmbedProgress value) => Told += value.IsWaiting ? 1 : 0;
    }
}
