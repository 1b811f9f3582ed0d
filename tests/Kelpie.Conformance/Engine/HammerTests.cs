using System.Data;
using System.Diagnostics;
using System.Globalization;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

/// <summary>For three seconds, or as many as KELPIE_TEST_HAMMER_SECONDS says.</summary>
[Collection(nameof(Faults.Alone))]
public sealed class HammerTests
{
    private const int Tasks = 50;
    private const int Connections = 5;
    private static readonly ShelvesTable S = ShelvesTable.Instance;

    private static TimeSpan HowLong =>
        TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("KELPIE_TEST_HAMMER_SECONDS") ?? "3", CultureInfo.InvariantCulture));

    [Theory, EveryBackend(Shared = true)]
    public async Task Fifty_tasks_hammer_five_connections_and_none_fails_waits_for_ever_or_keeps_one(string backend)
    {
        var (open, most) = (0, 0);
        var options = new EngineOptions
        {
            PoolSize = Connections,
            PoolTimeout = TimeSpan.FromMinutes(2),
            BusyTimeout = TimeSpan.FromMinutes(1),
            // Short enough that connections are closed and opened all the time.
            ConnectionLifetime = TimeSpan.FromMilliseconds(300),
            OnConnect =
            [
                (connection, _) =>
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref open));
                    connection.StateChange += (_, change) => Interlocked.Add(ref open, change.CurrentState == ConnectionState.Closed ? -1 : 0);
                    return default;
                },
            ],
        };
        await using var database = await EveryBackendAttribute.CreateAsync(backend, options);
        await using (var db = await database.ConnectAsync(S))
        {
            await db.InsertAsync(InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i}")), [.. Enumerable.Range(0, Tasks)]);
        }

        var engine = database.Engine;
        var (clock, rounds, added) = (Stopwatch.StartNew(), 0L, 0L);
        var find = Select(S.Id).From(S).Where(S.Label == Param<string>("label"));
        var add = InsertInto(S).Columns(S.Label);
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => Task.Run(async () =>
        {
            for (var round = 0; clock.Elapsed < HowLong; round++)
            {
                await using var db = await engine.ConnectAsync();
                Assert.NotEqual(0, await db.FirstAsync(find, ("label", $"{task}")));
                if (round % 20 == task % 20)
                {
                    await using var transaction = await db.BeginAsync();
                    await db.ExecuteAsync(add, ("label", $"{task}-{round}"));
                    await transaction.CommitAsync();
                    Interlocked.Increment(ref added);
                }

                Interlocked.Increment(ref rounds);
                Assert.InRange(engine.Pool.Open, 1, Connections);
            }
        })));

        Assert.InRange(most, 1, Connections);
        Assert.True(rounds >= Tasks, $"There were {rounds} rounds of {Tasks} tasks.");
        Assert.Equal((0, 0), (engine.Pool.Open - engine.Pool.Idle, engine.Pool.Waiting));
        // All of them can still be had at once: none was lost on the way.
        var all = new List<Connection>();
        for (var i = 0; i < Connections; i++)
        {
            all.Add(await engine.ConnectAsync());
        }

        Assert.Equal(Tasks + added, await all[0].FirstAsync(Select(CountAll()).From(S)));
        foreach (var db in all)
        {
            await db.DisposeAsync();
        }

        await engine.DisposeAsync();
        Assert.Equal(0, open);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var before = Volatile.Read(ref most); now > before;)
        {
            before = Interlocked.CompareExchange(ref most, now, before);
        }
    }
}
