using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Embedding;
using Kelpie.Embedding.Models;
using Kelpie.Onnx.Tests.Models;
using Kelpie.Scanning;
using Kelpie.Similarity;
using Kelpie.Sql;

namespace Kelpie.Onnx.Tests;

/// <summary>An index whose vectors are of a folder's model, from the scan to the answer.</summary>
public sealed class IndexedModelTests : IAsyncLifetime
{
    private static readonly IModelOpener[] Openers = [new OnnxModels()];
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kelpie-onnx-index-");
    private readonly TinyModel _folder = new("tiny");
    private KelpieDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        Add("kettle.md", "kettle kettle kettle");
        Add("garden.md", "garden gardens");
        Add("harbour.md", "harbour ship");
        _database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(Path.Combine(_home.FullName, "index.db")), DatabaseAccess.Write);
        await ScanAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Chunks_get_its_vectors_and_texts_find_them()
    {
        var summary = await Embedder().RunAsync(_folder.Path);
        Assert.Equal(("tiny", 3L, 0L, 0L), (summary.Model, summary.Embedded, summary.Truncated, summary.Unusable));
        var row = await _database.Embeddings.LatestAsync();
        Assert.Equal((ModelKinds.Onnx, _folder.Path, 4), (row!.Kind, row.Source, row.Dimensions));
        Assert.Equal(["garden.md", "kettle.md"], await NamesAsync("gardens kettle garden", 2));
        Assert.Equal(["harbour.md"], await NamesAsync("a ship", 1));

        var like = await new SimilaritySearch(_database, _folder.Path, Openers).FindLikeAsync(Path.Combine(_home.FullName, "texts", "garden.md"), null, new FullTextOptions { Limit = 9 });
        Assert.Equal(("tiny", 2), (like.Model, like.Hits.Count));
    }

    [Fact]
    public async Task It_stands_beside_the_built_in_model_and_both_keep_up()
    {
        await Embedder().RunAsync();
        await Embedder().RunAsync(_folder.Path);
        Add("new.md", "kettle garden harbour");
        await ScanAsync();
        Assert.Equal([1, 1], (await Embedder().KeepUpAsync()).Select(outcome => (int)outcome.Summary!.Embedded));
        Assert.Equal("tiny", (await new SimilaritySearch(_database, openers: Openers).FindAsync("kettle", new FullTextOptions())).Model);
        Assert.StartsWith("lsa-", (await new SimilaritySearch(_database, "lsa", Openers).FindAsync("kettle", new FullTextOptions())).Model, StringComparison.Ordinal);

        // What is learnt anew takes the place of what was learnt, and of nothing else.
        Add("more.md", "lantern window");
        Add("again.md", "lantern window copper");
        await ScanAsync();
        Assert.True((await Embedder().RunAsync()).WasTrained);
        Assert.Equal(2, (await _database.Embeddings.ModelsAsync()).Count);
        Assert.Equal(4, (await new SimilaritySearch(_database, "tiny", Openers).FindAsync("kettle", new FullTextOptions())).IndexSize);
    }

    [Fact]
    public async Task Long_chunks_are_counted()
    {
        _folder.Write("sentence_bert_config.json", """{"max_seq_length": 4}""");
        Assert.Equal(2, (await Embedder().RunAsync(_folder.Path)).Truncated);
    }

    [Fact]
    public async Task A_folder_that_has_gone_stops_likeness_by_it_and_nothing_else()
    {
        await Embedder().RunAsync();
        await Embedder().RunAsync(_folder.Path);
        var place = _folder.Path;
        _folder.Move();
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(_database, openers: Openers).FindAsync("kettle", new FullTextOptions()));
        Assert.Equal(("model_unavailable", $"The model tiny is not to be had: There is no folder {place}.", "Put it back, or name another one."), (refused.Error, refused.Message, refused.Hint));
        Add("new.md", "kettle garden harbour");
        await ScanAsync();
        var outcomes = await Embedder().KeepUpAsync();
        Assert.Equal(1, outcomes[0].Summary!.Embedded);
        Assert.Equal(("tiny", "model_unavailable", 1L), (outcomes[1].Model, outcomes[1].Failure!.Error, outcomes[1].Waiting));
        Assert.NotEmpty((await new SimilaritySearch(_database, "lsa", Openers).FindAsync("kettle", new FullTextOptions())).Hits);

        // Where it is now, it is the same.
        Assert.Equal(("tiny", 1L), (await Embedder().RunAsync(_folder.Path) is var moved ? (moved.Model, moved.Embedded) : default));
        Assert.Equal(_folder.Path, (await _database.Embeddings.LatestAsync())!.Source);
    }

    [Fact]
    public async Task Another_model_in_its_place_is_refused_whatever_its_size()
    {
        await Embedder().RunAsync(_folder.Path);
        _folder.Write("model.onnx", new TinyNetwork([.. TinyModel.Table.Select(row => new[] { row[1], row[2], row[3] })]).ToBytes());
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new SimilaritySearch(_database, openers: Openers).FindAsync("kettle", new FullTextOptions()));
        Assert.Equal($"The model tiny is not to be had: what is in {_folder.Path} now is not what made its vectors.", refused.Message);
        Assert.Contains("kelpie embed --remove tiny", refused.Hint, StringComparison.Ordinal);
        Assert.Equal(refused.Message, (await Assert.ThrowsAsync<KelpieException>(() => Embedder().RunAsync(_folder.Path))).Message);

        using var other = new TinyModel("tiny", new TinyNetwork([.. TinyModel.Table.Select(row => new[] { row[1], row[2], row[3] })]));
        var taken = await Assert.ThrowsAsync<KelpieException>(() => Embedder().RunAsync(other.Path));
        Assert.Equal($"The index has another model tiny already, that of {_folder.Path}.", taken.Message);

        Assert.Equal("tiny", (await new ModelCatalog(_database, Openers).RemoveAsync("tiny")).Name);
        Assert.Equal(3, (await Embedder().RunAsync(other.Path)).Embedded);
        Assert.Equal(3, (await _database.Embeddings.LatestAsync())!.Dimensions);
    }

    [Fact]
    public async Task A_chunk_whose_vector_has_no_direction_gets_none_and_is_named()
    {
        _folder.Write("model.onnx", new TinyNetwork([.. TinyModel.Table.Select((row, i) => i == 9 ? [float.NaN, 0, 0, 0] : row)]).ToBytes());
        var summary = await Embedder().RunAsync(_folder.Path);
        Assert.Equal((2L, 1L, $"chunk 0 of {Path.Combine(_home.FullName, "texts", "harbour.md")}"), (summary.Embedded, summary.Unusable, summary.FirstUnusable));

        _folder.Write("model.onnx", new TinyNetwork([.. TinyModel.Table.Select(_ => new float[4])]).ToBytes());
        await new ModelCatalog(_database, Openers).RemoveAsync("tiny");
        Assert.EndsWith("gives vectors of zeros, or of what are no numbers.", (await Assert.ThrowsAsync<KelpieException>(() => Embedder().RunAsync(_folder.Path))).Message, StringComparison.Ordinal);
    }

    private IndexEmbedder Embedder() => new(_database, Openers);

    private void Add(string name, string text) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_home.FullName, "texts")).FullName, name), text);

    private Task<ScanSummary> ScanAsync() => new Scanner(_database).ScanAsync(new ScanRequest { Roots = [Path.Combine(_home.FullName, "texts")], Workers = 1 });

    private async Task<IEnumerable<string>> NamesAsync(string text, int limit) =>
        (await new SimilaritySearch(_database, openers: Openers).FindAsync(text, new FullTextOptions { Limit = limit })).Hits.Select(hit => Path.GetFileName(hit.Envelope.FilePath));
}
