using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.PostgreSql;

/// <summary>Loading by <c>COPY</c>.</summary>
public sealed class LoadTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly CellsTable C = CellsTable.Instance;
    private static readonly OddTable O = OddTable.Instance;
    private static readonly InsertMany<string> AddShelves = InsertInto(S).Each<string>(row => row.Set(S.Label, label => label));

    [Theory, RequiresPostgreSql]
    public async Task A_value_of_each_type_and_none(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var moment = new DateTime(2024, 2, 29, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        var id = Guid.NewGuid();
        var load = InsertInto(C).Each<bool>(row => row
            .Set(C.Boolean, there => there ? true : null)
            .Set(C.Integer, there => there ? int.MinValue : null)
            .Set(C.BigInt, there => there ? long.MaxValue : null)
            .Set(C.Double, there => there ? -1.5 : null)
            .Set(C.Decimal, there => there ? 12.50m : null)
            .Set(C.Text, there => there ? "it's 😀\t\\N\r\n" : null)
            .Set(C.Varchar, there => there ? "" : null)
            .Set(C.AsciiKey, there => there ? "0123cdef" : null)
            .Set(C.Timestamp, there => there ? moment : null)
            .Set(C.Date, there => there ? DateOnly.MinValue : null)
            .Set(C.Json, there => there ? "[1]" : null)
            .Set(C.Bytes, there => there ? [0, 255] : null)
            .Set(C.Guid, there => there ? id : null));
        Assert.Equal(2, await db.LoadAsync(load, [true, false]));

        var rows = await db.ListAsync(Select(C.Boolean, C.Integer, C.BigInt, C.Double, C.Decimal, C.Text, C.Varchar).From(C).OrderBy(C.Id));
        Assert.Equal([(true, int.MinValue, long.MaxValue, -1.5, 12.50m, "it's 😀\t\\N\r\n", ""), default], rows);
        var others = await db.ListAsync(Select(C.AsciiKey, C.Timestamp, C.Date, C.Json, C.Guid).From(C).OrderBy(C.Id));
        Assert.Equal([("0123cdef", moment, DateOnly.MinValue, "[1]", id), default], others);
        Assert.Equal([[0, 255], null], await db.ListAsync(Select(C.Bytes).From(C).OrderBy(C.Id)));
    }

    [Theory, RequiresPostgreSql]
    public async Task Names_that_need_quotes_and_no_rows(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(O);
        var load = InsertInto(O).Each<int>(row => row.Set(O.Quoted, i => $"{i}").Set(O.Id, i => i));
        Assert.Equal(0, await db.LoadAsync(load, []));
        Assert.Equal(3, await db.LoadAsync(load, [1, 2, 3]));
        Assert.Equal([(1, "1"), (2, "2"), (3, "3")], await db.ListAsync(Select(O.Id, O.Quoted).From(O).OrderBy(O.Id)));
    }

    [Theory, RequiresPostgreSql]
    public async Task All_rows_are_there_or_none(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        IEnumerable<string> twice = [.. Enumerable.Range(0, 20_000).Select(i => $"{i}"), "7"];
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.LoadAsync(AddShelves, twice));
        Assert.Equal((DatabaseErrorKind.Unique, "load into shelves"), (error.Kind, error.Sql));
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));

        var failing = Enumerable.Range(0, 20_000).Select(i => i < 19_000 ? $"{i}" : throw new FormatException("enough"));
        await Assert.ThrowsAsync<FormatException>(() => db.LoadAsync(AddShelves, failing));
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
        Assert.Equal(1, await db.LoadAsync(AddShelves, ["a"]));
    }

    [Theory, RequiresPostgreSql]
    public async Task A_load_is_part_of_the_transaction_that_is_open(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using (await db.BeginAsync())
        {
            Assert.Equal(2, await db.LoadAsync(AddShelves, ["a", "b"]));
            Assert.Equal(2, await db.FirstAsync(Select(CountAll()).From(S)));
        }

        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
    }

    [Theory, RequiresPostgreSql]
    public async Task A_load_can_be_cancelled(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        using var cancellation = new CancellationTokenSource();
        var labels = Enumerable.Range(0, 50_000).Select(i =>
        {
            if (i == 1_000)
            {
                cancellation.Cancel();
            }

            return $"{i}";
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.LoadAsync(AddShelves, labels, cancellation.Token));
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
    }
}
