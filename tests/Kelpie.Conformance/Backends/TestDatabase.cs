using Kelpie.Conformance.SqlServer;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.Backends;

/// <summary>A database of a test's own. What is said to it is also said in T-SQL, and checked without a server.</summary>
/// <param name="url">Where it is.</param>
/// <param name="driver">Its driver.</param>
/// <param name="options">How its engine keeps connections.</param>
/// <param name="drop">Removes it, after its engines are closed.</param>
public sealed class TestDatabase(DatabaseUrl url, Driver driver, EngineOptions? options, Func<ValueTask> drop) : IAsyncDisposable
{
    private readonly TSqlRecord _tsql = new();
    private readonly List<Engine> _engines = [];
    private ShadowDriver? _shadow;
    private Engine? _engine;

    public DatabaseUrl Url => url;

    public Engine Engine => _engine ??= Open(options);

    private ShadowDriver Driver => _shadow ??= new ShadowDriver(driver, _tsql);

    public ValueTask<Connection> ConnectAsync() => Engine.ConnectAsync();

    /// <summary>Another engine on the same database, as another program would have.</summary>
    public Engine Open(EngineOptions? other)
    {
        var engine = Engine.Create(url, [Driver], other);
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

        _tsql.Validate();
    }
}
