using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Conformance.Backends;

/// <summary>SQLite, each database a file in a folder of its own.</summary>
public sealed class SqliteFileBackend : Backend
{
    public override string Name => "sqlite";

    public override bool IsServed => false;

    /// <summary>
    /// All but comments, for which it has no place. Rows are numbered in 64 bits, whatever was declared, and text compares
    /// by code point unless a column says otherwise, so that nobody can tell the default from the choice.
    /// </summary>
    public static TableDefinition KeptBySqlite(TableDefinition declared) => declared with
    {
        Comment = null,
        Columns = declared.Columns.Select(column => column with
        {
            Comment = null,
            Type = column switch
            {
                { IsIdentity: true } => Types.BigInt,
                { Type: TextType text } => text with { Collation = TextCollation.Binary },
                _ => column.Type,
            },
        }).ToValueList(),
    };

    public override TableDefinition Kept(TableDefinition declared) => KeptBySqlite(declared);

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

    public override bool IsServed => false;

    public override TableDefinition Kept(TableDefinition declared) => SqliteFileBackend.KeptBySqlite(declared);

    public override ValueTask<TestDatabase> CreateAsync(EngineOptions? options = null) =>
        new(new TestDatabase(DatabaseUrl.Parse("sqlite://"), SqliteDriver.Instance, options, () => default));
}
