using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Faults;

/// <summary>What the way to a server does to those who use it.</summary>
public sealed class FaultTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly Insert Add = InsertInto(S).Columns(S.Label);
    private static readonly Select<long> HowMany = Select(CountAll()).From(S);

    // 50 MB: more than all buffers on the way hold.
    private static readonly Query<string> Long = Text(
        $"SELECT '{new string('x', 500)}' AS t FROM "
        + string.Join(", ", Enumerable.Range(0, 5).Select(digit =>
            $"(SELECT 0 AS n UNION ALL {string.Join(" UNION ALL ", Enumerable.Range(1, 9).Select(number => $"SELECT {number}"))}) d{digit}")))
        .Rows(Types.Text);

    [Theory, EveryBackend(Served = true)]
    public async Task Cut_in_the_middle_of_a_result_it_is_lost_and_the_next_query_is_not(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var proxy = TcpProxy.Before(database.Url);
        await using var engine = Through(proxy, database, new EngineOptions { PoolSize = 1 });
        var read = 0;
        await using (var db = await engine.ConnectAsync())
        {
            var error = await Assert.ThrowsAsync<DatabaseException>(async () =>
            {
                await foreach (var text in db.QueryAsync(Long))
                {
                    if (++read == 10)
                    {
                        proxy.Cut();
                    }
                }
            });
            Assert.Equal((DatabaseErrorKind.ConnectionLost, true), (error.Kind, error.IsTransient));
            Assert.NotNull(error.InnerException);
        }

        Assert.InRange(read, 10, 99_999);
        await using var next = await engine.ConnectAsync();
        Assert.Equal(100_000, (await next.ListAsync(Long)).Count);
    }

    [Theory, EveryBackend(Served = true)]
    public async Task When_one_finds_its_connection_cut_the_idle_ones_are_found_out_before_they_are_used(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var proxy = TcpProxy.Before(database.Url);
        await using var engine = Through(proxy, database, new EngineOptions { PoolSize = 4 });
        await (await database.ConnectAsync(S)).DisposeAsync();
        Connection[] all = [await engine.ConnectAsync(), await engine.ConnectAsync(), await engine.ConnectAsync(), await engine.ConnectAsync()];
        foreach (var db in all[1..])
        {
            await db.DisposeAsync();
        }

        proxy.Cut();
        Assert.Equal(DatabaseErrorKind.ConnectionLost, (await Assert.ThrowsAsync<DatabaseException>(() => all[0].FirstAsync(HowMany))).Kind);
        await all[0].DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var db = await engine.ConnectAsync();
            Assert.Equal(0, await db.FirstAsync(HowMany));
        })));
        Assert.InRange(engine.Pool.Open, 1, 4);
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_unit_cut_before_its_commit_is_done_once(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var proxy = TcpProxy.Before(database.Url);
        await using var engine = Through(proxy, database, new EngineOptions());
        await (await database.ConnectAsync(S)).DisposeAsync();
        var tries = 0;
        await engine.TransactAsync(async (db, token) =>
        {
            await db.ExecuteAsync(Add, [("label", "a")], token);
            if (++tries == 1)
            {
                proxy.Cut();
            }

            await db.ExecuteAsync(Add, [("label", "b")], token);
        });
        Assert.Equal(2, tries);
        await using var check = await database.ConnectAsync();
        Assert.Equal(2, await check.FirstAsync(HowMany));
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_server_that_lets_nobody_in_cannot_be_opened_until_it_does(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var proxy = TcpProxy.Before(database.Url);
        proxy.Refuse(true);
        await using var hasty = Through(proxy, database, new EngineOptions { Retry = RetryPolicy.None });
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await hasty.ConnectAsync());
        Assert.Equal((DatabaseErrorKind.CannotOpen, true), (error.Kind, error.IsTransient));
        Assert.StartsWith($"{proxy.Url}: ", error.Message, StringComparison.Ordinal);

        await using var patient = Through(
            proxy, database, new EngineOptions { Retry = new RetryPolicy { Attempts = 1000, MaxWait = TimeSpan.FromMilliseconds(100) } });
        var waiting = patient.ConnectAsync().AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(200)));
        proxy.Refuse(false);
        await (await waiting).DisposeAsync();
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_server_that_does_not_answer_costs_the_statement_and_not_the_next_one(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var proxy = TcpProxy.Before(database.Url);
        await using var engine = Through(proxy, database, new EngineOptions { PoolSize = 1, CommandTimeout = TimeSpan.FromSeconds(1) });
        await (await database.ConnectAsync(S)).DisposeAsync();
        await using (var db = await engine.ConnectAsync())
        {
            // Prepared by now, where that is done: to prepare has no time of its own with every driver.
            for (var run = 0; run < 3; run++)
            {
                Assert.Equal(0, await db.FirstAsync(HowMany));
            }

            // Nor does it to those who come to cancel: a driver would wait for them in turn.
            proxy.Stall(true);
            proxy.Refuse(true);
            var error = await Assert.ThrowsAsync<DatabaseException>(() => db.FirstAsync(HowMany));
            Assert.True(error.Kind is DatabaseErrorKind.Timeout or DatabaseErrorKind.ConnectionLost, $"{error}");
            proxy.Stall(false);
            proxy.Refuse(false);
        }

        await using var next = await engine.ConnectAsync();
        Assert.Equal(0, await next.FirstAsync(HowMany));
    }

    private static Engine Through(TcpProxy proxy, TestDatabase database, EngineOptions options) =>
        Engine.Create(proxy.Url, [database.Engine.Driver], options);
}
