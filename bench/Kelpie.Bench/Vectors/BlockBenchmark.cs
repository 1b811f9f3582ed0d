using System.Diagnostics;
using System.Globalization;
using Kelpie.Similarity.Vectors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Bench.Vectors;

/// <summary>The ten nearest of many vectors of 384 numbers: by blocks in memory, by blocks that lie in a SQLite file, and how much is found before the re-ranking.</summary>
internal static class BlockBenchmark
{
    private const int Dimensions = 384;
    private const int Nearest = 10;
    private const int Queries = 20;
    private const int Compared = 5;

    internal static IEnumerable<Measurement> Run(Scratch scratch)
    {
        foreach (var (count, warmTarget) in ((int, double)[])[(100_000, 10), (1_000_000, 60)])
        {
            foreach (var measurement in Run(count, warmTarget, scratch))
            {
                yield return measurement;
            }
        }
    }

    private static IEnumerable<Measurement> Run(int count, double warmTarget, Scratch scratch)
    {
        var path = scratch.File($"vectors{count}.db");
        Write(path, count);
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cold = Stopwatch.StartNew();
        var blocks = Read(path);
        var query = Vector(count, new Random(1));
        Find(query, blocks);
        var first = cold.Elapsed.TotalMilliseconds;

        List<double> times = [];
        var (found, byCodes) = (0, 0);
        for (var i = 0; i < Queries; i++)
        {
            query = Vector(count + i, new Random(100 + i));
            var watch = Stopwatch.StartNew();
            var matches = Find(query, blocks);
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (i >= Compared)
            {
                continue;
            }

            var exact = BruteForce(query, count);
            found += matches.Select(match => match.Id).Intersect(exact).Count();
            byCodes += ParallelScan.Candidates(query, blocks, Nearest).OrderByDescending(candidate => candidate.Similarity).Take(Nearest).Select(candidate => candidate.Id).Intersect(exact).Count();
        }

        var held = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        GC.KeepAlive(blocks);
        var warm = Measurement.Median(times);
        var (recall, rawRecall) = (found / (double)(Compared * Nearest), byCodes / (double)(Compared * Nearest));
        var name = string.Create(CultureInfo.InvariantCulture, $"{count:#,0} vectors of {Dimensions}");
        yield return new($"{name}: top {Nearest}, warm", Format($"{warm:0.0} ms"), Format($"{warmTarget:0} ms"), warm <= warmTarget);
        yield return count == 100_000
            ? new($"{name}: the first one, blocks read from a SQLite file", Format($"{first:0} ms"), "80 ms", first <= 80)
            : new($"{name}: memory of the blocks", Format($"{held:0} MB"), "600 MB", held <= 600);
        yield return new($"{name}: recall@{Nearest} by codes alone", Format($"{rawRecall:0.000}"), "0.99", rawRecall >= 0.99);
        yield return new($"{name}: recall@{Nearest} after re-ranking", Format($"{recall:0.000}"), "1.0", recall == 1);
    }

    private static IReadOnlyList<VectorMatch> Find(float[] query, IReadOnlyList<VectorBlock> blocks) =>
        ExactSearch.FindAsync(query, blocks, Nearest, Fetch).GetAwaiter().GetResult();

    // The exact vectors are made again from their number, as a database would read them by it.
    private static async IAsyncEnumerable<IdentifiedVector> Fetch(
        IReadOnlyList<long> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var id in ids)
        {
            yield return new IdentifiedVector(id, Vector((int)id, null));
        }
    }

    private static HashSet<long> BruteForce(float[] query, int count)
    {
        var similarities = new (double Similarity, long Id)[count];
        Parallel.For(0, count, id => similarities[id] = (VectorMath.Cosine(query, Vector(id, null)), id));
        return [.. similarities.OrderByDescending(pair => pair.Similarity).ThenBy(pair => pair.Id).Take(Nearest).Select(pair => pair.Id)];
    }

    // Texts lie in heaps: a thousand centres, and vectors about them.
    private static float[] Vector(int id, Random? random)
    {
        var centre = new Random(id % 1000);
        random ??= new Random(id + 7_000_000);
        var vector = new float[Dimensions];
        for (var i = 0; i < Dimensions; i++)
        {
            vector[i] = (float)(centre.NextDouble() + random.NextDouble() - 1);
        }

        return vector;
    }

    private static void Write(string path, int count)
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE blocks (n INTEGER PRIMARY KEY, content BLOB)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO blocks (content) VALUES ($content)";
        var content = command.Parameters.Add("$content", SqliteType.Blob);
        foreach (var ids in Enumerable.Range(0, count).Chunk(VectorBlock.UsualCount))
        {
            var builder = new VectorBlockBuilder(Dimensions);
            foreach (var id in ids)
            {
                builder.Add(id, Vector(id, null));
            }

            content.Value = builder.Encode();
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static List<VectorBlock> Read(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT content FROM blocks ORDER BY n";
        using var reader = command.ExecuteReader();
        List<VectorBlock> blocks = [];
        while (reader.Read())
        {
            blocks.Add(VectorBlock.Decode(reader.GetFieldValue<byte[]>(0), Dimensions));
        }

        return blocks;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
