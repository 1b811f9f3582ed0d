using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kelpie.Bench;

/// <summary>A first scan of the corpus: speed, size, memory, and the ratio to the bare loop. The two take turns.</summary>
internal static class ScanBenchmark
{
    private const int Rounds = 3;

    internal static IEnumerable<Measurement> Run(KelpieProcess kelpie, string corpus, Scratch scratch)
    {
        var scans = new List<ProcessRun>();
        var bare = new List<double>();
        IReadOnlyList<BareLoop.Chunk>? chunks = null;
        for (var round = 0; round < Rounds; round++)
        {
            Scratch.DeleteDatabase(scratch.Corpus);
            scans.Add(kelpie.Run("--db", scratch.Corpus, "--json", "scan", corpus));
            chunks ??= BareLoop.ChunksOfAsync(scratch.Corpus).GetAwaiter().GetResult();
            bare.Add(BareLoop.Run(chunks, scratch.File("bare.db")));
        }

        using var answer = JsonDocument.Parse(scans[^1].Output);
        var bytes = answer.RootElement.GetProperty("bytes").GetInt64();
        var text = chunks!.Sum(chunk => (long)Encoding.UTF8.GetByteCount(chunk.Content));
        var seconds = Measurement.Median(scans.Select(scan => scan.Seconds));
        var speed = bytes / 1e6 / seconds;
        var ratio = seconds / Measurement.Median(bare);
        var size = (double)new FileInfo(scratch.Corpus).Length / bytes;
        var peak = scans.Max(scan => scan.PeakBytes) / 1e6;

        yield return new($"corpus: {answer.RootElement.GetProperty("found").GetInt64()} files, {chunks!.Count} chunks", Format($"{bytes / 1e6:0.0} MB read, {text / 1e6:0.0} MB in chunks"), "", null);
        yield return new("scan, the whole process", Format($"{seconds:0.00} s, {speed:0.0} MB/s"), "20 MB/s", speed >= 20);
        yield return new("scan over the bare loop", Format($"{ratio:0.00}x of {Measurement.Median(bare):0.00} s"), "2.5x", ratio <= 2.5);
        yield return new("database over text", Format($"{size:0.00} bytes a byte"), "1.8", size <= 1.8);
        yield return new("peak memory of the scan", Format($"{peak:0} MB"), "200 MB", peak <= 200);
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
