using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Statements;
using Npgsql;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.PostgreSql;

public sealed class OpeningTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;

    [Theory]
    [InlineData("colour=red", "the option colour means nothing to PostgreSQL's driver")]
    [InlineData("sslmode=perhaps", "the option sslmode cannot have the value it was given")]
    [InlineData("connect_timeout=soon", "the option connect_timeout cannot have the value it was given")]
    [InlineData("pooling=true", "the option pooling is the engine's own matter")]
    [InlineData("maximum_pool_size=5", "the option maximum_pool_size is the engine's own matter")]
    [InlineData("host=elsewhere", "the option host has its place before the question mark")]
    [InlineData("pwd=secret", "the option pwd has its place before the question mark")]
    public void An_option_that_cannot_be_had_is_refused_by_name(string option, string why)
    {
        var url = DatabaseUrl.Parse($"postgresql://user:hidden@127.0.0.1:1/name?{option}");
        var error = Assert.Throws<DatabaseException>(() => PostgreSqlDriver.Instance.CreateConnection(url, EngineOptions.Default));
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_url_says_where_the_server_is_and_how_to_speak_to_it()
    {
        var url = DatabaseUrl.Parse("postgres://u%40x:p%2Fw@[::1]:5555/d%20b?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=7&application_name=shelf&search_path=app");
        using var connection = PostgreSqlDriver.Instance.CreateConnection(url, EngineOptions.Default);
        var settings = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
        Assert.Equal(("::1", 5555, "u@x", "d b"), (settings.Host, settings.Port, settings.Username, settings.Database));
        Assert.Equal((SslMode.VerifyFull, "/etc/ca.pem", 7), (settings.SslMode, settings.RootCertificate, settings.Timeout));
        Assert.Equal(("shelf", "app", false), (settings.ApplicationName, settings.SearchPath, settings.Pooling));
        Assert.Null(settings.Password);
    }

    [Fact]
    public async Task A_server_that_is_not_there()
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse("postgresql://u:hidden@127.0.0.1:1/name"), [PostgreSqlDriver.Instance]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.StartsWith("postgresql://u@127.0.0.1:1/name: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.ToString(), StringComparison.Ordinal);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_database_that_is_not_there(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var engine = Engine.Create(DatabaseUrl.Parse($"{database.Url}_missing"), [PostgreSqlDriver.Instance]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_user_who_is_refused(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        var url = DatabaseUrl.Parse($"postgresql://nobody_known@{database.Url.Host}:{database.Url.Port}/{database.Url.Database}");
        await using var engine = Engine.Create(url, [PostgreSqlDriver.Instance]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.AccessDenied, error.Kind);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_session_is_in_utc_and_may_be_for_reading_only(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await (await database.ConnectAsync(S)).DisposeAsync();
        await using var reader = await database.Open(new EngineOptions { ReadOnly = true }).ConnectAsync();
        Assert.Equal("UTC", await reader.FirstAsync(Text("SHOW TimeZone").Rows(Sql.Schema.Types.Text)));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => reader.ExecuteAsync(InsertInto(S).Set(S.Label, "a")));
        Assert.Equal(DatabaseErrorKind.ReadOnly, error.Kind);
    }

    [Theory, RequiresPostgreSql]
    public async Task Somebody_elses_lock_is_waited_for_and_then_busy(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend, new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        await using var first = await database.ConnectAsync(S);
        await using var second = await database.ConnectAsync();
        await using var transaction = await first.BeginAsync();
        await first.ExecuteScriptAsync("LOCK TABLE shelves");
        var error = await Assert.ThrowsAsync<DatabaseException>(() => second.ExecuteAsync(InsertInto(S).Set(S.Label, "a")));
        Assert.Equal(DatabaseErrorKind.Busy, error.Kind);
    }

    [Theory, RequiresPostgreSql]
    public async Task Two_that_wait_for_each_other(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var first = await database.ConnectAsync(S);
        await using var second = await database.ConnectAsync();
        await first.ExecuteScriptAsync("INSERT INTO shelves (label) VALUES ('a'), ('b')");
        await using var one = await first.BeginAsync();
        await using var other = await second.BeginAsync();
        await first.ExecuteAsync(Update(S).Set(S.Label, "x").Where(S.Id == 1));
        await second.ExecuteAsync(Update(S).Set(S.Label, "y").Where(S.Id == 2));
        var waiting = first.ExecuteAsync(Update(S).Set(S.Label, "z").Where(S.Id == 2));
        var closing = second.ExecuteAsync(Update(S).Set(S.Label, "w").Where(S.Id == 1));
        var refused = Assert.Single(
            await Task.WhenAll(Outcome(waiting, one), Outcome(closing, other)), kind => kind is not null);
        Assert.Equal(DatabaseErrorKind.Deadlock, refused);
    }

    [Theory, RequiresPostgreSql]
    public async Task A_session_that_the_server_ends(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await using var other = await database.ConnectAsync();
        await other.ExecuteScriptAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ListAsync(Select(S.Id).From(S)));
        Assert.Equal(DatabaseErrorKind.ConnectionLost, error.Kind);
    }

    [Theory, RequiresPostgreSql]
    public async Task Values_that_do_not_fit(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(CellsTable.Instance);
        foreach (var wrong in new[] { "an_integer) VALUES (1e10", "a_varchar) VALUES (repeat('x', 41)", "a_date) VALUES ('yesterday-ish'" })
        {
            var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync($"INSERT INTO cells ({wrong})"));
            Assert.Equal(DatabaseErrorKind.BadValue, error.Kind);
        }

        await db.ExecuteScriptAsync("INSERT INTO cells (a_timestamp, a_date) VALUES ('infinity', '4713-01-01 BC')");
        var C = CellsTable.Instance;
        Assert.Contains("holds infinity", (await Assert.ThrowsAsync<InvalidCastException>(() => db.ListAsync(Select(C.Timestamp).From(C)))).Message, StringComparison.Ordinal);
        Assert.Contains("outside the years", (await Assert.ThrowsAsync<InvalidCastException>(() => db.ListAsync(Select(C.Date).From(C)))).Message, StringComparison.Ordinal);
    }

    // Ends the transaction, so that the other one need not wait.
    private static async Task<DatabaseErrorKind?> Outcome(Task<int> update, Transaction transaction)
    {
        try
        {
            await update;
            return null;
        }
        catch (DatabaseException exception)
        {
            return exception.Kind;
        }
        finally
        {
            await transaction.DisposeAsync();
        }
    }
}
