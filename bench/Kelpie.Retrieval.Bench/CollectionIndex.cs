using Kelpie.Database;
using Kelpie.Embedding;
using Kelpie.Retrieval.Bench.Collections;
using Kelpie.Scanning;
using Kelpie.Sql;

namespace Kelpie.Retrieval.Bench;

/// <summary>A collection as Kelpie indexes it: each document a file, scanned and embedded like a person's own.</summary>
internal sealed class CollectionIndex : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kelpie-retrieval-");
    private readonly IReadOnlyList<NamedText> _documents;

    private CollectionIndex(IReadOnlyList<NamedText> documents) => _documents = documents;

    internal KelpieDatabase Database { get; private set; } = null!;

    internal static async Task<CollectionIndex> CreateAsync(TestCollection collection)
    {
        var index = new CollectionIndex(collection.Documents);
        var files = index._folder.CreateSubdirectory("files");
        for (var i = 0; i < collection.Documents.Count; i++)
        {
            await File.WriteAllTextAsync(Path.Combine(files.FullName, $"{i}.txt"), collection.Documents[i].Content).ConfigureAwait(false);
        }

        index.Database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(Path.Combine(index._folder.FullName, "index.db")), DatabaseAccess.Write).ConfigureAwait(false);
        // One worker: the order of the chunks, and with it the model, is the same each time.
        await new Scanner(index.Database).ScanAsync(new ScanRequest { Roots = [files.FullName], Workers = 1 }).ConfigureAwait(false);
        await new IndexEmbedder(index.Database).RunAsync().ConfigureAwait(false);
        return index;
    }

    /// <summary>The document that a file was made of.</summary>
    internal string DocumentOf(string path) => _documents[int.Parse(Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture)].Id;

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
    }
}
