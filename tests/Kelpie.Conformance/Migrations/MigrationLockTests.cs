using System.Collections.Concurrent;
using System.Diagnostics;
using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

namespace Kelpie.Conformance.Migrations;

/// <summary>Who waits for whom, and who does not.</summary>
public sealed class MigrationLockTests
{
    private const string Name = "schema_revisions";

    [Theory, EveryBackend(Shared = true)]
    public async Task A_lock_that_another_session_holds_is_waited_for_and_then_given_up(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend, new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(10) });
        await using var other = await database.Engine.ConnectAsync();
        await using var held = await HoldAsync(other);
        var told = new Told();
        var limit = TimeSpan.FromMilliseconds(200);
        var error = await Assert.ThrowsAsync<MigrationException>(
            () => database.Migrator(Shop.Revisions, new MigratorOptions { LockTimeout = limit }).UpgradeAsync(progress: told));
        Assert.StartsWith("The upgrade of aa000001 (tables with rows) has not begun: somebody else holds the lock on the database", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(", and did so for 0.2 s. When they have finished, run: shop db upgrade", error.Message, StringComparison.Ordinal);
        var waiting = Assert.IsType<MigrationEvent.Waiting>(Assert.Single(told.Events));
        Assert.Equal(limit, waiting.UpTo);
        if (database.Engine.Driver.HasSessionLocks)
        {
            Assert.StartsWith("session ", waiting.Holder, StringComparison.Ordinal);
            Assert.Contains(waiting.Holder!, error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(await database.TablesAsync());
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_lock_that_is_given_back_in_time_is_taken(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend, new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(10) });
        await using var other = await database.Engine.ConnectAsync();
        var held = await HoldAsync(other);
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var upgrade = database.Migrator(Shop.Revisions).UpgradeAsync(progress: new Signal(waiting));
        await waiting.Task;
        await held.DisposeAsync();
        Assert.Equal(Shop.Revisions.Count, (await upgrade).Count);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Where_nothing_is_pending_nothing_is_locked(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend, new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(10) });
        await database.Migrator(Shop.Revisions).UpgradeAsync();
        await using var other = await database.Engine.ConnectAsync();
        await using var held = await HoldAsync(other);
        var told = new Told();
        Assert.Empty(await database.Migrator(Shop.Revisions, new MigratorOptions { LockTimeout = TimeSpan.Zero }).UpgradeAsync(progress: told));
        Assert.Empty(told.Events);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task To_look_whether_the_schema_is_current_is_one_query(string backend)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        await database.Migrator(Shop.Revisions).UpgradeAsync();
        await using var db = await database.Engine.ConnectAsync();
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Kelpie.Sql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if ((string?)activity.GetTagItem("db.namespace") == database.Url.Database)
                {
                    statements.Enqueue((string)activity.GetTagItem("db.query.text")!);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        Assert.IsType<SchemaStatus.Current>(await new SchemaVersion(new RevisionGraph(Shop.Revisions)).CheckAsync(db));
        Assert.Contains("schema_revisions", Assert.Single(statements), StringComparison.Ordinal);
    }

    // Where sessions hold no locks, whoever writes holds the only one.
    private static async Task<IAsyncDisposable> HoldAsync(Connection db)
    {
        if (!db.Driver.HasSessionLocks)
        {
            return await db.BeginAsync(TransactionMode.Write);
        }

        Assert.True(await db.Driver.TryLockAsync(db.Raw, Name, CancellationToken.None));
        return new Held(db);
    }

    private sealed class Held(Connection db) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => db.Driver.UnlockAsync(db.Raw, Name, CancellationToken.None);
    }

    private sealed class Signal(TaskCompletionSource waiting) : IProgress<MigrationEvent>
    {
        public void Report(MigrationEvent value)
        {
            if (value is MigrationEvent.Waiting)
            {
                waiting.TrySetResult();
            }
        }
    }
}
