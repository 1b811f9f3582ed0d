using System.Data;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class SavepointTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly Insert Add = InsertInto(S).Columns(S.Label);
    private static readonly Select<string> Labels = Select(S.Label).From(S).OrderBy(S.Label);

    [Theory, EveryBackend]
    public async Task What_was_done_since_is_undone_or_kept_and_points_nest(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using (var transaction = await db.BeginAsync())
        {
            await db.ExecuteAsync(Add, ("label", "a"));
            await using (var outer = await transaction.SavepointAsync())
            {
                await db.ExecuteAsync(Add, ("label", "b"));
                await using (await transaction.SavepointAsync("an \"odd\" name"))
                {
                    await db.ExecuteAsync(Add, ("label", "c"));
                }

                await using var kept = await transaction.SavepointAsync();
                await db.ExecuteAsync(Add, ("label", "d"));
                await kept.ReleaseAsync();
                await outer.ReleaseAsync();
            }

            var undone = await transaction.SavepointAsync();
            await db.ExecuteAsync(Add, ("label", "e"));
            var within = await transaction.SavepointAsync();
            await undone.RollbackAsync();
            await within.DisposeAsync();
            var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await within.ReleaseAsync());
            Assert.Equal(
                $"The savepoint {within.Name} is over: it was released or rolled back before, or the transaction or a savepoint around it was.", error.Message);
            await transaction.CommitAsync();
        }

        Assert.Equal(["a", "b", "d"], await db.ListAsync(Labels));
    }

    [Theory, EveryBackend]
    public async Task After_an_error_the_transaction_goes_on_from_the_savepoint(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using (var transaction = await db.BeginAsync())
        {
            await db.ExecuteAsync(Add, ("label", "a"));
            await using (await transaction.SavepointAsync())
            {
                await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(Add, ("label", "a")));
            }

            await db.ExecuteAsync(Add, ("label", "b"));
            await transaction.CommitAsync();
        }

        Assert.Equal(["a", "b"], await db.ListAsync(Labels));
    }

    [Theory, EveryBackend]
    public async Task After_an_error_a_commit_keeps_all_else_or_fails_and_never_loses_it_in_silence(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var committed = false;
        await using (var transaction = await db.BeginAsync())
        {
            await db.ExecuteAsync(Add, ("label", "a"));
            await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(Add, ("label", "a")));
            try
            {
                await transaction.CommitAsync();
                committed = true;
            }
            catch (DatabaseException error)
            {
                Assert.Equal((DatabaseErrorKind.Unique, "COMMIT"), (error.Kind, error.Sql));
            }
        }

        Assert.Equal(committed ? ["a"] : [], await db.ListAsync(Labels));
    }

    [Theory, EveryBackend]
    public async Task Each_isolation_level_the_database_has_can_be_had_and_others_are_refused_by_name(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        Assert.Contains(IsolationLevel.Serializable, db.Driver.IsolationLevels);
        foreach (var level in new[] { IsolationLevel.ReadUncommitted, IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable, IsolationLevel.Chaos })
        {
            if (db.Driver.IsolationLevels.Contains(level))
            {
                await using var transaction = await db.BeginAsync(TransactionMode.Write, level);
                await db.ExecuteAsync(Add, ("label", $"{level}"));
                await transaction.CommitAsync();
                continue;
            }

            var error = await Assert.ThrowsAsync<NotSupportedException>(async () => await db.BeginAsync(TransactionMode.Write, level));
            Assert.Contains($"no isolation level {level}", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(db.Driver.IsolationLevels.Count, (await db.ListAsync(Labels)).Count);
    }
}
