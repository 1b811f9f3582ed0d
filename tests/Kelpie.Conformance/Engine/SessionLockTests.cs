using Kelpie.Conformance.Backends;
using Kelpie.Sql;

namespace Kelpie.Conformance;

/// <summary>Locks that die with the session that holds them.</summary>
public sealed class SessionLockTests
{
    private const string Name = "conformance";

    [Theory, EveryBackend(Served = true)]
    public async Task One_session_has_it_and_can_be_named_until_it_gives_it_back(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var first = await database.Engine.ConnectAsync();
        await using var second = await database.Engine.ConnectAsync();

        Assert.True(await TryAsync(first));
        Assert.False(await TryAsync(second));
        Assert.StartsWith("session ", await second.FindLockHolderAsync(Name, CancellationToken.None), StringComparison.Ordinal);
        Assert.True(await second.TryLockAsync("another", CancellationToken.None));

        await first.UnlockAsync(Name, CancellationToken.None);
        Assert.Null(await second.FindLockHolderAsync(Name, CancellationToken.None));
        Assert.True(await TryAsync(second));
    }

    [Theory, EveryBackend(Served = true)]
    public async Task The_holder_can_be_named_while_others_say_what_they_like(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var first = await database.Engine.ConnectAsync();
        await using var second = await database.Engine.ConnectAsync();
        await using var talking = await database.Engine.ConnectAsync();
        Assert.True(await TryAsync(first));
        await using var command = talking.Raw.CreateCommand();
        command.CommandText = database.Engine.Dialect.Name switch
        {
            "postgresql" => "SELECT pg_sleep(1), '🦊'",
            "mssql" => "WAITFOR DELAY '00:00:01'; SELECT N'🦊'",
            _ => "SELECT sleep(1), '🦊🦊🦊'",
        };
        var talk = command.ExecuteNonQueryAsync();
        var asked = 0;
        for (; !talk.IsCompleted; asked++)
        {
            Assert.StartsWith("session ", await second.FindLockHolderAsync(Name), StringComparison.Ordinal);
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await talk;
        Assert.NotEqual(0, asked);
    }

    [Theory, EveryBackend(Served = true)]
    public async Task It_outlives_transactions_and_dies_with_its_session(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var second = await database.Engine.ConnectAsync();
        var first = await database.Engine.ConnectAsync();
        Assert.True(await TryAsync(first));
        await using (var transaction = await first.BeginAsync())
        {
            await transaction.RollbackAsync();
        }

        Assert.False(await TryAsync(second));
        await first.Raw.CloseAsync();
        await first.DisposeAsync();
        // The server takes note of a closed connection in its own time.
        while (!await TryAsync(second))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Theory, EveryBackend(Served = true)]
    public async Task A_lock_is_of_one_database_and_not_of_its_neighbours(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var neighbour = await EveryBackendAttribute.CreateAsync(backend);
        await using var here = await database.Engine.ConnectAsync();
        await using var there = await neighbour.Engine.ConnectAsync();
        Assert.True(await TryAsync(here));
        Assert.True(await TryAsync(there));
    }

    private static ValueTask<bool> TryAsync(Connection db) => db.TryLockAsync(Name, CancellationToken.None);
}
