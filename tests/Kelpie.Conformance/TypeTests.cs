using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

/// <summary>What is put into a column comes out of it, is found by itself, and can be missing.</summary>
public sealed class TypeTests
{
    private static readonly CellsTable C = CellsTable.Instance;

    private static readonly Gen<string?> AnyText = Gen.Int[1, 0x10FFFF]
        .Where(Rune.IsValid).Select(scalar => new Rune(scalar).ToString()).Array[0, 40].Select(parts => (string?)string.Concat(parts));

    [Theory, EveryBackend]
    public Task Booleans(string backend) => ComesBack(backend, C.Boolean, [true, false]);

    [Theory, EveryBackend]
    public Task Integers(string backend) => ComesBack(backend, C.Integer, [0, 1, -1, int.MinValue, int.MaxValue], Gen.Int.Select(i => (int?)i));

    [Theory, EveryBackend]
    public Task Big_integers(string backend) =>
        ComesBack(backend, C.BigInt, [0, -1, int.MaxValue + 1L, long.MinValue, long.MaxValue], Gen.Long.Select(i => (long?)i));

    [Theory, EveryBackend]
    public Task Doubles(string backend) => ComesBack(
        backend,
        C.Double,
        [0, -1.5, 0.1, 1e15, 9007199254740993, double.MinValue, double.MaxValue, double.Epsilon, Math.PI],
        Gen.Double.Where(double.IsFinite).Select(d => (double?)d));

    [Theory, EveryBackend]
    public Task Decimals(string backend) => ComesBack(
        backend,
        C.Decimal,
        [0, 1, -1, 0.1m, 12.50m, 0.000001m, -9999999999999999999999.999999m, 9999999999999999999999.999999m],
        Gen.Long.Select(i => (decimal?)(i / 1_000_000m)));

    [Theory, EveryBackend]
    public Task Text(string backend) => ComesBack<string?>(
        backend,
        C.Text,
        ["", " ", " both ends ", "it's", "\"", "\\", "%_", "@p0 :name $1 ?", "\r\n\t", "é", "e\u0301", "ß", "日本", "😀𝄞👩‍👩‍👧", "\uFEFFx", new string('ж', 200_000)],
        AnyText);

    [Theory, EveryBackend]
    public Task Text_of_bounded_length(string backend) => ComesBack<string?>(
        backend, C.Varchar, ["", "x ", string.Concat(Enumerable.Repeat("😀", 40)), new string('é', 40)], AnyText.Where(text => text!.EnumerateRunes().Count() <= 40));

    [Theory, EveryBackend]
    public Task Ascii_keys(string backend) => ComesBack<string?>(backend, C.AsciiKey, ["0123cdef", "00000000", "AbCdEfGh"]);

    [Theory, EveryBackend]
    public Task Moments(string backend) => ComesBack(
        backend,
        C.Timestamp,
        [
            new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            DateTime.UnixEpoch,
            new DateTime(1969, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
            new DateTime(2024, 2, 29, 12, 30, 45, 123, 456, DateTimeKind.Utc),
            new DateTime(9999, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
        ],
        Gen.Long[0, new DateTime(9999, 1, 1).Ticks / 10].Select(micros => (DateTime?)new DateTime(micros * 10, DateTimeKind.Utc)));

    [Theory, EveryBackend]
    public Task Days(string backend) => ComesBack(
        backend, C.Date, [DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(2024, 2, 29)], Gen.DateOnly.Select(day => (DateOnly?)day));

    [Theory, EveryBackend]
    public Task Bytes(string backend) => ComesBack<byte[]?>(
        backend, C.Bytes, [[], [0], [0, 255, 0, 128], [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)]], Gen.Byte.Array[0, 100].Select(bytes => (byte[]?)bytes));

    [Theory, EveryBackend]
    public Task Identifiers(string backend) => ComesBack(
        backend, C.Guid, [Guid.Empty, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), new Guid("00112233-4455-6677-8899-aabbccddeeff")], Gen.Guid.Select(id => (Guid?)id));

