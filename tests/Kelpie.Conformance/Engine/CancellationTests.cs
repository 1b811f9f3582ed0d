using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

/// <summary>Alone, because a query on SQLite keeps its thread, and the drivers of servers wait so long and no longer for theirs.</summary>
[Collection(nameof(Faults.Alone))]
public sealed class CancellationTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;

    // As many rows as there are numbers of the given count of digits: at 12, more than any machine counts while a test lasts.
    private static readonly Query<long> Endless = Counting(12);

    [Theory, EveryBackend]
    public async Task A_cancelled_query_ends_and_leaves_connection_and_command_usable(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        await using var db = await database.ConnectAsync(S);
        var raw = db.Raw;
        for (var round = 0; round < 3; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var query = Task.Run(() => db.FirstAsync(Endless, [], cancellation.Token));
            await Assert.ThrowsAsync<TimeoutException>(() => query.WaitAsync(TimeSpan.FromMilliseconds(500)));
            await cancellation.CancelAsync();
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
            Assert.Equal(cancellation.Token, error.CancellationToken);
            Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
        }

        Assert.Same(raw, db.Raw);
        Assert.Equal(100, await db.FirstAsync(Counting(2)));
    }

    [Theory, EveryBackend]
    public async Task One_cancelled_while_it_is_about_to_begin_ends_too(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        await (await database.ConnectAsync(S)).DisposeAsync();
        for (var round = 0; round < 20; round++)
        {
            // A server may miss what comes before the statement; the connection is given up then, and another one taken.
            await using var db = await database.ConnectAsync();
            using var cancellation = new CancellationTokenSource();
            var query = Task.Run(() => db.FirstAsync(Endless, [], cancellation.Token));
            for (var i = 0; i < round * 50; i++)
            {
                Thread.SpinWait(20);
            }

            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        }

        await using var next = await database.ConnectAsync();
        Assert.Equal(0, await next.FirstAsync(Select(CountAll()).From(S)));
    }

    [Theory, EveryBackend]
    public async Task One_that_takes_longer_than_it_may_fails_and_the_next_one_does_not(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1, CommandTimeout = TimeSpan.FromSeconds(1) });
        await using (var db = await database.ConnectAsync(S))
        {
            var error = await Assert.ThrowsAsync<DatabaseException>(() => db.FirstAsync(Endless));
            Assert.Equal((DatabaseErrorKind.Timeout, Endless.Compile(db.Dialect).Sql), (error.Kind, error.Sql));
            Assert.NotNull(error.InnerException);
        }

        await using var next = await database.ConnectAsync();
        Assert.Equal(100, await next.FirstAsync(Counting(2)));
    }

    [Theory, EveryBackend]
    public async Task A_transaction_of_which_a_statement_was_cancelled_is_never_committed_in_part(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        await using var db = await database.ConnectAsync(S);
        var committed = false;
        await using (var transaction = await db.BeginAsync())
        {
            await db.ExecuteAsync(InsertInto(S).Set(S.Label, "before"));
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(60));
            var endless = Text($"INSERT INTO shelves (label) SELECT 'x' FROM ({Endless.Compile(db.Dialect).Sql}) t");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => db.ExecuteAsync(endless, [], cancellation.Token)));
            try
            {
                await transaction.CommitAsync();
                committed = true;
            }
            catch (DatabaseException error)
            {
                Assert.Equal(DatabaseErrorKind.Interrupted, error.Kind);
            }
        }

        Assert.Equal(committed ? ["before"] : [], await db.ListAsync(Select(S.Label).From(S)));
    }

    private static Query<long> Counting(int digits)
    {
        var numbers = string.Join(" UNION ALL ", Enumerable.Range(0, 10).Select(digit => $"SELECT {digit}{(digit == 0 ? " AS n" : "")}"));
        var all = string.Join(", ", Enumerable.Range(0, digits).Select(digit => $"({numbers}) d{digit}"));
        return Text($"SELECT COUNT(*) AS n FROM {all}").Rows(Types.BigInt);
    }
}
