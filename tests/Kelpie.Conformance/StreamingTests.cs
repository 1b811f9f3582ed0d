using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class StreamingTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly Select<string> After = Select(S.Label).From(S).Where(S.Id > Param<long>("after")).OrderBy(S.Id);

    [Theory, EveryBackend(ReadsManyAtOnce = true)]
    public async Task One_statement_can_be_read_by_several_readers_at_once(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database, 4);
        var pairs = new List<string>();
        await foreach (var one in db.QueryAsync(After, ("after", 2)))
        {
            await foreach (var other in db.QueryAsync(After, ("after", 1)))
            {
                pairs.Add(one + other + await db.FirstAsync(After, ("after", 0)));
            }
        }

        Assert.Equal(["210", "220", "230", "310", "320", "330"], pairs);
    }

    [Theory, EveryBackend(ReadsManyAtOnce = true)]
    public async Task Other_statements_may_run_while_a_reader_is_open(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database, 3);
        var rename = Update(S).Set(S.Label, S.Label.Concat("!")).Where(S.Label == Param<string>("label"));
        foreach (var label in await db.ListAsync(After, ("after", 0)))
        {
            await foreach (var count in db.QueryAsync(Select(CountAll()).From(S)))
            {
                Assert.Equal(3, count);
                Assert.Equal(1, await db.ExecuteAsync(rename, ("label", label)));
            }
        }

        Assert.Equal(["0!", "1!", "2!"], await db.ListAsync(After, ("after", 0)));
    }

    [Theory, EveryBackend]
    public async Task A_reader_left_half_way_leaves_the_connection_usable(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database, 100);
        for (var round = 0; round < 200; round++)
        {
            await foreach (var label in db.QueryAsync(After, ("after", 0)))
            {
                Assert.Equal("0", label);
                break;
            }
        }

        await Drop(db);
    }

    [Theory, EveryBackend]
    public async Task A_reader_left_by_an_exception_leaves_the_connection_usable(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database, 100);
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var label in db.QueryAsync(After, ("after", 0)))
            {
                throw new FormatException(label);
            }
        });
        await Drop(db);
    }

    [Theory, EveryBackend]
    public Task A_reader_never_closed_ends_when_the_connection_is_given_back(string backend) => AreEnded(backend, readers: 1);

    [Theory, EveryBackend(ReadsManyAtOnce = true)]
    public Task Readers_never_closed_end_when_the_connection_is_given_back(string backend) => AreEnded(backend, readers: 2);

    [Theory, EveryBackend]
    public async Task A_stream_can_be_read_again_and_runs_again(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database, 2);
        var rows = db.QueryAsync(After, ("after", 0));
        Assert.Equal(["0", "1"], await rows.ToListAsync());
        await db.ExecuteAsync(DeleteFrom(S).Where(S.Label == "0"));
        Assert.Equal(["1"], await rows.ToListAsync());
    }

    [Theory, EveryBackend]
    public async Task A_stream_can_be_cancelled_half_way(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database, 10);
        using var cancellation = new CancellationTokenSource();
        var read = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var label in db.QueryAsync(After, [("after", 0)], cancellation.Token))
            {
                if (++read == 3)
                {
                    await cancellation.CancelAsync();
                }
            }
        });
        Assert.Equal(3, read);
        await Drop(db);
    }

    private static async Task AreEnded(string backend, int readers)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { PoolSize = 1 });
        var db = await Filled(database, 100);
        var forgotten = Enumerable.Range(0, readers).Select(after => db.QueryAsync(After, ("after", after)).GetAsyncEnumerator()).ToList();
        foreach (var reader in forgotten)
        {
            Assert.True(await reader.MoveNextAsync());
        }

        await db.DisposeAsync();

        await using var next = await database.ConnectAsync();
        await using (var transaction = await next.BeginAsync())
        {
            await next.ExecuteAsync(InsertInto(S).Columns(S.Label), ("label", "new"));
            await transaction.CommitAsync();
        }

        Assert.Equal(101, (await next.ListAsync(After, ("after", 0))).Count);
        foreach (var reader in forgotten)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reader.MoveNextAsync());
            await reader.DisposeAsync();
        }

        Assert.Equal(101, (await next.ListAsync(After, ("after", 0))).Count);
        await Drop(next);
    }

    private static async Task<Connection> Filled(TestDatabase database, int rows)
    {
        var db = await database.ConnectAsync(S);
        await db.InsertAsync(InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i}")), [.. Enumerable.Range(0, rows)]);
        return db;
    }

    // A reader still open would keep the table locked.
    private static async Task Drop(Connection db)
    {
        foreach (var sql in db.Dialect.Ddl.Compile(new DropTable(S.Name)))
        {
            await db.ExecuteScriptAsync(sql);
        }

        Assert.Empty(await db.Driver.Inspector.TableNamesAsync(db));
    }
}
