using Kelpie.Sql;
using Kelpie.Sql.PostgreSql;

namespace Kelpie.Conformance.Backends;

/// <summary>A PostgreSQL server, each test in a database of its own on it.</summary>
public sealed class PostgreSqlBackend : Backend
{
    private const string Variable = "KELPIE_TEST_POSTGRES";

    public override string Name => "postgresql";

    public override string? WhyMissing => Server is null ? $"Set {Variable} to the URL of a PostgreSQL server." : null;

    // One result at a time: the protocol has no way to tell two apart.
    public override bool ReadsManyAtOnce => false;

    private static string? Server => Environment.GetEnvironmentVariable(Variable);

    public override async ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null)
    {
        var name = $"kelpie_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {name}");
        var url = DatabaseUrl.Parse($"{Server!.TrimEnd('/')}/{name}");
        return new TestDatabase(url, PostgreSqlDriver.Instance, options, () => RunAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async ValueTask RunAsync(string sql)
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse($"{Server!.TrimEnd('/')}/postgres"), [PostgreSqlDriver.Instance]);
        await using var db = await engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }
}
