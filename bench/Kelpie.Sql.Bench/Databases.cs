namespace Kelpie.Sql.Bench;

/// <summary>Databases for the run, gone after it: files in a folder, and databases on servers.</summary>
internal sealed class Databases : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kelpie-sql-bench-").FullName;
    private readonly List<(Driver Driver, DatabaseUrl Server, string Name)> _created = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var (driver, server, name) in _created)
        {
            await TellAsync(driver, server, $"DROP DATABASE {driver.Dialect.Quote(name)}");
        }

        Directory.Delete(_folder, recursive: true);
    }

    internal string File(string name) => Path.Combine(_folder, name);

    internal DatabaseUrl Sqlite(string name) => DatabaseUrl.Parse(File(name));

    /// <summary>A new database on a server.</summary>
    internal async Task<DatabaseUrl> CreateAsync(Driver driver, string server, string purpose)
    {
        var name = $"kelpie_bench_{purpose}_{Environment.ProcessId}";
        var address = DatabaseUrl.Parse(server);
        await TellAsync(driver, address, $"CREATE DATABASE {driver.Dialect.Quote(name)}");
        _created.Add((driver, address, name));
        return DatabaseUrl.Parse(OnServer(server, name));
    }

    private static string OnServer(string server, string name)
    {
        var (address, options) = server.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (server[..at], server[at..]) : (server, "");
        var host = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = address.IndexOf('/', host);
        return $"{(path < 0 ? address : address[..path])}/{name}{options}";
    }

    private static async Task TellAsync(Driver driver, DatabaseUrl server, string sql)
    {
        await using var engine = Engine.Create(server, [driver]);
        await using var db = await engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }
}
