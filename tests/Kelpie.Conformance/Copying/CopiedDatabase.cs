using System.Globalization;
using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Database.Copying;
using Kelpie.Database.FullText;
using Kelpie.Search.Queries;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Copying;

/// <summary>A database to copy from or into, on any backend; it is not there, or has nothing in it, to begin with.</summary>
internal sealed class CopiedDatabase : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private CopiedDatabase(TestDatabase database) => _database = database;

    internal DatabaseUrl Url => _database.Url;

    internal static async Task<CopiedDatabase> CreateAsync(string backend) => new(await EveryBackendAttribute.CreateAsync(backend));

    /// <summary>One with the extremes in each of Kelpie's tables, and in tables of experiments.</summary>
    internal static async Task<CopiedDatabase> FullAsync(params IReadOnlyList<TableDefinition> experiments)
    {
        var database = await CreateAsync("sqlite");
        await using var kelpie = await database.OpenAsync();
        await using var db = await kelpie.Engine.ConnectAsync();
        TableDefinition[] own =
        [
            Tables.Directories.Definition, Tables.Files.Definition, Tables.Chunks.Definition, Tables.Analyses.Definition,
            Tables.TextChunks.Definition, Tables.Embeddings.Definition, Tables.Sessions.Definition,
        ];
        foreach (var sql in experiments.SelectMany(table => db.Dialect.Ddl.Compile(new CreateTable(table))))
        {
            await db.ExecuteScriptAsync(sql);
        }

        foreach (var table in own.Concat(experiments))
        {
            await db.LoadAsync(new AnyTable(table).Insert, Extremes.Of(table));
        }

        return database;
    }

    internal Task<KelpieDatabase> OpenAsync() => KelpieDatabase.OpenAsync(Url, DatabaseAccess.Write);

    internal async Task ExecuteAsync(string sql)
    {
        await using var kelpie = await OpenAsync();
        await using var db = await kelpie.Engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }

    internal Task<CopySummary> CopyToAsync(CopiedDatabase target, bool experiments = false, bool replace = false, IProgress<CopyProgress>? progress = null, CancellationToken cancellationToken = default) =>
        DatabaseCopy.RunAsync(new CopyRequest(Url, target.Url) { Experiments = experiments, Replace = replace }, progress, cancellationToken);

    /// <summary>All rows of all tables, value by value, each table's in an order of their own; and the number each table is at.</summary>
    internal async Task<Dictionary<string, List<string>>> ContentAsync(params IReadOnlyList<TableDefinition> experiments)
    {
        await using var kelpie = await OpenAsync();
        await using var db = await kelpie.Engine.ConnectAsync();
        var content = new Dictionary<string, List<string>>();
        foreach (var table in Tables.MetaData.Tables.Concat(experiments))
        {
            var rows = await db.ListAsync(new AnyTable(table).Rows, []);
            content.Add(table.Name, [.. rows.Select(row => string.Join('|', row.Select(Show))).Order(StringComparer.Ordinal)]);
            if (table.Columns.FirstOrDefault(column => column.IsIdentity) is { } identity)
            {
                var number = await db.FirstOrDefaultAsync(Text(db.Dialect.LastNumber(table.Name, identity.Name)).Rows(Types.BigInt.Nullable()), []) ?? 0;
                content[table.Name].Add(string.Create(CultureInfo.InvariantCulture, $"at {Math.Max(number, 0)}"));
            }
        }

        return content;
    }

    /// <summary>The chunks that hold a word.</summary>
    internal async Task<IEnumerable<long>> FindAsync(string word)
    {
        await using var kelpie = await OpenAsync();
        await using var db = await kelpie.Engine.ConnectAsync();
        return (await kelpie.FullText().SearchAsync(db, SearchQuery.Parse(word), new FullTextOptions())).Select(match => match.ChunkId).Order();
    }

    internal async Task<IReadOnlyList<string>> TableNamesAsync()
    {
        await using var engine = _database.Open(null);
        await using var db = await engine.ConnectAsync();
        return await db.Driver.Inspector.TableNamesAsync(db);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static string Show(object? value) => value switch
    {
        null => "NULL",
        byte[] bytes => Convert.ToHexString(bytes),
        float[] vector => string.Join(' ', vector.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
        double number => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture),
        string text when text.StartsWith('{') || text.StartsWith('[') => CanonicalJson.Of(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
