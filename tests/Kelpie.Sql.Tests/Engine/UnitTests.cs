using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kelpie.Sql.Tests.Fakes;

namespace Kelpie.Sql.Tests;

public sealed class UnitTests
{
    private static readonly EngineOptions Quick = new() { Retry = new RetryPolicy { Attempts = 4, FirstWait = TimeSpan.FromMilliseconds(1), MaxWait = TimeSpan.FromMilliseconds(1) } };

    [Fact]
    public void Waits_grow_to_the_longest_and_are_left_to_chance_in_part()
    {
        var policy = new RetryPolicy { FirstWait = TimeSpan.FromMilliseconds(50), MaxWait = TimeSpan.FromSeconds(1), Jitter = 0.5 };
        Assert.Equal([50, 100, 200, 400, 800, 1000, 1000], Enumerable.Range(1, 7).Select(attempt => policy.WaitAfter(attempt, 0).TotalMilliseconds));
        Assert.Equal([25, 50, 100], Enumerable.Range(1, 3).Select(attempt => policy.WaitAfter(attempt, 1).TotalMilliseconds));
        Assert.Equal(1000, policy.WaitAfter(int.MaxValue, 0).TotalMilliseconds);
    }

    [Theory]
    [InlineData(DatabaseErrorKind.Busy)]
    [InlineData(DatabaseErrorKind.Deadlock)]
    public async Task A_unit_that_collides_is_run_again_as_a_whole(DatabaseErrorKind kind)
    {
        var driver = new FakeDriver { Fails = FailTimes("B", 2, kind) };
        await using var engine = driver.CreateEngine(Quick);
        Assert.Equal("done", await engine.TransactAsync(WorkAsync));
        Assert.Equal(
            ["1: open", "1: begin", "1: A", "1: B", "1: rollback", "1: begin", "1: A", "1: B", "1: rollback", "1: begin", "1: A", "1: B", "1: commit"],
            driver.Asked);
    }

