using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class ConnectionPoolTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;

    [Theory, EveryBackend]
    public async Task A_connection_given_back_is_used_again(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        var first = await database.ConnectAsync();
        var raw = first.Raw;
        await first.DisposeAsync();
        await using var second = await database.ConnectAsync();
        Assert.Same(raw, second.Raw);
    }

    [Theory, EveryBackend]
    public async Task What_is_in_the_database_outlives_the_connection(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await (await database.ConnectAsync(S)).DisposeAsync();
        await using var db = await database.ConnectAsync();
        Assert.Equal(["shelves"], await db.Driver.Inspector.TableNamesAsync(db));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task The_connection_used_last_is_used_first(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        var (first, second) = (await database.ConnectAsync(), await database.ConnectAsync());
        var warm = first.Raw;
        Assert.NotSame(warm, second.Raw);
        await second.DisposeAsync();
        await first.DisposeAsync();
        await using var next = await database.ConnectAsync();
        Assert.Same(warm, next.Raw);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task When_all_are_in_use_the_message_says_how_many_and_what_to_do(string backend)
    {
        var options = new EngineOptions { PoolSize = 2, PoolTimeout = TimeSpan.FromMilliseconds(50) };
        await using var database = await EveryBackendAttribute.CreateAsync(backend, options);
        var first = await database.ConnectAsync();
        await using var second = await database.ConnectAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await database.Engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.Busy, error.Kind);
        Assert.Equal(
            "All 2 connections of the pool stayed in use for 0.05 s; dispose connections sooner, or raise EngineOptions.PoolSize.", error.Message);

        await first.DisposeAsync();
        await using var third = await database.ConnectAsync();
        Assert.NotSame(second.Raw, third.Raw);
    }

    [Fact]
    public async Task Where_there_can_be_but_one_connection_the_message_does_not_ask_for_more()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync(new EngineOptions { PoolTimeout = TimeSpan.FromMilliseconds(15) });
        await using var db = await database.ConnectAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await database.Engine.ConnectAsync());
        Assert.Equal(
            "The one connection of the pool stayed in use for 0.015 s; this database has no more, so dispose it sooner: sqlite://.", error.Message);
    }

    [Theory, EveryBackend]
    public async Task One_who_waits_gets_the_connection_given_back(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        var first = await database.ConnectAsync();
        var raw = first.Raw;
        var waiting = database.Engine.ConnectAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        await first.DisposeAsync();
        await using var second = await waiting;
        Assert.Same(raw, second.Raw);
    }

    [Theory, EveryBackend]
    public async Task Connections_of_an_engine_that_is_closed_close_when_they_are_given_back(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        var db = await database.ConnectAsync(S);
        var raw = db.Raw;
        var waiting = database.Engine.ConnectAsync().AsTask();
        await database.Engine.DisposeAsync();
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
        Assert.Equal(System.Data.ConnectionState.Open, raw.State);
        await db.DisposeAsync();
        Assert.Equal(System.Data.ConnectionState.Closed, raw.State);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await database.Engine.ConnectAsync());
    }

    [Theory, EveryBackend]
    public async Task Each_new_connection_is_set_up_once(string backend)
    {
        var opened = 0;
        var options = new EngineOptions
        {
            OnConnect = [(_, _) => { opened++; return default; }, (_, _) => { opened += 10; return default; }],
        };
        await using var database = await EveryBackendAttribute.CreateAsync(backend, options);
        for (var i = 0; i < 3; i++)
        {
            await (await database.ConnectAsync()).DisposeAsync();
        }

        Assert.Equal(11, opened);
    }

    [Theory, EveryBackend]
    public async Task A_set_up_that_fails_gives_its_place_back(string backend)
    {
        var fails = true;
        var options = new EngineOptions
        {
            PoolSize = 1,
            PoolTimeout = TimeSpan.FromSeconds(1),
            OnConnect = [(_, _) => fails ? throw new FormatException("not today") : default],
        };
        await using var database = await EveryBackendAttribute.CreateAsync(backend, options);
        await Assert.ThrowsAsync<FormatException>(async () => await database.Engine.ConnectAsync());
        fails = false;
        await using var db = await database.ConnectAsync(S);
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
    }

    [Theory, EveryBackend]
    public async Task A_connection_that_broke_is_not_used_again(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        var db = await database.ConnectAsync();
        var broken = db.Raw;
        await broken.CloseAsync();
        await db.DisposeAsync();
        await using var next = await database.ConnectAsync(S);
        Assert.NotSame(broken, next.Raw);
        Assert.Equal(0, await next.FirstAsync(Select(CountAll()).From(S)));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Fifty_tasks_share_five_connections(string backend)
    {
        const int tasks = 50;
        const int rounds = 20;
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 5, BusyTimeout = TimeSpan.FromSeconds(30) });
        await (await database.ConnectAsync(S, I)).DisposeAsync();
        var addShelf = InsertInto(S).Columns(S.Label).Returning(S.Id);
        var addItems = InsertInto(I).Each<(long Shelf, int Number)>(row => row.Set(I.ShelfId, item => item.Shelf).Set(I.Label, item => $"{item.Number}"));
        var raise = Update(I).Set(I.Amount, I.Amount + 1).Where(I.ShelfId == Param<long>("shelf") & I.Label == Param<string>("label"));
        var amounts = Select(Sum(I.Amount)).From(I).Where(I.ShelfId == Param<long>("shelf"));

        await Parallel.ForAsync(0, tasks, new ParallelOptions { MaxDegreeOfParallelism = tasks }, async (task, token) =>
        {
            await Task.Yield();
            long shelf;
            await using (var db = await database.Engine.ConnectAsync(token))
            await using (var transaction = await db.BeginAsync(cancellationToken: token))
            {
                shelf = await db.FirstAsync(addShelf, ("label", $"{task}"));
                await db.InsertAsync(addItems, [.. Enumerable.Range(0, rounds).Select(number => (shelf, number))], token);
                await transaction.CommitAsync(token);
            }

            for (var round = 0; round < rounds; round++)
            {
                await using var db = await database.Engine.ConnectAsync(token);
                Assert.Equal(1, await db.ExecuteAsync(raise, ("shelf", shelf), ("label", $"{round}")));
                Assert.Equal(rounds + round + 1, await db.FirstAsync(amounts, ("shelf", shelf)));
                await foreach (var label in db.QueryAsync(Select(I.Label).From(I).Where(I.ShelfId == Param<long>("shelf")), ("shelf", shelf)))
                {
                    Assert.NotEmpty(label);
                }
            }
        });

        await using var last = await database.ConnectAsync();
        Assert.Equal((tasks * rounds, (long?)2 * tasks * rounds), await last.FirstAsync(Select(CountAll(), Sum(I.Amount)).From(I)));
    }
}
