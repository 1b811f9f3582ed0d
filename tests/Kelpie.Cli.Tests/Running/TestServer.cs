using System.Reflection;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Xunit.Sdk;
using Xunit.v3;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A server of databases that a variable of the environment names, such as KELPIE_TEST_POSTGRES.</summary>
internal sealed record TestServer(string Name, string Variable, Driver Driver)
{
    internal static IReadOnlyList<TestServer> All { get; } =
    [
        new("postgresql", "KELPIE_TEST_POSTGRES", PostgreSqlDriver.Instance),
        new("mariadb", "KELPIE_TEST_MARIADB", MySqlDriver.MariaDb),
        new("mysql", "KELPIE_TEST_MYSQL", MySqlDriver.MySql),
    ];

    /// <summary>Why it cannot be had here, and what would mend that; null where it can.</summary>
    internal string? WhyMissing => Environment.GetEnvironmentVariable(Variable) is null
        ? $"Set {Variable} to the URL of a server; tests/servers/servers.sh start provides one."
        : null;

    internal static TestServer Named(string name) => All.Single(server => server.Name == name);

    /// <summary>The URL of a database on it, with another user where one is given.</summary>
    internal string UrlOf(string database, string? user = null)
    {
        var server = Server;
        var own = server.User is null ? null
            : Uri.EscapeDataString(server.User) + (server.Password is null ? "" : ":" + Uri.EscapeDataString(server.Password));
        var port = server.Port is { } number ? $":{number}" : "";
        return $"{Name}://{((user ?? own) is { } name ? name + "@" : "")}{server.Host}{port}/{database}";
    }

    /// <summary>Runs SQL on the server, outside the database under test.</summary>
    internal async Task ExecuteAsync(string sql)
    {
        await using var engine = Engine.Create(Server, [Driver]);
        await using var db = await engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }

    private DatabaseUrl Server => DatabaseUrl.Parse(Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException(WhyMissing));
}

/// <summary>Runs a theory once on each server, given by name; where one cannot be had, its run is skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryServerAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. TestServer.All.Select(server => new TheoryDataRow<string>(server.Name) { Skip = server.WhyMissing })]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