    [Fact]
    public async Task It_is_given_up_after_so_many_tries()
    {
        var driver = new FakeDriver { Fails = FailTimes("B", 99, DatabaseErrorKind.Busy) };
        await using var engine = driver.CreateEngine(Quick);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => engine.RunAsync(WorkAsync));
        Assert.Equal((DatabaseErrorKind.Busy, "B", true), (error.Kind, error.Sql, error.InnerException is FakeException));
        Assert.Equal(4, driver.Asked.Count(asked => asked == "1: B"));
        await using var other = driver.CreateEngine(Quick with { Retry = RetryPolicy.None });
        await Assert.ThrowsAsync<DatabaseException>(() => other.RunAsync(WorkAsync));
        Assert.Equal(1, driver.Asked.Count(asked => asked == "2: B"));
    }

    [Theory]
    [InlineData(DatabaseErrorKind.Unique)]
    [InlineData(DatabaseErrorKind.Timeout)]
    [InlineData(DatabaseErrorKind.Syntax)]
    public async Task What_would_fail_again_is_not_run_again(DatabaseErrorKind kind)
    {
        var driver = new FakeDriver { Fails = FailTimes("B", 1, kind) };
        await using var engine = driver.CreateEngine(Quick);
        Assert.False((await Assert.ThrowsAsync<DatabaseException>(() => engine.TransactAsync(WorkAsync))).IsTransient);
        Assert.Equal(1, driver.Asked.Count(asked => asked == "1: B"));
    }

    [Fact]
    public async Task A_connection_lost_before_the_commit_costs_a_retry()
    {
        var driver = new FakeDriver { Fails = FailTimes("B", 1, DatabaseErrorKind.ConnectionLost) };
        await using var engine = driver.CreateEngine(Quick);
        Assert.Equal("done", await engine.TransactAsync(WorkAsync));
        Assert.Equal(["1: open", "1: begin", "1: A", "1: B", "1: rollback", "1: close", "2: open", "2: begin", "2: A", "2: B", "2: commit"], driver.Asked);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("A")]
    public async Task One_lost_when_something_may_have_lasted_does_not(string where)
    {
        var driver = new FakeDriver { Fails = FailTimes(where, 1, DatabaseErrorKind.ConnectionLost) };
        await using var engine = driver.CreateEngine(Quick);
        var work = where == "commit" ? engine.TransactAsync(WorkAsync) : engine.RunAsync(WorkAsync);
        Assert.Equal(DatabaseErrorKind.ConnectionLost, (await Assert.ThrowsAsync<DatabaseException>(() => work)).Kind);
        Assert.Equal(1, driver.Asked.Count(asked => asked.EndsWith("open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_begin_that_finds_the_server_gone_is_tried_again()
    {
        var driver = new FakeDriver { Fails = FailTimes("begin", 1, DatabaseErrorKind.ConnectionLost) };
        await using var engine = driver.CreateEngine(Quick);
        Assert.Equal("done", await engine.TransactAsync(WorkAsync));
        Assert.Equal(["1: open", "1: begin", "1: close", "2: open", "2: begin", "2: A", "2: B", "2: commit"], driver.Asked);
    }

    [Fact]
    public async Task A_server_that_is_starting_is_asked_again_and_one_that_is_not_there_is_not()
    {
        var driver = new FakeDriver { Fails = FailTimes("open", 2, DatabaseErrorKind.ConnectionLost, isTransient: true) };
        await using var engine = driver.CreateEngine(Quick);
        await (await engine.ConnectAsync()).DisposeAsync();
        Assert.Equal(["1: open", "2: open", "3: open"], driver.Asked);
        Assert.Equal(new PoolState(8, 1, 1, 0), engine.Pool);

        driver.Fails = FailTimes("open", 1, DatabaseErrorKind.CannotOpen);
        await using var other = driver.CreateEngine(Quick);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await other.ConnectAsync());
        Assert.Equal((DatabaseErrorKind.CannotOpen, false, "fake://host:7/db: fake CannotOpen"), (error.Kind, error.IsTransient, error.Message));
        Assert.Equal(new PoolState(8, 0, 0, 0), other.Pool);
    }

    [Fact]
    public async Task A_connection_that_is_busy_to_open_is_tried_again_for_as_long_as_a_lock_is_waited_for()
    {
        var driver = new FakeDriver { Fails = FailTimes("open", 2, DatabaseErrorKind.Busy) };
        await using var engine = driver.CreateEngine(Quick);
        await (await engine.ConnectAsync()).DisposeAsync();
        Assert.Equal(["1: open", "2: open", "3: open"], driver.Asked);

        var impatient = new FakeDriver { Fails = FailTimes("open", 2, DatabaseErrorKind.Busy) };
        await using var other = impatient.CreateEngine(Quick with { BusyTimeout = TimeSpan.Zero });
        Assert.Equal(DatabaseErrorKind.Busy, (await Assert.ThrowsAsync<DatabaseException>(async () => await other.ConnectAsync())).Kind);
        Assert.Equal(["1: open"], impatient.Asked);
    }

    [Fact]
    public async Task An_exhausted_pool_is_not_waited_for_again()
    {
        await using var engine = new FakeDriver().CreateEngine(Quick with { PoolSize = 1, PoolTimeout = TimeSpan.FromMilliseconds(5) });
        var tries = 0;
        var error = await Assert.ThrowsAsync<DatabaseException>(() => engine.RunAsync(async (_, token) =>
        {
            tries++;
            await using var second = await engine.ConnectAsync(token);
        }));
        Assert.Equal((DatabaseErrorKind.Busy, 1), (error.Kind, tries));
        Assert.Equal("The one connection of the pool stayed in use for 0.005 s; dispose connections sooner, or raise EngineOptions.PoolSize.", error.Message);
    }

    [Fact]
    public async Task Each_retry_is_logged_counted_and_marked_in_the_trace()
    {
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Kelpie.Sql", Name: "kelpie.sql.retries" })
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        // Other tests retry at the same time, and are told by their kind.
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            var told = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            if (Activity.Current?.OperationName == "the unit")
            {
                counted.Add($"{count} {told}");
            }
        });
        listener.Start();
        using var activity = new Activity("the unit").Start();
        using var log = new ListLogger();
        var driver = new FakeDriver { Fails = FailTimes("B", 2, DatabaseErrorKind.Deadlock) };
        await using var engine = driver.CreateEngine(Quick with { LoggerFactory = log });
        await engine.TransactAsync(WorkAsync);

        Assert.Equal(["1 kind=Deadlock db.system.name=sqlite", "1 kind=Deadlock db.system.name=sqlite"], counted);
        Assert.Equal(["retry", "retry"], activity.Events.Select(happened => happened.Name));
        Assert.Equal([1, 2], activity.Events.Select(happened => happened.Tags.Single(tag => tag.Key == "kelpie.sql.attempt").Value).Cast<int>());
        Assert.Equal(
            ["Deadlock at try 1 of 4", "Deadlock at try 2 of 4"],
            log.Lines.Where(line => line.Contains("at try", StringComparison.Ordinal)).Select(line => line.Split(';')[0]));
    }

    [Fact]
    public async Task A_cancelled_wait_ends_the_unit()
    {
        var driver = new FakeDriver { Fails = FailTimes("B", 99, DatabaseErrorKind.Busy) };
        using var patience = new CancellationTokenSource();
        await using var engine = driver.CreateEngine(new EngineOptions { Retry = new RetryPolicy { FirstWait = TimeSpan.FromDays(1), MaxWait = TimeSpan.FromDays(1) } });
        var work = engine.RunAsync(WorkAsync, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.Equal(0, engine.Pool.Open - engine.Pool.Idle);
    }

    private static async Task<string> WorkAsync(Connection db, CancellationToken cancellationToken)
    {
        await db.ExecuteScriptAsync("A", cancellationToken);
        await db.ExecuteScriptAsync("B", cancellationToken);
        return "done";
    }

    private static Action<string> FailTimes(string where, int times, DatabaseErrorKind kind, bool isTransient = false) => what =>
    {
        if (what == where && times-- > 0)
        {
            throw new FakeException(kind, isTransient);
        }
    };
}
