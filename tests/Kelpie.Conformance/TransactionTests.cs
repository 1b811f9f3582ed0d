using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class TransactionTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;
    private static readonly Insert Add = InsertInto(S).Columns(S.Label);
    private static readonly Select<long> HowMany = Select(CountAll()).From(S);

    [Theory, EveryBackend]
    public async Task A_commit_makes_it_last(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using (var db = await database.ConnectAsync(S))
        {
            await using var transaction = await db.BeginAsync();
            Assert.True(db.InTransaction);
            await db.ExecuteAsync(Add, ("label", "a"));
            await transaction.CommitAsync();
            Assert.False(db.InTransaction);
        }

        await using var later = await database.ConnectAsync();
        Assert.Equal(1, await later.FirstAsync(HowMany));
    }

    [Theory, EveryBackend]
    public async Task A_rollback_undoes_it(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using var transaction = await db.BeginAsync();
        await db.ExecuteAsync(Add, ("label", "a"));
        Assert.Equal(1, await db.FirstAsync(HowMany));
        await transaction.RollbackAsync();
        Assert.False(db.InTransaction);
        Assert.Equal(0, await db.FirstAsync(HowMany));
    }

    [Theory, EveryBackend]
    public async Task Disposing_without_a_commit_undoes_it(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using (await db.BeginAsync())
        {
            await db.ExecuteAsync(Add, ("label", "a"));
        }

        Assert.False(db.InTransaction);
        Assert.Equal(0, await db.FirstAsync(HowMany));
        await db.ExecuteAsync(Add, ("label", "b"));
        Assert.Equal(1, await db.FirstAsync(HowMany));
    }

    [Theory, EveryBackend]
    public async Task Giving_the_connection_back_without_a_commit_undoes_it(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using (var db = await database.ConnectAsync(S))
        {
            _ = await db.BeginAsync();
            await db.ExecuteAsync(Add, ("label", "a"));
        }

        await using var next = await database.ConnectAsync();
        Assert.False(next.InTransaction);
        Assert.Equal(0, await next.FirstAsync(HowMany));
        await using var transaction = await next.BeginAsync();
        await transaction.CommitAsync();
    }

    [Theory, EveryBackend]
    public async Task A_transaction_left_over_from_a_connection_given_back_touches_no_other(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        Transaction stale;
        await using (var db = await database.ConnectAsync(S))
        {
            stale = await db.BeginAsync();
        }

        await using var next = await database.ConnectAsync();
        await using var transaction = await next.BeginAsync();
        await next.ExecuteAsync(Add, ("label", "a"));
        await stale.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stale.CommitAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stale.RollbackAsync());
        Assert.True(next.InTransaction);
        await transaction.CommitAsync();
        Assert.Equal(1, await next.FirstAsync(HowMany));
    }

    [Theory, EveryBackend]
    public async Task A_transaction_within_another_is_refused(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using var transaction = await db.BeginAsync();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await db.BeginAsync());
        Assert.Equal("The connection has a transaction already; commit it or roll it back first.", error.Message);
        await db.ExecuteAsync(Add, ("label", "a"));
        await transaction.CommitAsync();
        Assert.Equal(1, await db.FirstAsync(HowMany));
    }

    [Theory, EveryBackend]
    public async Task What_is_over_cannot_be_committed_or_rolled_back_again(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using var transaction = await db.BeginAsync();
        await transaction.CommitAsync();
        const string message = "The transaction is over: it was committed or rolled back before.";
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.CommitAsync())).Message);
        Assert.Equal(message, (await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.RollbackAsync())).Message);
    }

    [Theory, EveryBackend]
    public async Task One_after_the_other_on_one_connection(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        for (var i = 0; i < 20; i++)
        {
            await using var transaction = await db.BeginAsync(i % 3 == 0 ? TransactionMode.Read : TransactionMode.Write);
            if (i % 3 != 0)
            {
                await db.ExecuteAsync(Add, ("label", $"{i}"));
            }

            if (i % 2 == 0)
            {
                await transaction.CommitAsync();
            }
        }

        Assert.Equal(["2", "4", "8", "10", "14", "16"], await db.ListAsync(Select(S.Label).From(S).OrderBy(S.Id)));
    }

    [Theory, EveryBackend]
    public async Task An_error_within_leaves_what_to_do_to_the_caller(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.ExecuteAsync(Add, ("label", "a"));
        await using (var transaction = await db.BeginAsync())
        {
            await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(Add, ("label", "a")));
            Assert.True(db.InTransaction);
            await transaction.RollbackAsync();
        }

        await db.ExecuteAsync(Add, ("label", "b"));
        Assert.Equal(2, await db.FirstAsync(HowMany));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Others_see_nothing_before_the_commit(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var writer = await database.ConnectAsync(S);
        await using var reader = await database.ConnectAsync();
        await using var transaction = await writer.BeginAsync();
        await writer.ExecuteAsync(Add, ("label", "a"));
        Assert.Equal(0, await reader.FirstAsync(HowMany));
        await transaction.CommitAsync();
        Assert.Equal(1, await reader.FirstAsync(HowMany));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_reading_transaction_sees_one_state_throughout(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var writer = await database.ConnectAsync(S);
        await using var reader = await database.ConnectAsync();
        await writer.ExecuteAsync(Add, ("label", "a"));

        await using (await reader.BeginAsync(TransactionMode.Read))
        {
            Assert.Equal(1, await reader.FirstAsync(HowMany));
            await writer.ExecuteAsync(Add, ("label", "b"));
            Assert.Equal(1, await reader.FirstAsync(HowMany));
            Assert.Equal(["a"], await reader.ListAsync(Select(S.Label).From(S)));
        }

        Assert.Equal(2, await reader.FirstAsync(HowMany));
    }

    [Theory, EveryBackend]
    public async Task Deleting_a_row_deletes_what_belongs_to_it(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        foreach (var label in new[] { "a", "b" })
        {
            var shelf = await db.FirstAsync(Add.Returning(S.Id), ("label", label));
            await db.InsertAsync(
                InsertInto(I).Each<string>(row => row.Set(I.ShelfId, _ => shelf).Set(I.Label, item => item)), ["cup", "vase"]);
        }

        Assert.Equal(1, await db.ExecuteAsync(DeleteFrom(S).Where(S.Label == "a")));
        Assert.Equal(["b", "b"], await db.ListAsync(Select(S.Label).From(I).Join(S, S.Id == I.ShelfId)));
        Assert.Equal(2, await db.FirstAsync(Select(CountAll()).From(I)));
    }
}
