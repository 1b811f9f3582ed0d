using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.Backends;

/// <summary>A database of a test's own.</summary>
/// <param name="url">Where it is.</param>
/// <param name="driver">Its driver.</param>
/// <param name="options">How its engine keeps connections.</param>
/// <param name="drop">Removes it, after its engines are closed.</param>
public sealed class TestDatabase(DatabaseUrl url, Driver driver, EngineOptions? options, Func<ValueTask> drop) : IAsyncDisposable
{
    private readonly List<Engine> _engines = [Engine.Create(url, [driver], options)];

    public DatabaseUrl Url => url;

    public Engine Engine => _engines[0];

    public ValueTask<Connection> ConnectAsync() => Engine.ConnectAsync();

    /// <summary>Another engine on the same database, as another program would have.</summary>
    public Engine Open(EngineOptions other)
    {
        var engine = Engine.Create(url, [driver], other);
        _engines.Add(engine);
        return engine;
    }

    /// <summary>A connection to the database, with some tables in it.</summary>
    public async Task<Connection> ConnectAsync(params Table[] tables)
    {
        var db = await ConnectAsync();
        foreach (var sql in tables.SelectMany(table => db.Dialect.Ddl.Compile(new CreateTable(table.Definition))))
        {
            await db.ExecuteScriptAsync(sql);
        }

        return db;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var engine in _engines)
            {
                await engine.DisposeAsync();
            }
        }
        finally
        {
            // A server keeps what a failed test leaves behind.
            await drop();
        }
    }
}
