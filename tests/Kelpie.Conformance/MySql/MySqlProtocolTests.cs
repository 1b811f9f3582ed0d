using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using MySqlConnector;

namespace Kelpie.Conformance.MySql;

/// <summary>A value is the same whether it goes as text or, in a prepared statement, as bytes; either may be used for either end.</summary>
public sealed class MySqlProtocolTests
{
    [Theory, BothServers]
    public Task Numbers(string backend) => Same(backend, Types.DoublePrecision, [double.MaxValue, double.MinValue, double.Epsilon, -0.1, 1e300, 0]);

    [Theory, BothServers]
    public Task Whole_numbers(string backend) => Same(backend, Types.BigInt, [long.MinValue, long.MaxValue, 0]);

    [Theory, BothServers]
    public Task Small_whole_numbers(string backend) => Same(backend, Types.Integer, [int.MinValue, int.MaxValue, 0]);

    [Theory, BothServers]
    public Task Exact_numbers(string backend) =>
        Same(backend, Types.Numeric(29, 0), [decimal.MaxValue, decimal.MinValue, decimal.MinusOne]);

    [Theory, BothServers]
    public Task Truths(string backend) => Same(backend, Types.Bool, [true, false]);

    [Theory, BothServers]
    public Task Moments(string backend) => Same(
        backend,
        Types.Timestamp,
        [
            new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(9999, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
            new DateTime(2024, 3, 31, 2, 30, 0, DateTimeKind.Utc),
        ]);

    [Theory, BothServers]
    public Task Days(string backend) => Same(backend, Types.Date, [DateOnly.MinValue, DateOnly.MaxValue]);

    [Theory, BothServers]
    public Task Text(string backend) => Same(backend, Types.Text, ["", "a\\'\"\0\n😀", " x "]);

    [Theory, BothServers]
    public Task Keys(string backend) => Same(backend, Types.AsciiKey(4), ["ab  ", "    ", "ABCD"]);

    [Theory, BothServers]
    public Task Bytes(string backend) => Same<byte[]>(backend, Types.Bytes, [[], [0, 39, 92, 255], [.. Enumerable.Range(0, 70_000).Select(i => (byte)i)]]);

    [Theory, BothServers]
    public Task Identifiers(string backend) => Same(backend, Types.Uuid, [Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff")]);

    // MariaDB keeps no vector whose length, squared, is more than a float holds.
    [Theory, BothServers]
    public Task Vectors(string backend) => Same<float[]>(backend, Types.Vector(3), [[0, -1.5f, 1e18f], [float.Epsilon, 1, 2]]);

    [Fact]
    public void What_is_no_number_is_refused()
    {
        var codec = Types.DoublePrecision.Codec(MySqlDialect.MySql.Codecs);
        foreach (var value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.StartsWith("MySQL and MariaDB keep no ", Assert.Throws<ArgumentException>(() => codec.ToDatabase(value)).Message, StringComparison.Ordinal);
        }
    }

    private static async Task Same<T>(string backend, SqlType<T> type, T[] values)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var table = new TableBuilder("t").Column("id", Types.BigInt, identity: true).Column("a", type).PrimaryKey("id").Build();
        await db.ExecuteScriptAsync(db.Dialect.Ddl.Compile(new CreateTable(table))[0]);
        var codec = type.Codec(db.Dialect.Codecs);
        foreach (var (write, read) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            await db.ExecuteScriptAsync("DELETE FROM t");
            foreach (var value in values)
            {
                await using var insert = Command(db, "INSERT INTO t (a) VALUES (@a)", (codec.ToDatabase(value), type));
                await PrepareAsync(insert, write);
                Assert.Equal(1, await insert.ExecuteNonQueryAsync());
            }

            Assert.Equal(values, await ReadAsync(db, "SELECT a FROM t ORDER BY id", codec, read, null));
            foreach (var value in values)
            {
                Assert.Equal([value], await ReadAsync(db, "SELECT a FROM t WHERE a = @a", codec, read, (codec.ToDatabase(value), type)));
            }
        }
    }

    private static async Task<List<T>> ReadAsync<T>(Connection db, string sql, ValueCodec<T> codec, bool isPrepared, (object, SqlType)? wanted)
    {
        await using var select = Command(db, sql, wanted);
        await PrepareAsync(select, isPrepared);
        await using var reader = await select.ExecuteReaderAsync();
        var read = new List<T>();
        while (await reader.ReadAsync())
        {
            read.Add(codec.Read(reader, 0));
        }

        return read;
    }

    private static MySqlCommand Command(Connection db, string sql, (object Value, SqlType Type)? given)
    {
        var command = new MySqlCommand(sql, (MySqlConnection)db.Raw);
        if (given is { } parameter)
        {
            var added = command.Parameters.AddWithValue("@a", parameter.Value);
            db.Driver.SetType(added, parameter.Type);
        }

        return command;
    }

    private static Task PrepareAsync(MySqlCommand command, bool isPrepared) => isPrepared ? command.PrepareAsync() : Task.CompletedTask;
}
