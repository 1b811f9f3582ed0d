using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class UnitOfWorkTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly Insert Add = InsertInto(S).Columns(S.Label);

    [Theory, EveryBackend]
    public async Task The_first_row_of_none_is_null_and_of_a_zero_is_zero(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var find = Select(S.Id - S.Id).From(S).Where(S.Label == Param<string>("label"));
        Assert.Null(await db.FirstOrNullAsync(find, ("label", "a")));
        await db.ExecuteAsync(Add, ("label", "a"));
        Assert.Equal(0L, await db.FirstOrNullAsync(find, ("label", "a")));
        Assert.Equal(0L, await db.FirstAsync(find, [("label", "a")], CancellationToken.None));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.FirstAsync(find, ("label", "b")));
        Assert.Equal($"The query found no row: {find.Compile(db.Dialect).Sql}", error.Message);
    }

    [Theory, EveryBackend]
    public async Task A_unit_is_committed_whole_or_not_at_all(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await (await database.ConnectAsync(S)).DisposeAsync();
        Assert.Equal(1, await database.Engine.TransactAsync((db, token) => db.ExecuteAsync(Add, [("label", "a")], token)));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => database.Engine.TransactAsync(async (db, token) =>
        {
            await db.ExecuteAsync(Add, [("label", "b")], token);
            await db.ExecuteAsync(Add, [("label", "a")], token);
        }));
        Assert.Equal(DatabaseErrorKind.Unique, error.Kind);
        Assert.Equal(["a"], await database.Engine.RunAsync((db, token) => db.ListAsync(Select(S.Label).From(S), [], token)));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Units_that_get_in_each_others_way_all_come_through(string backend)
    {
        // Few, because a server takes a second to find a deadlock.
        const int Units = 8;
        var options = new EngineOptions { Retry = new RetryPolicy { Attempts = 200, MaxWait = TimeSpan.FromMilliseconds(100) } };
        await using var database = await EveryBackendAttribute.CreateAsync(backend, options);
        await using (var setUp = await database.ConnectAsync(S))
        {
            await setUp.ExecuteAsync(Add, ("label", "0"));
            await setUp.ExecuteAsync(Add, ("label", "1"));
        }

        var lengthen = Update(S).Set(S.Label, S.Label.Concat("x")).Where(S.Id == Param<long>("id"));
        await Parallel.ForAsync(0, Units, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (unit, token) =>
            await database.Engine.TransactAsync(
                async (db, token) =>
                {
                    // One half in one order, one half in the other.
                    await db.ExecuteAsync(lengthen, [("id", 1L + (unit % 2))], token);
                    await db.ExecuteAsync(lengthen, [("id", 2L - (unit % 2))], token);
                },
                cancellationToken: token));
        var labels = await database.Engine.RunAsync((db, token) => db.ListAsync(Select(S.Label).From(S).OrderBy(S.Id), [], token));
        Assert.Equal([$"0{new string('x', Units)}", $"1{new string('x', Units)}"], labels);
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task A_statement_prepared_by_one_connection_survives_a_change_of_its_table_by_another(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.ExecuteAsync(Add, ("label", "a"));
        var all = Text("SELECT * FROM shelves").Rows(Sql.Schema.Types.BigInt);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([1L], await db.ListAsync(all));
        }

        await using (var other = await database.ConnectAsync())
        {
            foreach (var sql in db.Dialect.Ddl.Compile(new AddColumn(S.Name, new("colour", Sql.Schema.Types.Text) { IsNullable = true })))
            {
                await other.ExecuteScriptAsync(sql);
            }
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([1L], await db.ListAsync(all));
        }
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task An_engine_for_reading_writes_nothing(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await (await database.ConnectAsync(S)).DisposeAsync();
        await using var db = await database.Open(new EngineOptions { ReadOnly = true }).ConnectAsync();
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
        var error = await Record.ExceptionAsync(async () => await db.ExecuteAsync(Add, ("label", "a")));
        Assert.True(error is NotSupportedException or DatabaseException { Kind: DatabaseErrorKind.ReadOnly }, $"{error}");
        await using var writer = await database.ConnectAsync();
        Assert.Equal(0, await writer.FirstAsync(Select(CountAll()).From(S)));
    }
}
