using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Tests;

/// <summary>A SQLite file that goes when the test ends.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("kelpie-migrations-");

    internal ScratchDatabase() => Engine = NewEngine();

    internal Engine Engine { get; }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    /// <summary>Another program's engine on the same file.</summary>
    internal Engine NewEngine(EngineOptions? options = null) => Engine.Create(
        DatabaseUrl.Parse(Path.Combine(_directory.FullName, "test.db")), [SqliteDriver.Instance], options);

    internal Migrator Migrator(params IReadOnlyList<Migration> migrations) => new(Engine, new RevisionGraph(migrations), Commands);

    internal static MigrationCommands Commands { get; } = MigrationCommands.Under("kelpie db");

    internal async Task ExecuteAsync(string sql)
    {
        await using var db = await Engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }

    internal async Task<List<T>> ListAsync<T>(string sql, SqlType<T> type)
    {
        await using var db = await Engine.ConnectAsync();
        return await db.ListAsync(Text(sql).Rows(type));
    }

    internal Task<List<string>> TablesAsync() =>
        ListAsync("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name", Types.Text);

    /// <summary>All that the database says of its schema.</summary>
    internal Task<List<string>> SchemaAsync() => ListAsync(
        "SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name", Types.Text);
}
