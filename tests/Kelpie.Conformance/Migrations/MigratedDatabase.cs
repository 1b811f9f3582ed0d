using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer.Client;

namespace Kelpie.Conformance.Migrations;

/// <summary>A database of a test's own, without a shadow: schemas made up at random are none of SQL Server's business.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private MigratedDatabase(TestDatabase database)
    {
        _database = database;
        Engine = Engine.Create(database.Url, [SqliteDriver.Instance, PostgreSqlDriver.Instance, MySqlDriver.MySql, MySqlDriver.MariaDb, SqlServerDriver.Instance]);
    }

    internal Engine Engine { get; }

    internal static async Task<MigratedDatabase> CreateAsync(string backend) => new(await EveryBackendAttribute.CreateAsync(backend));

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal Migrator Migrator(params IReadOnlyList<Migration> migrations) => new(Engine, new RevisionGraph(migrations), options: new MigratorOptions { AllowDestructive = true });

    internal async Task RunAsync(params IReadOnlyList<string> statements)
    {
        await using var db = await Engine.ConnectAsync();
        foreach (var sql in statements)
        {
            await db.ExecuteScriptAsync(sql);
        }
    }

    internal async Task CreateAsync(params IEnumerable<TableDefinition> tables) =>
        await RunAsync([.. tables.SelectMany(table => Engine.Dialect.Ddl.Compile(new Kelpie.Sql.Statements.CreateTable(table)))]);

    internal async Task<DriftReport> CheckAsync(DriftCheck check)
    {
        await using var db = await Engine.ConnectAsync();
        return await check.RunAsync(db);
    }

    internal Task<DriftReport> CheckAsync(params IEnumerable<TableDefinition> tables) =>
        CheckAsync(new DriftCheck(tables.Aggregate(MetaData.Empty, (all, table) => all.Add(table))));
}

/// <summary>A revision of operations that are there as values; its downgrade is their inverse.</summary>
internal sealed class MadeUpRevision(string id, string? parent, IEnumerable<Operation> operations) : Migration(id, parent, "made up")
{
    protected internal override void Upgrade(OperationList op)
    {
        foreach (var operation in operations)
        {
            op.Add(operation);
        }
    }
}