    [Theory, EveryBackend]
    public async Task Json(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        string[] documents = ["{}", "[]", "null", "0", "\"é😀\"", """{"a": [1, 2.5, {"b": null}], "it's": "\"\\\n"}"""];
        await db.InsertAsync(InsertInto(C).Each<string?>(row => row.Set(C.Json, value => value)), [.. documents, null]);

        var read = await db.ListAsync(Select(C.Json).From(C).OrderBy(C.Id));
        Assert.Null(read[^1]);
        Assert.All(documents, (document, i) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(document), JsonNode.Parse(read[i]!))));
    }

    [Theory, EveryBackend]
    public async Task Json_that_is_none_is_refused(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(InsertInto(C).Columns(C.Json), (C.Json.Name, "{")));
    }

    [Theory, EveryBackend]
    public async Task What_is_read_is_utc(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var local = new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Local);
        await db.ExecuteAsync(InsertInto(C).Columns(C.Timestamp), (C.Timestamp.Name, local));
        var read = await db.FirstAsync(Select(C.Timestamp).From(C));
        Assert.Equal((local.ToUniversalTime(), DateTimeKind.Utc), (read!.Value, read.Value.Kind));
    }

    [Theory, EveryBackend]
    public async Task What_is_finer_than_a_microsecond_is_cut(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteAsync(InsertInto(C).Columns(C.Timestamp), (C.Timestamp.Name, DateTime.UnixEpoch.AddTicks(19)));
        Assert.Equal(DateTime.UnixEpoch.AddTicks(10), await db.FirstAsync(Select(C.Timestamp).From(C)));
    }

    [Theory, EveryBackend]
    public async Task A_moment_that_does_not_say_its_zone_is_refused(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var unspecified = new DateTime(2024, 2, 29);
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => db.ExecuteAsync(InsertInto(C).Columns(C.Timestamp), (C.Timestamp.Name, unspecified)));
        Assert.StartsWith("The moment 2024-02-29T00:00:00.0000000 does not say whether it is UTC or local", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(
            () => db.InsertAsync(InsertInto(C).Each<DateTime>(row => row.Set(C.Timestamp, value => value)), [unspecified]));
        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(C)));
        Assert.Equal(1, await db.InsertAsync(InsertInto(C).Each<DateTime>(row => row.Set(C.Timestamp, value => value)), [DateTime.UnixEpoch]));
    }

    [Theory, EveryBackend]
    public async Task Moments_sort_as_they_follow_each_other(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        await Gen.Long[0, 3_000_000_000_000_000].Select(micros => new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMicroseconds(micros))
            .Array[1, 50].SampleAsync(async moments =>
            {
                await db.ExecuteAsync(DeleteFrom(C).AllRows());
                await db.InsertAsync(InsertInto(C).Each<DateTime>(row => row.Set(C.Timestamp, value => value)), moments);
                var sorted = await db.ListAsync(Select(C.Timestamp).From(C).OrderBy(C.Timestamp));
                return sorted.SequenceEqual(moments.Order().Select(moment => (DateTime?)moment));
            }, iter: 20, threads: 1);
    }

    private static async Task ComesBack<T>(string backend, Column<T> column, T[] values, Gen<T>? any = null)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var insert = InsertInto(C).Each<T>(row => row.Set(column, value => value));
        var all = Select(column).From(C).OrderBy(C.Id);

        await db.InsertAsync(insert, [.. values, default!]);
        var read = await db.ListAsync(all);
        Assert.Equal(values, read.Take(values.Length));
        Assert.Null(read[^1]);
        Assert.Equal(values.Length, await db.FirstAsync(Select(Count(column)).From(C)));
        await EachIsFound(backend, db, column, values);

        if (any is not null)
        {
            await any.Array[0, 70].SampleAsync(async generated =>
            {
                await db.ExecuteAsync(DeleteFrom(C).AllRows());
                await db.InsertAsync(insert, generated);
                Assert.Equal(generated, await db.ListAsync(all));
            }, iter: 20, threads: 1);
        }
    }

    private static async Task EachIsFound<T>(string backend, Connection db, Column<T> column, T[] values)
    {
        var byParameter = Select(column).From(C).Where(column == Param("wanted", column));
        var returned = InsertInto(C).Columns(column).Returning(column);
        foreach (var value in values)
        {
            Assert.Equal([value], await db.ListAsync(byParameter, ("wanted", value)));
            Assert.Equal([value], await db.ListAsync(Select(column).From(C).Where(column.In(value))));
        }

        foreach (var value in EveryBackendAttribute.Named(backend).ReturnsRows ? values : [])
        {
            Assert.Equal(value, await db.FirstAsync(returned, (column.Name, value)));
        }
    }
}
