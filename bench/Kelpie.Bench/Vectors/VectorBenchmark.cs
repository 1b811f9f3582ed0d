using System.Diagnostics;
using System.Globalization;
using Kelpie.Conformance.Similarity;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Similarity;
using Kelpie.Similarity.Indexes;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;

namespace Kelpie.Bench.Vectors;

/// <summary>A server's vector index against comparing with each vector, in a database of its own.</summary>
internal static class VectorBenchmark
{
    private const int Limit = 10;
    private const int Queries = 100;
    private const int Added = 2048;

    private static readonly (string Name, FullTextOptions Options)[] Filters =
    [
        ("no filter", new FullTextOptions { Limit = Limit }),
        ("a filter that lets half through", new FullTextOptions { Limit = Limit, Types = [".odd"] }),
        ("a filter that lets a tenth through", new FullTextOptions { Limit = Limit, Under = "/seeded/1" }),
        ("a filter that lets a thousandth through", new FullTextOptions { Limit = Limit, Types = [".rare"] }),
    ];

    internal static async Task<IReadOnlyList<Measurement>> RunAsync(DatabaseUrl server, int count, int dimensions)
    {
        var name = $"kelpie_bench_{Guid.NewGuid():N}";
        await using var engine = Engine.Create(server, [PostgreSqlDriver.Instance, MySqlDriver.MariaDb]);
        await using var db = await engine.ConnectAsync().ConfigureAwait(false);
        await db.ExecuteScriptAsync($"CREATE DATABASE {name}").ConfigureAwait(false);
        try
        {
            await using var database = await KelpieDatabase.OpenAsync(server.WithDatabase(name), DatabaseAccess.Write).ConfigureAwait(false);
            return await RunAsync(database, count, dimensions).ConfigureAwait(false);
        }
        finally
        {
            await db.ExecuteScriptAsync($"DROP DATABASE {name}").ConfigureAwait(false);
        }
    }

    private static async Task<IReadOnlyList<Measurement>> RunAsync(KelpieDatabase database, int count, int dimensions)
    {
        var seeded = new SeededVectors(count, dimensions);
        var chunks = await SeededChunks.CreateAsync(database, count + Added, dimensions).ConfigureAwait(false);
        var results = new List<Measurement>();
        var loading = await TimeAsync(() => chunks.EmbedAsync(Enumerable.Range(0, count).Select(chunk => ((long)chunk, seeded.Next())))).ConfigureAwait(false);
        results.Add(new($"{count} vectors of {dimensions} stored, with their blocks", Format($"{loading:0.0} s, {count / loading:0} a second"), "", null));
        // However few there are.
        database.VectorIndexes = database.VectorIndexes with { LeastVectors = 1 };
        var upkeep = new VectorIndexUpkeep(database);
        var building = await TimeAsync(() => upkeep.RunAsync(chunks.Model)).ConfigureAwait(false);
        results.Add(new("the index made", Format($"{building:0.0} s, {count / building:0} a second"), "", null));
        var search = new NearestVectors(database, chunks.Model);
        var queries = Enumerable.Range(0, Queries).Select(_ => seeded.Next()).ToList();
        foreach (var (name, options) in Filters)
        {
            results.AddRange(await CompareAsync(search, name, options, queries).ConfigureAwait(false));
        }

        var adding = await TimeAsync(() => chunks.EmbedAsync(Enumerable.Range(count, Added).Select(chunk => ((long)chunk, seeded.Next())))).ConfigureAwait(false);
        results.Add(new($"{Added} more added, to the index too", Format($"{adding:0.00} s, {Added / adding:0} a second"), "", null));
        results.Add(new("looking whether the index is whole, after a scan", Format($"{1000 * await TimeAsync(() => upkeep.RunAsync(chunks.Model)).ConfigureAwait(false):0} ms"), "", null));
        return results;
    }

    private static async Task<IReadOnlyList<Measurement>> CompareAsync(NearestVectors search, string name, FullTextOptions options, List<float[]> queries)
    {
        List<double> fast = [], slow = [];
        var (hits, all, exactly) = (0, 0, 0);
        foreach (var query in queries)
        {
            var watch = Stopwatch.StartNew();
            var (found, isExact) = await search.FindAsync(query, options, except: null, exactly: false, CancellationToken.None).ConfigureAwait(false);
            fast.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            var (nearest, _) = await search.FindAsync(query, options, except: null, exactly: true, CancellationToken.None).ConfigureAwait(false);
            slow.Add(watch.Elapsed.TotalMilliseconds);
            hits += found.Select(match => match.Id).Intersect(nearest.Select(match => match.Id)).Count();
            all += nearest.Count;
            exactly += isExact ? 1 : 0;
        }

        var recall = (double)hits / all;
        return
        [
            new($"top {Limit}, {name}: with the index", Format($"{Measurement.Median(fast):0.0} ms{(exactly > 0 ? $", {exactly} of {queries.Count} answered exactly" : "")}"), "", null),
            new($"top {Limit}, {name}: compared with each", Format($"{Measurement.Median(slow):0.0} ms"), "", null),
            new($"recall@{Limit}, {name}", Format($"{recall:0.000}"), "0.95", recall >= 0.95),
        ];
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work().ConfigureAwait(false);
        return watch.Elapsed.TotalSeconds;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
