using System.Globalization;

namespace Kelpie.Bench;

/// <summary>A scan of 10,000 files in which nothing has changed.</summary>
internal static class RescanBenchmark
{
    private const int Files = 10_000;

    internal static IEnumerable<Measurement> Run(KelpieProcess kelpie, Scratch scratch)
    {
        var root = scratch.File("many");
        for (var i = 0; i < Files; i++)
        {
            var folder = Path.Combine(root, $"d{i % 200}");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"note{i}.md"), $"Note {i}.\n\nNothing in it changes.\n");
        }

        var database = scratch.File("many.db");
        kelpie.Run("--db", database, "--json", "scan", root);
        var seconds = Measurement.Median(Enumerable.Range(0, 5).Select(_ => kelpie.Time("--db", database, "--json", "scan", root)));
        yield return new($"scan of {Files} files, none changed", string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0} ms"), "1,000 ms", seconds <= 1);
    }
}
