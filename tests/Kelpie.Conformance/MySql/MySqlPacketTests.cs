using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.MySql;

/// <summary>A server takes no statement larger than its max_allowed_packet: 16 MB on MariaDB, 64 MB on MySQL, unless it is told otherwise.</summary>
public sealed class MySqlPacketTests
{
    private static readonly CellsTable C = CellsTable.Instance;

    [Theory, BothServers]
    public async Task Large_rows_go_in_as_many_statements_as_the_server_takes(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var insert = InsertInto(C).Each<(string Text, byte[] Bytes)>(row => row.Set(C.Text, cell => cell.Text).Set(C.Bytes, cell => cell.Bytes));
        var large = (new string('x', 400_000), new byte[400_000]);
        (string Text, byte[] Bytes)[] rows = [.. Enumerable.Repeat(large, 100), .. Enumerable.Repeat(("small", new byte[] { 1 }), 100)];
        Assert.Equal(200, await db.InsertAsync(insert, rows));
        Assert.Equal((200L, 100L * 400_000 + 500), await db.FirstAsync(Select(CountAll(), Cast(Sum(Length(C.Text)), Types.BigInt)).From(C)));
    }

    [Theory, BothServers]
    public async Task A_statement_that_the_server_does_not_take_is_refused_with_its_size_and_the_name_of_the_setting(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var text = new string('x', 80_000_000);
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(InsertInto(C).Columns(C.Text), (C.Text.Name, text)));

        // The server hangs up while the statement is on its way, and the driver guesses why; seldom it still reads the server's own word.
        Assert.Contains(error.Kind, new[] { DatabaseErrorKind.ConnectionLost, DatabaseErrorKind.BadValue });
        Assert.Contains("'max_allowed_packet'", error.Message, StringComparison.Ordinal);
    }
}
