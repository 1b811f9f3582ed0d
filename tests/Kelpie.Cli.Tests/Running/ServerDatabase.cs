using Kelpie.Sql;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A new database on a server, with nothing in it, which goes when it is disposed.</summary>
internal sealed class ServerDatabase : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly string _name;

    private ServerDatabase(TestServer server, string name) => (_server, _name) = (server, name);

    internal string Url => _server.UrlOf(_name);

    internal static async Task<ServerDatabase> CreateAsync(string server)
    {
        var database = new ServerDatabase(TestServer.Named(server), $"kelpie_e2e_{Guid.NewGuid():N}");
        await database._server.ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    /// <summary>Runs SQL in it.</summary>
    internal async Task ExecuteAsync(string sql)
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse(Url), [_server.Driver]);
        await using var db = await engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }

    public async ValueTask DisposeAsync() => await _server.ExecuteAsync($"DROP DATABASE {_name}");
}
