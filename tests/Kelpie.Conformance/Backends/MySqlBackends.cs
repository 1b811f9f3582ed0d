using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.Schema;
using MySqlConnector;

namespace Kelpie.Conformance.Backends;

/// <summary>MySQL or MariaDB, at the server that a variable of the environment names; each database created for its test.</summary>
public sealed class MySqlBackend(MySqlDriver driver) : Backend
{
    private string Variable => $"KELPIE_TEST_{Name.ToUpperInvariant()}";

    public override string Name => driver.Dialect.Name;

    public override string? WhyMissing => Environment.GetEnvironmentVariable(Variable) is null
        ? $"Set {Variable} to the URL of a server, such as {Name}://root@127.0.0.1; tests/servers/servers.sh start provides one."
        : null;

    // One statement at a time has the connection.
    public override bool ReadsManyAtOnce => false;

    public override bool ReturnsUpdatedRows => false;

    public override bool NamesAnyCharacter => false;

    public override bool ReturnsRows => driver.Dialect.Capabilities.InsertReturns == ReturnedRows.All;

    // A row that is there counts as one, whether it is left alone or not.
    public override bool CountsOnlyNewRows => false;

    public override bool HasPartialIndexes => false;

    public override bool HasExpressionIndexes => driver.Dialect.Capabilities.HasExpressionIndexes;

    /// <summary>All but the name of a primary key, and parentheses and negations that make no difference: conditions are kept as they were understood.</summary>
    public override TableDefinition Kept(TableDefinition declared) => declared with
    {
        PrimaryKey = declared.PrimaryKey is { } key ? key with { Name = null } : null,
        Checks = declared.Checks.Select(check => check with
        {
            Sql = check.Sql switch
            {
                "(amount > 0) OR (amount < -5)" => "amount > 0 OR amount < -5",
                "NOT (amount = 7)" => "amount <> 7",
                var sql => sql,
            },
        }).ToValueList(),
    };

    public override async ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null)
    {
        var server = DatabaseUrl.Parse(Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException(WhyMissing));
        var name = $"kelpie_{Guid.NewGuid():N}";
        await RunAsync(server, $"CREATE DATABASE {name} CHARACTER SET utf8mb4");
        return new TestDatabase(Url(server, Name, name), driver, options, async () => await RunAsync(server, $"DROP DATABASE {name}"));
    }

    /// <summary>The same server under another scheme, with another database or options.</summary>
    internal static DatabaseUrl Url(DatabaseUrl server, string scheme, string database, string options = "")
    {
        var port = server.Port is { } number ? $":{number}" : "";
        var user = server.User is null ? "" : Uri.EscapeDataString(server.User) + (server.Password is null ? "" : ":" + Uri.EscapeDataString(server.Password)) + "@";
        return DatabaseUrl.Parse($"{scheme}://{user}{server.Host}{port}/{database}{options}");
    }

    private async Task RunAsync(DatabaseUrl server, string sql)
    {
        await using var connection = driver.CreateConnection(server, EngineOptions.Default);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(sql, (MySqlConnection)connection);
        await command.ExecuteNonQueryAsync();
    }
}
