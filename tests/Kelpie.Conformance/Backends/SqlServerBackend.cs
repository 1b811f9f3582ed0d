using Kelpie.Sql;
using Kelpie.Sql.SqlServer.Client;

namespace Kelpie.Conformance.Backends;

/// <summary>SQL Server, where a URL of one is given; each database new, in the collation that compares code units.</summary>
public sealed class SqlServerBackend : Backend
{
    private const string Variable = "KELPIE_TEST_SQLSERVER";

    private static readonly string? Server = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url ? url : null;

    public override string Name => "mssql";

    public override string? WhyMissing => Server is null ? $"Set {Variable} to the URL of a SQL Server, such as mssql://sa:password@host/master?trustservercertificate=true." : null;

    public override async ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null)
    {
        var server = DatabaseUrl.Parse(Server!);
        var name = $"kelpie_{Guid.NewGuid():N}";
        await RunAsync(server, $"CREATE DATABASE {name} COLLATE Latin1_General_100_BIN2; ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON; ALTER DATABASE {name} SET ALLOW_SNAPSHOT_ISOLATION ON");
        return new TestDatabase(Named(name), SqlServerDriver.Instance, options, () => RunAsync(
            server, $"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}"));
    }

    private static DatabaseUrl Named(string database)
    {
        var (address, options) = Server!.Split('?', 2) is [var before, var after] ? (before, "?" + after) : (Server!, "");
        var slash = address.IndexOf('/', address.IndexOf("://", StringComparison.Ordinal) + 3);
        return DatabaseUrl.Parse($"{(slash < 0 ? address : address[..slash])}/{database}{options}");
    }

    private static async ValueTask RunAsync(DatabaseUrl server, string sql)
    {
        await using var engine = Engine.Create(server, [SqlServerDriver.Instance]);
        await using var db = await engine.ConnectAsync();
        foreach (var statement in sql.Split("; "))
        {
            await db.ExecuteScriptAsync(statement);
        }
    }
}
