using System.Collections.Concurrent;
using System.Diagnostics;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Faults;

/// <summary>Restarting a server disturbs all others who use it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A server restarted under load: only those in KELPIE_TEST_SERVERS_OWN, by the script KELPIE_TEST_SERVERS.</summary>
[Collection(nameof(Alone))]
public sealed class RestartTests
{
    private const int Connections = 5;
    private static readonly ShelvesTable S = ShelvesTable.Instance;

    [Theory, EveryBackend(Served = true)]
    public async Task Only_the_statements_in_flight_fail_and_later_ones_succeed(string backend)
    {
        var name = backend == "postgresql" ? "postgres" : backend;
        var script = Environment.GetEnvironmentVariable("KELPIE_TEST_SERVERS");
        var owned = Environment.GetEnvironmentVariable("KELPIE_TEST_SERVERS_OWN") ?? "";
        Assert.SkipUnless(
            script is not null && owned.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Contains(name),
            $"Not ours to restart: KELPIE_TEST_SERVERS_OWN does not list {name}.");

        var options = new EngineOptions
        {
            PoolSize = Connections,
            PoolTimeout = TimeSpan.FromMinutes(2),
            Retry = new RetryPolicy { Attempts = 1000, MaxWait = TimeSpan.FromMilliseconds(200) },
        };
        await using var database = await EveryBackendAttribute.CreateAsync(backend, options);
        await (await database.ConnectAsync(S)).DisposeAsync();
        var count = Select(CountAll()).From(S);
        var (failures, before, after, state) = (new ConcurrentBag<DatabaseException>(), 0, 0, 0);
        Task[] load = [.. Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref state) < 2)
            {
                var isAfter = Volatile.Read(ref state) == 1;
                await using var db = await database.ConnectAsync();
                try
                {
                    Assert.Equal(0, await db.FirstAsync(count));
                    Interlocked.Increment(ref isAfter ? ref after : ref before);
                }
                catch (DatabaseException error) when (!isAfter)
                {
                    failures.Add(error);
                }
            }
        }))];

        await EnoughAsync(() => Volatile.Read(ref before) >= 100, load);
        using (var restart = Process.Start(new ProcessStartInfo(script!, ["restart", name]))!)
        {
            await restart.WaitForExitAsync();
            Assert.Equal(0, restart.ExitCode);
        }

        Volatile.Write(ref state, 1);
        await EnoughAsync(() => Volatile.Read(ref after) >= 100, load);
        Volatile.Write(ref state, 2);
        await Task.WhenAll(load);

        Assert.All(failures, failure => Assert.Equal(DatabaseErrorKind.ConnectionLost, failure.Kind));
        // One statement on each connection can be in flight; more would be those sent on connections already lost.
        Assert.InRange(failures.Count, 1, Connections);
        Assert.InRange(database.Engine.Pool.Open, 1, Connections);
    }

    private static async Task EnoughAsync(Func<bool> isEnough, Task[] load)
    {
        while (!isEnough())
        {
            Assert.DoesNotContain(load, task => task.IsFaulted);
            await Task.Delay(10);
        }
    }
}
