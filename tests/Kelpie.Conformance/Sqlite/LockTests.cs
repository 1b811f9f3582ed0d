using System.Diagnostics;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Sqlite;

/// <summary>SQLite has one writer at a time, who keeps no reader waiting.</summary>
public sealed class LockTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly EngineOptions Impatient = new() { BusyTimeout = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_second_writer_waits_no_longer_than_told()
    {
        await using var database = await new SqliteFileBackend().CreateAsync();
        await using var writer = await database.ConnectAsync(S);
        await using var other = await database.Open(Impatient).ConnectAsync();
        await using var transaction = await writer.BeginAsync();

        var clock = Stopwatch.StartNew();
        var begin = await Assert.ThrowsAsync<DatabaseException>(async () => await other.BeginAsync());
        Assert.Equal((DatabaseErrorKind.Busy, "BEGIN"), (begin.Kind, begin.Sql));
        var write = await Assert.ThrowsAsync<DatabaseException>(() => other.ExecuteAsync(InsertInto(S).Set(S.Label, "a")));
        Assert.Equal(DatabaseErrorKind.Busy, write.Kind);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(90), TimeSpan.FromSeconds(10));

        Assert.False(other.InTransaction);
        Assert.Equal(0, await other.FirstAsync(Select(CountAll()).From(S)));
        await transaction.CommitAsync();
        Assert.Equal(1, await other.ExecuteAsync(InsertInto(S).Set(S.Label, "a")));
    }

    [Fact]
    public async Task A_second_writer_gets_its_turn_when_the_first_is_done_in_time()
    {
        await using var database = await new SqliteFileBackend().CreateAsync();
        await using var writer = await database.ConnectAsync(S);
        await using var other = await database.Open(new EngineOptions { BusyTimeout = TimeSpan.FromSeconds(30) }).ConnectAsync();
        var transaction = await writer.BeginAsync();
        var waiting = Task.Run(() => other.ExecuteAsync(InsertInto(S).Set(S.Label, "a")));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(100)));
        await transaction.CommitAsync();
        await transaction.DisposeAsync();
        Assert.Equal(1, await waiting);
    }

    [Fact]
    public async Task A_reading_transaction_that_turns_to_writing_behind_anothers_back_is_busy_at_once()
    {
        await using var database = await new SqliteFileBackend().CreateAsync();
        await using var writer = await database.ConnectAsync(S);
        await using var other = await database.ConnectAsync();
        await using var transaction = await other.BeginAsync(TransactionMode.Read);
        Assert.Equal(0, await other.FirstAsync(Select(CountAll()).From(S)));
        await writer.ExecuteAsync(InsertInto(S).Set(S.Label, "a"));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => other.ExecuteAsync(InsertInto(S).Set(S.Label, "b")));
        Assert.Equal(DatabaseErrorKind.Busy, error.Kind);
    }

    [Fact]
    public async Task Many_can_open_a_new_database_at_once()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var database = await new SqliteFileBackend().CreateAsync(new EngineOptions { PoolSize = 16 });
            await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            {
                await using var db = await database.ConnectAsync();
                await db.ExecuteScriptAsync($"CREATE TABLE t{i} (a)");
            })));
            await using var last = await database.ConnectAsync();
            Assert.Equal(16, (await database.Engine.Driver.Inspector.TableNamesAsync(last)).Count);
        }
    }
}
