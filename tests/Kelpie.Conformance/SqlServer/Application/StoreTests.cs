using Kelpie.Chunking;
using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Database.Stores;
using Kelpie.Sql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SqlServer.Application;

/// <summary>All that Kelpie's stores say, said to SQLite and in T-SQL, over what <c>mssql.sql</c> makes of SQL Server.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TSqlRecord _record = new();
    private Engine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _engine = Engine.Create(DatabaseUrl.Parse("sqlite://"), [new ShadowDriver(SqliteDriver.Instance, _record)]);
        await using var db = await _engine.ConnectAsync();
        foreach (var sql in Kelpie.Database.Tables.MetaData.Tables.SelectMany(table => db.Dialect.Ddl.Compile(new CreateTable(table))))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Writing_files_and_taking_them_away_can_be_said()
    {
        await WriteAsync();
        AssertSaid("MERGE INTO directory_structure", "MERGE INTO file_metadata", "INSERT INTO chunks", "INSERT INTO content_analysis", "DELETE FROM file_metadata", "UPDATE directory_structure");
    }

    [Fact]
    public async Task Reading_files_can_be_said()
    {
        await WriteAsync();
        var files = new FileStore(_engine);
        Assert.NotNull(await files.FindAsync("/src/a.md"));
        Assert.Single(await files.KnownBelowAsync("/src", CancellationToken.None));
        Assert.Single(await files.SearchAsync(new FileFilter()));
        Assert.Single(await files.SearchAsync(new FileFilter
        {
            Name = "a",
            Type = "md",
            LargerThan = 1,
            SmallerThan = 1_000,
            CreatedSince = Now,
            CreatedBefore = Now.AddDays(1),
            ModifiedSince = Now,
            ModifiedBefore = Now.AddDays(1),
            Under = "/src",
            Limit = 3,
        }));
        Assert.Empty(await files.SearchAsync(new FileFilter { Name = "É" }));
        AssertSaid("WHERE file_metadata.path_key", "file_metadata.file_path >=", "SELECT TOP", "LIKE");
    }

    [Fact]
    public async Task Reading_chunks_can_be_said()
    {
        await WriteAsync();
        var chunks = new ChunkStore(_engine);
        Assert.NotEmpty(await chunks.OfFileAsync("/src/a.md"));
        Assert.NotNull(await chunks.FindAsync(1, CancellationToken.None));
        Assert.Empty(await chunks.AroundAsync("/src/a.md", 0, 2));
        Assert.NotEmpty(await chunks.OfStrategyAsync("prose_discrete"));
        Assert.Single(await chunks.OfStrategyAsync("prose_discrete", limit: 1));
        Assert.NotNull(await chunks.FindAsync("/src/a.md", 0));
        AssertSaid("WHERE chunks.id =", "BETWEEN", "file_metadata.chunk_strategy =");
    }

    [Fact]
    public async Task Writing_parts_of_a_file_can_be_said()
    {
        await using var db = await _engine.ConnectAsync();
        await using (var transaction = await db.BeginAsync(TransactionMode.Write))
        {
            var writer = new IndexWriter(db);
            var indexed = Indexed("c.md", "A text of some words.");
            var file = await writer.PutRowAsync(indexed.File, CancellationToken.None);
            Assert.Equal(file, await FileStore.IdAsync(db, "/src/c.md", CancellationToken.None));
            await writer.ReplaceChunksAsync(file, indexed.Text, Now, CancellationToken.None);
            await AnalysisStore.PutAsync(db, file, new AnalysisRow { Path = "/src/c.md", Keywords = "[]", Analysed = Now }, CancellationToken.None);
            await writer.CountDirectoryAsync("/src", Now, CancellationToken.None);
            await transaction.CommitAsync();
        }

        await db.DisposeAsync();
        Assert.NotNull(await new AnalysisStore(_engine).FindAsync("/src/c.md"));
        Assert.NotNull(await new FileStore(_engine).StateAsync("/src/c.md", CancellationToken.None));
        AssertSaid("UPDATE file_metadata SET text_hash", "MERGE INTO content_analysis", "UPDATE directory_structure", "directory_structure.id =");
    }

    [Fact]
    public async Task The_history_of_scans_and_the_figures_can_be_said()
    {
        var sessions = new SessionStore(_engine);
        // The name of a process of this machine that cannot be: numbers of processes end below.
        await sessions.PutAsync(new SessionRow { SessionId = $"20260102T030405Z/{Host}/2147483647/aaaa", Status = "running", Roots = "[]", Start = Now }, CancellationToken.None);
        await sessions.InterruptAbandonedAsync(CancellationToken.None);
        var figures = await new StatisticsStore(_engine).ReadAsync();
        Assert.Equal("interrupted", Assert.Single(figures.Sessions).Status);
        AssertSaid("MERGE INTO processing_stats", "UPDATE processing_stats", "GROUP BY", "SUM(chunks.char_count)");
    }

    private static string Host => Environment.MachineName.Length > 24 ? Environment.MachineName[..24] : Environment.MachineName;

    private async Task WriteAsync()
    {
        await using var db = await _engine.ConnectAsync();
        await using var transaction = await db.BeginAsync(TransactionMode.Write);
        var writer = new IndexWriter(db);
        await writer.PutAsync([Indexed("a.md", "A text of some words."), Indexed("b.bin", null)], CancellationToken.None);
        await writer.RemoveAsync([2], CancellationToken.None);
        await writer.CountDirectoriesAsync(Now, CancellationToken.None);
        await transaction.CommitAsync();
    }

    private static IndexedFile Indexed(string name, string? text) => new(
        new FileRow
        {
            Path = $"/src/{name}",
            Name = name,
            Directory = "/src",
            Size = 21,
            Type = Path.GetExtension(name),
            MimeType = "text/markdown",
            Created = Now,
            Modified = Now,
            IsText = text is not null,
            Status = "success",
            Indexed = Now,
        },
        text is null ? null : Chunker.Cut(text, ".md"));

    // Each must have been said: a test that sends nothing would find nothing wrong.
    private void AssertSaid(params string[] parts)
    {
        Assert.All(parts, part => Assert.Contains(_record.Statements, statement => statement.Sql.Contains(part, StringComparison.Ordinal)));
        Assert.Empty(TSqlModelValidator.ErrorsOf(IndexSchema.Objects, _record.Statements));

        // Error 334: a table with a trigger hands back no rows.
        Assert.DoesNotContain(_record.Statements, statement => statement.Sql.Contains(" INTO chunks ", StringComparison.Ordinal) && statement.Sql.Contains("OUTPUT", StringComparison.Ordinal));
    }
}
