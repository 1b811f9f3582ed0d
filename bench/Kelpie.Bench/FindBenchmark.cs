using System.Globalization;

namespace Kelpie.Bench;

/// <summary><c>find</c> in a fresh process, on the database of the corpus.</summary>
internal static class FindBenchmark
{
    private const int Rounds = 21;

    internal static IEnumerable<Measurement> Run(KelpieProcess kelpie, Scratch scratch)
    {
        foreach (var query in (string[])["import socket", "\"raise ValueError\"", "self"])
        {
            var times = Enumerable.Range(0, Rounds).Select(_ => kelpie.Time("--db", scratch.Corpus, "find", query));
            var median = Measurement.Median(times) * 1000;
            yield return new($"find {query}, a fresh process", string.Create(CultureInfo.InvariantCulture, $"{median:0.0} ms"), "40 ms", median <= 40);
        }

        var version = Measurement.Median(Enumerable.Range(0, Rounds).Select(_ => kelpie.Time("--version"))) * 1000;
        yield return new("the process alone (--version)", string.Create(CultureInfo.InvariantCulture, $"{version:0.0} ms"), "", null);
    }
}
