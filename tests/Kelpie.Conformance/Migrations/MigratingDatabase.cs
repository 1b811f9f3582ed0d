using System.Globalization;
using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

namespace Kelpie.Conformance.Migrations;

/// <summary>A database that is migrated as a program of its own would, without the suite's shadow of another dialect.</summary>
internal sealed class MigratingDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private MigratingDatabase(TestDatabase database, EngineOptions? options) =>
        (_database, Engine) = (database, Engine.Create(database.Url, Shop.Drivers, options));

    internal static MigrationCommands Commands { get; } = MigrationCommands.Under("shop db");

    internal DatabaseUrl Url => _database.Url;

    internal Engine Engine { get; }

    /// <summary>Whether what is half done stays, and is gone on with.</summary>
    internal bool IsJournaled => !Engine.Dialect.HasTransactionalDdl;

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _database.DisposeAsync();
    }

    internal static async Task<MigratingDatabase> CreateAsync(string backend, EngineOptions? options = null)
    {
        Assert.SkipWhen(backend == "mssql", "The program that is killed is native, and SQL Server's driver is not.");
        return new MigratingDatabase(await EveryBackendAttribute.CreateAsync(backend), options);
    }

    internal Migrator Migrator(IReadOnlyList<Migration> revisions, MigratorOptions? options = null) =>
        new(Engine, new RevisionGraph(revisions), Commands, options ?? new MigratorOptions { AllowDestructive = true });

    internal async Task ExecuteAsync(params string[] statements)
    {
        await using var db = await Engine.ConnectAsync();
        foreach (var statement in statements)
        {
            await db.ExecuteScriptAsync(statement);
        }
    }

    internal async Task<List<string>> RowsAsync(string sql)
    {
        await using var db = await Engine.ConnectAsync();
        return await RowsAsync(db, sql);
    }

    internal async Task<IReadOnlyList<string>> TablesAsync()
    {
        await using var db = await Engine.ConnectAsync();
        return await Engine.Driver.Inspector.TableNamesAsync(db);
    }

    /// <summary>All that can be read of the schema and the rows, line by line; of the version table, not when and how long.</summary>
    internal async Task<List<string>> ReadAsync()
    {
        await using var db = await Engine.ConnectAsync();
        var inspector = Engine.Driver.Inspector;
        var tables = await inspector.ReadAsync(db);
        var lines = new List<string>();
        foreach (var table in tables.Tables)
        {
            lines.Add($"table {table.Name}: key {table.PrimaryKey}");
            lines.AddRange(table.Columns.Select(column => $"{table.Name}: {column}"));
            lines.AddRange(table.Uniques.Select(unique => $"{table.Name}: {unique.Name} ({string.Join(", ", unique.Columns)})").Order(StringComparer.Ordinal));
            lines.AddRange(table.Checks.Select(check => $"{table.Name}: {check}").Order(StringComparer.Ordinal));
            lines.AddRange(table.ForeignKeys.Select(key => $"{table.Name}: {key.Name} ({string.Join(", ", key.Columns)}) {key.ReferencedTable} {key.OnDelete}").Order(StringComparer.Ordinal));
            lines.AddRange(table.Indexes.Select(index => $"{table.Name}: {index.Name} ({string.Join(", ", index.Columns)}) {index.IsUnique}").Order(StringComparer.Ordinal));
            lines.AddRange((await inspector.IndexNamesAsync(db, table.Name)).Order(StringComparer.Ordinal).Select(index => $"index {index}"));
            var columns = table.Columns.Select(column => column.Name).Where(name => table.Name != "schema_revisions" || name is not ("applied_at" or "duration_ms"));
            lines.AddRange(await RowsAsync(db, $"SELECT {string.Join(", ", columns.Select(Engine.Dialect.Quote))} FROM {Engine.Dialect.Quote(table.Name)}"));
        }

        lines.AddRange((await inspector.ViewsAsync(db)).Select(view => $"{view}".Replace(Url.Database, "", StringComparison.Ordinal)));
        lines.AddRange((await inspector.TriggersAsync(db)).Select(trigger => $"{trigger}"));
        return lines;
    }

    private static async Task<List<string>> RowsAsync(Connection db, string sql)
    {
        await using var command = db.Raw.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(field =>
                reader.IsDBNull(field) ? "NULL" : Convert.ToString(reader.GetValue(field), CultureInfo.InvariantCulture))));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
