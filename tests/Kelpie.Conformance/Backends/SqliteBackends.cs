using Kelpie.Sql;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Conformance.Backends;

/// <summary>SQLite, each database a file in a folder of its own.</summary>
public sealed class SqliteFileBackend : Backend
{
    public override string Name => "sqlite";

    public override ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("kelpie-conformance-");
        var url = DatabaseUrl.Parse(Path.Combine(folder.FullName, "test.db"));
        return new(new TestDatabase(url, SqliteDriver.Instance, options, () =>
        {
            folder.Delete(recursive: true);
            return default;
        }));
    }
}

/// <summary>SQLite, each database in memory, on the one connection that sees it.</summary>
public sealed class SqliteMemoryBackend : Backend
{
    public override string Name => "sqlite in memory";

    public override bool IsShared => false;

    public override ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null) =>
        new(new TestDatabase(DatabaseUrl.Parse("sqlite://"), SqliteDriver.Instance, options, () => default));
}
