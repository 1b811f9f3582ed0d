using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.MySql;

public sealed class MySqlSessionTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;

    [Theory, BothServers]
    public async Task The_server_of_the_other_scheme_is_refused(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        var (wrong, right) = backend == "mysql" ? (MySqlDriver.MariaDb, "mysql") : (MySqlDriver.MySql, "mariadb");
        var url = MySqlBackend.Url(database.Url, wrong.Schemes[0], database.Url.Database);
        await using var engine = Engine.Create(url, [wrong]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.EndsWith($"write {right}:// in the URL.", error.Message, StringComparison.Ordinal);
    }

    [Theory, BothServers]
    public async Task A_lock_of_somebody_else_is_waited_for_and_then_named(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(10) });
        await using var one = await database.ConnectAsync(S);
        await using var other = await database.ConnectAsync();
        await one.ExecuteAsync(InsertInto(S).Set(S.Label, "a"));
        await using var transaction = await one.BeginAsync();
        await one.ExecuteAsync(Update(S).Set(S.Label, "b").AllRows());
        var error = await Assert.ThrowsAsync<DatabaseException>(() => other.ExecuteAsync(Update(S).Set(S.Label, "c").AllRows()));
        Assert.Equal(DatabaseErrorKind.Busy, error.Kind);
    }

    [Theory, BothServers]
    public async Task A_read_only_session_writes_nothing(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using var reader = await database.Open(new EngineOptions { ReadOnly = true }).ConnectAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => reader.ExecuteScriptAsync("INSERT INTO shelves (label) VALUES ('a')"));
        Assert.Equal(DatabaseErrorKind.ReadOnly, error.Kind);
        Assert.Empty(await reader.ListAsync(Select(S.Label).From(S)));
    }

    [Theory, BothServers]
    public async Task Zero_is_a_number_as_any_other(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        Assert.Equal(0, await db.FirstAsync(InsertInto(S).Set(S.Id, 0).Set(S.Label, "a").Returning(S.Id)));
        Assert.Equal([0L], await db.ListAsync(Select(S.Id).From(S)));
    }

    [Theory, BothServers]
    public async Task An_update_counts_the_rows_it_met(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.ExecuteAsync(InsertInto(S).Set(S.Label, "a"));
        Assert.Equal(1, await db.ExecuteAsync(Update(S).Set(S.Label, "a").AllRows()));
    }

    [Theory, BothServers]
    public async Task Values_are_set_from_what_the_row_was(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        await db.ExecuteAsync(InsertInto(S).Set(S.Label, "top"));
        await db.ExecuteAsync(InsertInto(I).Set(I.ShelfId, 1L).Set(I.Label, "old").Set(I.State, "s"));
        await db.ExecuteAsync(Update(I).Set(I.Label, "new").Set(I.State, I.Label).Set(I.Note, Cast(I.State.Concat("!"), Types.Text.Nullable())).AllRows());
        Assert.Equal(("new", "old", "s!"), await db.FirstAsync(Select(I.Label, I.State, I.Note).From(I)));
    }

    [Theory, BothServers]
    public async Task An_unknown_database_and_a_refused_port_cannot_be_opened(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        var driver = database.Engine.Driver;
        foreach (var (url, kind) in new[]
        {
            ($"{backend}://root@127.0.0.1:1/x", DatabaseErrorKind.CannotOpen),
            ($"{backend}://root@{database.Url.Host}:{database.Url.Port}/kelpie_is_not_there", DatabaseErrorKind.CannotOpen),
            ($"{backend}://nobody:secret@{database.Url.Host}:{database.Url.Port}/{database.Url.Database}", DatabaseErrorKind.AccessDenied),
        })
        {
            await using var engine = Engine.Create(DatabaseUrl.Parse(url), [driver]);
            var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
            Assert.Equal(kind, error.Kind);
            Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory, BothServers]
    public async Task A_connection_that_the_server_ends_is_lost(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        await using var killer = await database.ConnectAsync();
        var id = await db.FirstAsync(Text("SELECT CONNECTION_ID()").Rows(Types.BigInt));
        await killer.ExecuteScriptAsync($"KILL {id}");
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("SELECT SLEEP(20)"));
        Assert.Equal(DatabaseErrorKind.ConnectionLost, error.Kind);
    }

    [Theory, BothServers]
    public async Task Text_compares_by_code_point_and_blank(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        string[] labels = ["x", "x ", "X", "e", "é"];
        await db.InsertAsync(InsertInto(S).Each<string>(row => row.Set(S.Label, label => label)), labels);
        foreach (var label in labels)
        {
            Assert.Equal([label], await db.ListAsync(Select(S.Label).From(S).Where(S.Label == label)));
        }

        Assert.Equal(0, await db.FirstAsync(Text("SELECT 'x' = 'x ' OR 'a' = 'A' OR 'e' = 'é'").Rows(Types.Integer)));
    }
}
