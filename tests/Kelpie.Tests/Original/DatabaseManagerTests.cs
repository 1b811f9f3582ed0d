using System.Reflection;
using Kelpie.Database.Stores;
using Kelpie.Original;
using Kelpie.Tests.Scanning.Discovery;

namespace Kelpie.Tests.Original;

public sealed class DatabaseManagerTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_database_that_is_not_there_is_made_by_its_initialisation_only()
    {
        var path = _folder["new/index.db"];
        await using (var manager = new DatabaseManager(path))
        {
            var missing = await Assert.ThrowsAsync<KelpieException>(() => manager.GetFileModifiedDateAsync("a.md"));
            Assert.Equal(("database_not_found", $"There is no database at sqlite:///{path} yet."), (missing.Error, missing.Message));
            Assert.False(File.Exists(path));
            await manager.InitDatabaseAsync();
            Assert.Null(await manager.GetFileModifiedDateAsync("a.md"));
        }

        await using var again = new ChunkDatabase(path);
        Assert.Empty(await again.GetAllChunksAsync("a.md"));
    }

    [Fact]
    public async Task A_database_that_was_handed_over_stays_open()
    {
        await using var manager = new DatabaseManager(_folder["index.db"]);
        await manager.InitDatabaseAsync();
        await using (var chunks = new ChunkDatabase(await manager.OpenAsync()))
        {
            await chunks.InitializeSchemaAsync();
        }

        Assert.Null(await manager.GetFileModifiedDateAsync("a.md"));
    }

    [Fact]
    public async Task In_memory_is_a_database_like_another()
    {
        await using var manager = new DatabaseManager("sqlite://");
        await manager.InitDatabaseAsync();
        await manager.UpdateDirectoryStatsAsync("/notes/");

        Assert.Equal(1, (await (await manager.OpenAsync()).Statistics.ReadAsync()).Directories);
    }

    [Fact]
    public async Task An_analysis_of_a_file_that_is_not_in_the_index_is_refused()
    {
        await using var manager = new DatabaseManager(_folder["index.db"]);
        await manager.InitDatabaseAsync();

        var refused = await Assert.ThrowsAsync<KelpieException>(
            () => manager.InsertContentAnalysisAsync(new AnalysisRow { Path = "/notes/a.md", Analysed = Now }));
        Assert.Equal(("file_not_indexed", "/notes/a.md is not in the index.", "InsertFileMetadataAsync puts it there."), (refused.Error, refused.Message, refused.Hint));
    }

    [Fact]
    public async Task A_parameter_of_another_type_is_refused()
    {
        await using var manager = new DatabaseManager(_folder["index.db"]);
        await manager.InitDatabaseAsync();
#pragma warning disable CS0618 // It is what is tested.
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => manager.ExecuteWithRetryAsync("DELETE FROM chunks WHERE id = :id", [("id", 1.5m)]));
#pragma warning restore CS0618
        Assert.StartsWith("id is a Decimal; a parameter is a string, long, int, double, bool, DateTime, byte[] or null.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_operation_of_the_original_is_there_and_what_is_obsolete_names_what_is_better()
    {
        Assert.Equal(
            [
                "CloseConnectionAsync: ConnectAsync()", "ExecuteWithRetryAsync: Engine.RunAsync", "ExecuteWithRetryAsync: KelpieDatabase.WriteAsync",
                "GetConnectionAsync: ConnectAsync()", "GetFileModifiedDateAsync", "InitDatabaseAsync", "InsertContentAnalysisAsync", "InsertFileMetadataAsync",
                "RecordProcessingStatsAsync", "UpdateDirectoryStatsAsync",
            ],
            Operations(typeof(DatabaseManager)));
        Assert.Equal(
            [
                "GetAdjacentChunksAsync", "GetAllChunksAsync", "GetChunkAsync", "GetChunksByStrategyAsync", "GetFileStatsAsync", "InitializeSchemaAsync",
                "ProcessAndStoreFileAsync", "SearchChunksAsync", "StoreChunksAsync",
            ],
            Operations(typeof(ChunkDatabase)));
    }

    private static IEnumerable<string> Operations(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.Name is not (nameof(DatabaseManager.OpenAsync) or nameof(IAsyncDisposable.DisposeAsync)))
        .Select(method => method.GetCustomAttribute<ObsoleteAttribute>() is { Message: { } message }
            ? $"{method.Name}: {new[] { "KelpieDatabase.WriteAsync", "Engine.RunAsync", "ConnectAsync()" }.First(message.Contains)}"
            : method.Name)
        .Distinct().Order(StringComparer.Ordinal);
}
