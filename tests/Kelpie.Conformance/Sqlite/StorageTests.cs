using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Sqlite;

/// <summary>What SQLite keeps in a guise other than its own, and what other programs may have put there.</summary>
public sealed class StorageTests
{
    private static readonly CellsTable C = CellsTable.Instance;

    [Fact]
    public async Task What_stands_in_the_file()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteAsync(InsertInto(C)
            .Set(C.Boolean, true)
            .Set(C.Decimal, 12.50m)
            .Set(C.Timestamp, new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc))
            .Set(C.Date, new DateOnly(2024, 2, 29))
            .Set(C.Guid, new Guid("00112233-4455-6677-8899-aabbccddeeff")));
        var stored = TextOn("sqlite", """
            SELECT a_boolean, a_decimal || typeof(a_decimal), a_timestamp, a_date, a_guid, typeof(a_boolean) FROM cells
            """).Rows(Types.BigInt, Types.Text, Types.Text, Types.Text, Types.Text, Types.Text);
        Assert.Equal(
            (1L, "12.50text", "2024-02-29T01:02:03.000000", "2024-02-29", "00112233-4455-6677-8899-aabbccddeeff", "integer"),
            await db.FirstAsync(stored));
    }

    [Theory]
    [InlineData("2024-02-29T12:30:00.123456")]
    [InlineData("2024-02-29 12:30:00.123456")]
    [InlineData("2024-02-29T12:30:00.123456Z")]
    [InlineData("2024-02-29T14:30:00.123456+02:00")]
    public async Task Moments_as_other_programs_write_them(string text)
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteAsync(Text("INSERT INTO cells (a_timestamp) VALUES (:text)").Bind(Param<string>("text")), ("text", text));
        var read = await db.FirstAsync(Select(C.Timestamp).From(C));
        Assert.Equal((new DateTime(2024, 2, 29, 12, 30, 0, 123, 456), DateTimeKind.Utc), (read!.Value, read.Value.Kind));
    }

    [Fact]
    public async Task A_text_with_a_nul_in_it()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteAsync(InsertInto(C).Columns(C.Text), (C.Text.Name, "a\0b"));
        Assert.Equal("a\0b", await db.FirstAsync(Select(C.Text).From(C)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.0)]
    public async Task Numbers_at_the_edge(double value)
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteAsync(InsertInto(C).Columns(C.Double), (C.Double.Name, value));
        Assert.Equal(value, await db.FirstAsync(Select(C.Double).From(C)));
    }

    [Fact]
    public async Task What_is_no_number_is_refused_and_does_not_become_null()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => db.ExecuteAsync(InsertInto(C).Columns(C.Double), (C.Double.Name, double.NaN)));
        Assert.Equal("SQLite keeps no NaN: it would become NULL. Store NULL, or what it stands for. (Parameter 'value')", error.Message);
        await Assert.ThrowsAsync<ArgumentException>(
            () => db.InsertAsync(InsertInto(C).Each<double>(row => row.Set(C.Double, value => value)), [double.NaN]));
        Assert.Empty(await db.ListAsync(Select(C.Double).From(C)));
    }

    [Fact]
    public async Task Statements_of_many_rows_do_not_pile_up()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        var memory = new int[2];
        for (var i = 0; i < 600; i++)
        {
            Assert.Equal(1, await db.InsertAsync(InsertInto(C).Each<int>(row => row.Set(C.Integer, value => value)), [i]));
            Assert.Equal(
                raw.SQLITE_OK,
                raw.sqlite3_db_status(((SqliteConnection)db.Raw).Handle, raw.SQLITE_DBSTATUS_STMT_USED, out memory[i / 300], out _, 0));
        }

        Assert.InRange(memory[1], 1, memory[0] * 1.1);
        Assert.Equal(Enumerable.Range(0, 600).Select(i => (int?)i), await db.ListAsync(Select(C.Integer).From(C).OrderBy(C.Id)));
    }

    [Fact]
    public async Task Json_that_is_none_fails_its_check()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(InsertInto(C).Columns(C.Json), (C.Json.Name, "{")));
        Assert.Equal(DatabaseErrorKind.Check, error.Kind);
    }

    [Fact]
    public async Task A_number_too_large_for_its_column_is_an_error_when_it_is_read()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(C);
        await db.ExecuteScriptAsync("INSERT INTO cells (an_integer) VALUES (3000000000)");
        await Assert.ThrowsAsync<OverflowException>(() => db.FirstAsync(Select(C.Integer).From(C)));
    }
}
