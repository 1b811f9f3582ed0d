using System.Diagnostics;
using Kelpie.Chunking;
using Kelpie.Conformance.Backends;
using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Database.FullText;
using Kelpie.Database.Stores;
using Kelpie.Search.Queries;
using Kelpie.Sql;

namespace Kelpie.Conformance.SqlServer.Application;

/// <summary>What no model knows, asked of a server, where there is one: what it takes in a transaction, and what it finds.</summary>
public sealed class LiveTests
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public async Task What_is_indexed_is_found_after_a_while()
    {
        await using var database = await CreateAsync();
        await using var db = await database.ConnectAsync();
        await UpgradeAsync(db);
        await using (var transaction = await db.BeginAsync())
        {
            await new IndexWriter(db).PutAsync(
                [
                    Indexed("garden.md", "We watered the raised beds of a café garden."),
                    Indexed("snake.md", "It's in file.txt, and snake_case is a word; 1.5 too."),
                    Indexed("other.md", "The who, and nothing else."),
                ],
                CancellationToken.None);
            await transaction.CommitAsync();
        }

        await WaitAsync(db);
        foreach (var (query, expected) in new[]
        {
            ("GARDEN", "garden.md"), ("cafe", "garden.md"), ("watering", "garden.md"), ("gard*", "garden.md"), ("\"raised be\"*", "garden.md"),
            ("garden \"raised be\"*", "garden.md"), ("watering NOT \"raised be\"*", ""), ("\"raise be\"*", ""), ("it's", "snake.md"), ("file.txt", "snake.md"),
            ("case", "snake.md"), ("\"1.5\"", "snake.md"), ("the who", "other.md"), ("\"the who\"", "other.md"), ("who OR cafe", "garden.md other.md"),
            ("and NOT who", "snake.md"), ("notthere", ""),
        })
        {
            Assert.Equal((query, expected), (query, await FindAsync(db, query)));
        }
    }

    [Fact]
    public async Task What_is_marked_is_refused_in_a_transaction_and_all_of_it_can_be_undone()
    {
        await using var database = await CreateAsync();
        await using var db = await database.ConnectAsync();
        await UpgradeAsync(db);
        foreach (var sql in IndexSchema.DownScript.Where(IndexSchema.IsMarked))
        {
            await using var transaction = await db.BeginAsync();
            var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync(sql));
            Assert.Contains("user transaction", error.Message, StringComparison.Ordinal);
        }

        foreach (var sql in IndexSchema.DownScript)
        {
            await db.ExecuteScriptAsync(sql);
        }

        await Assert.ThrowsAsync<DatabaseException>(() => FindAsync(db, "garden"));
    }

    private static async Task<TestDatabase> CreateAsync()
    {
        var backend = new SqlServerBackend();
        Assert.SkipWhen(backend.WhyMissing is not null, backend.WhyMissing ?? "");
        return await backend.CreateAsync();
    }

    private static async Task UpgradeAsync(Connection db)
    {
        await using (var transaction = await db.BeginAsync())
        {
            foreach (var sql in TSqlModelValidator.ScriptOf(Kelpie.Database.Tables.MetaData.Tables).Concat(IndexSchema.Script.Where(sql => !IndexSchema.IsMarked(sql))))
            {
                await db.ExecuteScriptAsync(sql);
            }

            await transaction.CommitAsync();
        }

        foreach (var sql in IndexSchema.Script.Where(IndexSchema.IsMarked))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }

    // When a word of each text is found, the server has read them all.
    private static async Task WaitAsync(Connection db)
    {
        var waited = Stopwatch.StartNew();
        while (await FindAsync(db, "who OR snake OR cafe") != "garden.md other.md snake.md")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "The server has not filled its index for two minutes.");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private static async Task<string> FindAsync(Connection db, string query)
    {
        var found = await FullTextIndex.For("mssql").SearchAsync(db, SearchQuery.Parse(query), new FullTextOptions { Under = "/src", Types = [".md"] });
        return string.Join(' ', found.Select(match => match.ChunkId switch { 1 => "garden.md", 2 => "snake.md", _ => "other.md" }).Order(StringComparer.Ordinal));
    }

    private static IndexedFile Indexed(string name, string text) => new(
        new FileRow { Path = $"/src/{name}", Name = name, Directory = "/src", Size = text.Length, Type = ".md", IsText = true, Status = "success", Indexed = Now },
        Chunker.Cut(text, ".md"));
}
