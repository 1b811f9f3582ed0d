using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.MySql;

/// <summary>
/// Bulk loading goes by LOAD DATA, or by statements of many rows where that is not allowed. What an insert would refuse is
/// refused either way, and then nothing is there.
/// </summary>
public sealed class MySqlLoadTests
{
    private static readonly CellsTable C = CellsTable.Instance;
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;
    private static readonly InsertMany<string?> Shelves = InsertInto(S).Each<string?>(row => row.Set(S.Label, label => label!));

    [Theory, BothServers(BothWays = true)]
    public async Task Bytes_and_identifiers_arrive_as_they_were(string backend, string options)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var engine = Engine.Create(
            MySqlBackend.Url(database.Url, backend, database.Url.Database, options), [database.Engine.Driver]);
        await using var db = await ConnectAsync(database, engine, C);
        var insert = InsertInto(C).Each<(byte[]? Bytes, Guid Guid)>(row => row.Set(C.Bytes, cell => cell.Bytes).Set(C.Guid, cell => cell.Guid));
        await Gen.Select(Gen.Byte.Array[0, 60], Gen.Guid).Array[0, 80].SampleAsync(async cells =>
        {
            await db.ExecuteAsync(DeleteFrom(C).AllRows());
            (byte[]? Bytes, Guid Guid)[] rows = [.. cells, (null, Guid.Empty), ([.. Enumerable.Range(0, 600_000).Select(i => (byte)i)], Guid.Empty)];
            Assert.Equal(rows.Length, await db.LoadAsync(insert, rows));
            Assert.Equal(
                rows.Select(row => (row.Bytes, (Guid?)row.Guid)), await db.ListAsync(Select(C.Bytes, C.Guid).From(C).OrderBy(C.Id)));
        }, iter: 5, threads: 1);
    }

    [Theory, BothServers(BothWays = true)]
    public async Task All_other_values_arrive_as_they_were(string backend, string options)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var engine = Engine.Create(
            MySqlBackend.Url(database.Url, backend, database.Url.Database, options), [database.Engine.Driver]);
        await using var db = await ConnectAsync(database, engine, C);
        (string? Text, double? Number, decimal? Exact, DateTime? Moment, DateOnly? Day, bool? Truth)[] rows =
        [
            ("a\tb\nc\\N\\\r\0'\"😀", double.MaxValue, -0.000001m, new DateTime(9999, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc), DateOnly.MaxValue, true),
            ("", double.Epsilon, 9999999999999999999999.999999m, new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc), DateOnly.MinValue, false),
            ("\\N", 0.1, 0, DateTime.UnixEpoch, new DateOnly(2024, 2, 29), true),
            (null, null, null, null, null, null),
        ];
        var insert = InsertInto(C).Each<(string? Text, double? Number, decimal? Exact, DateTime? Moment, DateOnly? Day, bool? Truth)>(row => row
            .Set(C.Text, cell => cell.Text).Set(C.Double, cell => cell.Number).Set(C.Decimal, cell => cell.Exact)
            .Set(C.Timestamp, cell => cell.Moment).Set(C.Date, cell => cell.Day).Set(C.Boolean, cell => cell.Truth));
        Assert.Equal(rows.Length, await db.LoadAsync(insert, rows));
        Assert.Equal(rows, await db.ListAsync(Select(C.Text, C.Double, C.Decimal, C.Timestamp, C.Date, C.Boolean).From(C).OrderBy(C.Id)));
    }

    [Theory, BothServers(BothWays = true)]
    public async Task What_an_insert_would_refuse_is_refused_and_nothing_is_there(string backend, string options)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var engine = Engine.Create(
            MySqlBackend.Url(database.Url, backend, database.Url.Database, options), [database.Engine.Driver]);
        await using var db = await ConnectAsync(database, engine, S, I);
        await db.InsertAsync(Shelves, ["taken"]);
        var items = InsertInto(I).Each<(long Shelf, string Label, long Amount)>(row =>
            row.Set(I.ShelfId, item => item.Shelf).Set(I.Label, item => item.Label).Set(I.Amount, item => item.Amount));
        await Fails(DatabaseErrorKind.Unique, () => db.LoadAsync(Shelves, ["a", "taken", "b"]));
        await Fails(DatabaseErrorKind.BadValue, () => db.LoadAsync(Shelves, ["a", new string('x', 101)]));
        await Fails(DatabaseErrorKind.NotNull, () => db.LoadAsync(Shelves, ["a", null]));
        await Fails(DatabaseErrorKind.ForeignKey, () => db.LoadAsync(items, [(1, "x", 1), (99, "y", 1)]));
        await Fails(DatabaseErrorKind.Check, () => db.LoadAsync(items, [(1, "x", 1), (1, "y", -1)]));
        await Assert.ThrowsAsync<FormatException>(() => db.LoadAsync(Shelves, Failing()));
        Assert.Equal(["taken"], await db.ListAsync(Select(S.Label).From(S)));
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(I)));

        async Task Fails(DatabaseErrorKind kind, Func<Task> load) =>
            Assert.Equal(kind, (await Assert.ThrowsAsync<DatabaseException>(load)).Kind);

        static IEnumerable<string> Failing()
        {
            yield return "a";
            throw new FormatException("no more");
        }
    }

    [Theory, BothServers(BothWays = true)]
    public async Task In_a_transaction_what_was_done_before_stays(string backend, string options)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var engine = Engine.Create(
            MySqlBackend.Url(database.Url, backend, database.Url.Database, options), [database.Engine.Driver]);
        await using var db = await ConnectAsync(database, engine, S);
        await using var transaction = await db.BeginAsync();
        await db.InsertAsync(Shelves, ["before"]);
        await Assert.ThrowsAsync<DatabaseException>(() => db.LoadAsync(Shelves, ["x", "before"]));
        Assert.Equal(3000, await db.LoadAsync(Shelves, Enumerable.Range(0, 3000).Select(i => $"{i}")));
        await transaction.CommitAsync();
        Assert.Equal(3001, await db.FirstAsync(Select(CountAll()).From(S)));
        Assert.Equal(["before"], await db.ListAsync(Select(S.Label).From(S).Where(S.Label.In("x", "before"))));
    }

    private static async Task<Connection> ConnectAsync(TestDatabase database, Engine engine, params Table[] tables)
    {
        await (await database.ConnectAsync(tables)).DisposeAsync();
        return await engine.ConnectAsync();
    }
}
