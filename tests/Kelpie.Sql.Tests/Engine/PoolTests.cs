using Kelpie.Sql.Tests.Fakes;

namespace Kelpie.Sql.Tests;

public sealed class PoolTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task One_used_a_moment_ago_is_lent_unasked_and_one_idle_for_longer_than_a_second_is_pinged()
    {
        var (driver, clock) = (new FakeDriver(), new ManualClock());
        await using var engine = driver.CreateEngine(new EngineOptions { Clock = clock });
        await UseAsync(engine);
        clock.Advance(TimeSpan.FromSeconds(0.9));
        await UseAsync(engine);
        Assert.Equal(["1: open"], driver.Asked);
        clock.Advance(TimeSpan.FromSeconds(1));
        await UseAsync(engine);
        Assert.Equal(["1: open", "1: ping"], driver.Asked);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_closed_and_another_opened()
    {
        var (driver, clock) = (new FakeDriver(), new ManualClock());
        await using var engine = driver.CreateEngine(new EngineOptions { Clock = clock, PoolSize = 1 });
        await UseAsync(engine);
        clock.Advance(TimeSpan.FromSeconds(2));
        driver.Fails = what => Throw(what == "ping", DatabaseErrorKind.ConnectionLost);
        await UseAsync(engine);
        Assert.Equal(["1: open", "1: ping", "1: close", "2: open"], driver.Asked);
        Assert.Equal(new PoolState(1, 1, 1, 0), engine.Pool);
    }

    [Fact]
    public async Task When_one_is_lost_the_others_are_asked_before_they_are_lent()
    {
        var driver = new FakeDriver();
        await using var engine = driver.CreateEngine();
        var (one, other) = (await engine.ConnectAsync(), await engine.ConnectAsync());
        await other.DisposeAsync();
        driver.Fails = what => Throw(what == "X", DatabaseErrorKind.ConnectionLost);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => one.ExecuteScriptAsync("X"));
        Assert.Equal((DatabaseErrorKind.ConnectionLost, true), (error.Kind, error.IsTransient));
        error = await Assert.ThrowsAsync<DatabaseException>(() => one.ExecuteScriptAsync("Y"));
        Assert.Equal("The connection was lost before; dispose it and take another one from the engine.", error.Message);
        await one.DisposeAsync();
        await UseAsync(engine);
        await UseAsync(engine);
        Assert.Equal(["1: open", "2: open", "1: X", "1: close", "2: ping"], driver.Asked);
    }

    [Fact]
    public async Task An_old_one_is_closed_and_not_all_at_the_same_age()
    {
        var (driver, clock) = (new FakeDriver(), new ManualClock());
        await using var engine = driver.CreateEngine(new EngineOptions
        {
            Clock = clock,
            PoolSize = 50,
            ConnectionLifetime = TimeSpan.FromHours(1),
            IdleTimeout = Timeout.InfiniteTimeSpan,
        });
        Connection[] all = [.. await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => engine.ConnectAsync().AsTask()))];
        clock.Advance(TimeSpan.FromMinutes(48) - Moment);
        await GiveBackAsync(all);
        Assert.Equal(50, engine.Pool.Open);

        all = [.. await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => engine.ConnectAsync().AsTask()))];
        clock.Advance(TimeSpan.FromMinutes(6));
        await GiveBackAsync(all);
        Assert.InRange(engine.Pool.Open, 1, 49);

        clock.Advance(TimeSpan.FromMinutes(6) + Moment);
        await UseAsync(engine);
        Assert.Equal(51, driver.Asked.Count(asked => asked.EndsWith("open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Those_that_nobody_uses_close_by_themselves()
    {
        var (driver, clock) = (new FakeDriver(), new ManualClock());
        await using var engine = driver.CreateEngine(new EngineOptions { Clock = clock, IdleTimeout = TimeSpan.FromMinutes(1) });
        var (one, other) = (await engine.ConnectAsync(), await engine.ConnectAsync());
        await one.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        await other.DisposeAsync();
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["1: open", "2: open", "1: close"], driver.Asked);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["1: open", "2: open", "1: close", "2: close"], driver.Asked);
        Assert.Equal(new PoolState(8, 0, 0, 0), engine.Pool);
    }

    [Fact]
    public async Task One_who_waits_and_gives_up_leaves_the_count_right()
    {
        await using var engine = new FakeDriver().CreateEngine(new EngineOptions { PoolSize = 1 });
        var db = await engine.ConnectAsync();
        using var patience = new CancellationTokenSource();
        var waiting = engine.ConnectAsync(patience.Token).AsTask();
        Assert.Equal(new PoolState(1, 1, 0, 1), engine.Pool);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(new PoolState(1, 1, 0, 0), engine.Pool);
        await db.DisposeAsync();
        for (var i = 0; i < 3; i++)
        {
            await UseAsync(engine);
        }
    }

    [Fact]
    public async Task Those_who_wait_are_told_at_once_when_the_engine_is_closed()
    {
        var engine = new FakeDriver().CreateEngine(new EngineOptions { PoolSize = 1, PoolTimeout = Timeout.InfiniteTimeSpan });
        await using var db = await engine.ConnectAsync();
        var waiting = engine.ConnectAsync().AsTask();
        await engine.DisposeAsync();
        await engine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Equal(1, engine.Pool.Open);
        await db.DisposeAsync();
        Assert.Equal(0, engine.Pool.Open);
    }

    [Fact]
    public async Task They_get_their_turn_in_the_order_they_came()
    {
        await using var engine = new FakeDriver().CreateEngine(new EngineOptions { PoolSize = 1 });
        var db = await engine.ConnectAsync();
        Task<Connection>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => engine.ConnectAsync().AsTask())];
        foreach (var next in waiting)
        {
            Assert.False(next.IsCompleted);
            await db.DisposeAsync();
            db = await next;
        }

        await db.DisposeAsync();
    }

    [Fact]
    public async Task A_rollback_that_fails_as_the_connection_is_given_back_costs_the_connection_and_no_more()
    {
        var driver = new FakeDriver { Fails = what => Throw(what == "rollback", DatabaseErrorKind.Other) };
        await using var engine = driver.CreateEngine(new EngineOptions { PoolSize = 1 });
        for (var i = 1; i <= 3; i++)
        {
            await using var db = await engine.ConnectAsync();
            _ = await db.BeginAsync();
        }

        Assert.Equal(9, driver.Asked.Count(asked => !asked.EndsWith("rollback", StringComparison.Ordinal)));
        Assert.Equal(new PoolState(1, 0, 0, 0), engine.Pool);
    }

    [Fact]
    public async Task Session_settings_are_run_where_they_are_of_the_dialect_before_the_connect_events()
    {
        var driver = new FakeDriver();
        await using var engine = driver.CreateEngine(new EngineOptions
        {
            SessionSettings = [new("sqlite", "PRAGMA a"), new("postgresql", "SET b"), new("sqlite", "PRAGMA c")],
            OnConnect = [(connection, _) => { ((FakeConnection)connection).Ask("event"); return default; }],
        });
        await UseAsync(engine);
        await UseAsync(engine);
        Assert.Equal(["1: open", "1: PRAGMA a", "1: PRAGMA c", "1: event"], driver.Asked);
    }

    private static async Task UseAsync(Engine engine)
    {
        await using var db = await engine.ConnectAsync();
    }

    private static async Task GiveBackAsync(IEnumerable<Connection> connections)
    {
        foreach (var db in connections)
        {
            await db.DisposeAsync();
        }
    }

    private static void Throw(bool when, DatabaseErrorKind kind)
    {
        if (when)
        {
            throw new FakeException(kind);
        }
    }
}
