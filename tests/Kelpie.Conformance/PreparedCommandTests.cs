using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

/// <summary>Commands stay prepared on their connection, so many at the most; which ones is nobody's business but speed's.</summary>
public sealed class PreparedCommandTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;

    [Theory, EveryBackend]
    public async Task More_statements_than_stay_prepared(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.InsertAsync(InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i}")), [.. Enumerable.Range(0, 500)]);
        Select<string>[] statements =
            [.. Enumerable.Range(0, 500).Select(i => Select(S.Label).From(S).Where(S.Label == $"{i}" & S.Id > Param<long>("after")))];
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < statements.Length; i++)
            {
                Assert.Equal([$"{i}"], await db.ListAsync(statements[i], ("after", 0)));
            }
        }
    }

    [Theory, EveryBackend(ReadsManyAtOnce = true)]
    public async Task A_statement_being_read_outlives_its_place_among_the_prepared(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.InsertAsync(InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i}")), [.. Enumerable.Range(0, 5)]);
        var reading = Select(S.Label).From(S).OrderBy(S.Id);
        var read = new List<string>();
        await foreach (var label in db.QueryAsync(reading))
        {
            read.Add(label);
            for (var i = 0; i < 300; i++)
            {
                Assert.Equal(label, await db.FirstAsync(Select(S.Label).From(S).Where(S.Label == label & S.Id > -i)));
            }
        }

        Assert.Equal(["0", "1", "2", "3", "4"], read);
    }

    [Theory, EveryBackend(ReadsManyAtOnce = true)]
    public async Task More_readers_at_once_than_stay_prepared(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.InsertAsync(InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i}")), [.. Enumerable.Range(0, 2)]);
        var open = new List<IAsyncEnumerator<string>>();
        for (var i = 0; i < 200; i++)
        {
            var reader = db.QueryAsync(Select(S.Label).From(S).Where(S.Id > -i).OrderBy(S.Id)).GetAsyncEnumerator();
            Assert.True(await reader.MoveNextAsync());
            open.Add(reader);
        }

        foreach (var reader in open)
        {
            Assert.Equal("0", reader.Current);
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal("1", reader.Current);
            Assert.False(await reader.MoveNextAsync());
            await reader.DisposeAsync();
        }

        Assert.Equal(2, await db.ExecuteAsync(DeleteFrom(S).AllRows()));
    }

    [Theory, EveryBackend]
    public async Task A_prepared_statement_survives_a_change_of_its_table(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var labels = Select(S.Label).From(S).OrderBy(S.Id);
        await db.ExecuteAsync(InsertInto(S).Set(S.Label, "a"));
        Assert.Equal(["a"], await db.ListAsync(labels));
        foreach (var sql in db.Dialect.Ddl.Compile(new AddColumn(S.Name, new("colour", Sql.Schema.Types.Text) { IsNullable = true })))
        {
            await db.ExecuteScriptAsync(sql);
        }

        await db.ExecuteAsync(InsertInto(S).Set(S.Label, "b"));
        Assert.Equal(["a", "b"], await db.ListAsync(labels));
    }
}
