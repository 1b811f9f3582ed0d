using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Tests.Scanning.Discovery;
using Microsoft.Data.Sqlite;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Tests.Database;

public sealed class KelpieDatabaseTests : IDisposable
{
    private readonly TempFolder _home = new();

    private DatabaseUrl Url => DatabaseUrl.Parse(_home["sub/index.db"]);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Opening_to_write_brings_a_database_into_being_once()
    {
        await using (var first = await KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write))
        {
            Assert.True(first.IsNew);
            Assert.Equal([KelpieRevisions.Graph.Head!.Revision], await first.Migrator.CurrentAsync());
        }

        await using var second = await KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write);
        Assert.False(second.IsNew);
    }

    [Theory]
    [InlineData(DatabaseAccess.Read)]
    [InlineData(DatabaseAccess.Inspect)]
    [InlineData(DatabaseAccess.Migrate)]
    public async Task Opening_otherwise_does_not(DatabaseAccess access)
    {
        var exception = await Assert.ThrowsAsync<KelpieException>(() => KelpieDatabase.OpenAsync(Url, access));

        Assert.Equal($"There is no database at {Url} yet.", exception.Message);
        Assert.False(Directory.Exists(_home["sub"]));
    }

    [Fact]
    public async Task A_creation_that_was_killed_before_the_tables_is_taken_up_again()
    {
        Directory.CreateDirectory(_home["sub"]);
        using (var connection = new SqliteConnection($"Data Source={Url.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }

        Assert.True(new FileInfo(Url.Database).Length > 0);
        await Assert.ThrowsAsync<SchemaMismatchException>(() => KelpieDatabase.OpenAsync(Url, DatabaseAccess.Read));

        await using var database = await KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write);

        Assert.True(database.IsNew);
        Assert.Equal([KelpieRevisions.Graph.Head!.Revision], await database.Migrator.CurrentAsync());
    }

    [Fact]
    public async Task Anothers_database_is_not_written_to()
    {
        Directory.CreateDirectory(_home["sub"]);
        using (var connection = new SqliteConnection($"Data Source={Url.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (id INTEGER)";
            command.ExecuteNonQuery();
        }

        var exception = await Assert.ThrowsAsync<SchemaMismatchException>(() => KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write));

        Assert.Contains("theirs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_may_bring_it_into_being_at_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write))));

        foreach (var database in databases)
        {
            Assert.Equal([KelpieRevisions.Graph.Head!.Revision], await database.Migrator.CurrentAsync());
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_in_memory_can_be_written_to_and_has_figures()
    {
        await using var database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse("sqlite://"), DatabaseAccess.Write);
        Assert.True(database.IsNew);

        var answer = await Kelpie.Answers.StatsAnswer.ForAsync(database);

        Assert.Null(answer.DatabaseBytes);
        Assert.Equal(0, answer.Statistics.Chunks);
    }

    [Fact]
    public async Task A_unit_of_work_that_fails_changes_nothing_and_is_not_tried_again()
    {
        await using var database = await KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write);
        var tries = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync(async (db, token) =>
        {
            tries++;
            await AddAsync(db, "a", token);
            throw new InvalidOperationException("no");
        }));

        Assert.Equal(1, tries);
        Assert.Equal(0, await CountAsync(database));
    }

    [Fact]
    public async Task A_unit_of_work_that_meets_a_lock_is_run_again_and_counts_once()
    {
        await using var database = await KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write);
        var tries = 0;

        await database.WriteAsync(async (db, token) =>
        {
            await AddAsync(db, "a", token);
            if (++tries < 3)
            {
                throw new DatabaseException(DatabaseErrorKind.Busy, "locked", null, null);
            }
        });

        Assert.Equal(3, tries);
        Assert.Equal(1, await CountAsync(database));
    }

    [Fact]
    public async Task A_lock_that_stays_is_an_error_in_the_end()
    {
        await using var database = await KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write);
        var tries = 0;

        await Assert.ThrowsAsync<DatabaseException>(() => database.WriteAsync((_, _) =>
        {
            tries++;
            throw new DatabaseException(DatabaseErrorKind.Busy, "locked", null, null);
        }));

        Assert.Equal(RetryPolicy.Default.Attempts, tries);
    }

    private static Task AddAsync(Connection db, string name, CancellationToken cancellationToken) => db.ExecuteAsync(
        InsertInto(Tables.Directories).Set(Tables.Directories.PathKey, PathKey.Of(name)).Set(Tables.Directories.Path, name).Set(Tables.Directories.LastUpdated, DateTime.UnixEpoch),
        [],
        cancellationToken);

    private static async Task<long> CountAsync(KelpieDatabase database) => (await database.Statistics.ReadAsync()).Directories;
}
