using System.Globalization;
using System.Text.Json;

namespace Kelpie.Bench;

/// <summary>What analysis and embeddings cost a first scan, how long the model takes to be learnt, and how fast likeness answers in a fresh process.</summary>
internal static class UnderstandingBenchmark
{
    private const int Rounds = 3;
    private const int Questions = 11;

    internal static IEnumerable<Measurement> Run(KelpieProcess kelpie, string corpus, Scratch scratch)
    {
        var database = scratch.Corpus;
        List<double> bare = [], analysed = [];
        for (var round = 0; round < Rounds; round++)
        {
            Scratch.DeleteDatabase(database);
            bare.Add(kelpie.Run("--db", database, "--json", "scan", "--no-analysis", corpus).Seconds);
            Scratch.DeleteDatabase(database);
            analysed.Add(kelpie.Run("--db", database, "--json", "scan", corpus).Seconds);
        }

        var learnt = kelpie.Run("--db", database, "--json", "embed");
        using var answer = JsonDocument.Parse(learnt.Output);
        var model = answer.RootElement.GetProperty("models")[0];
        var chunks = model.GetProperty("embedded").GetInt64() + model.GetProperty("without_words").GetInt64();

        // As a scan does once a model is there: every file is read, analysed and embedded anew.
        var all = kelpie.Run("--db", database, "--json", "scan", "--force", corpus);
        kelpie.Run("--db", scratch.File("bare.db"), "--json", "scan", "--no-analysis", corpus);
        var forcedAlone = kelpie.Run("--db", scratch.File("bare.db"), "--json", "scan", "--force", "--no-analysis", corpus).Seconds;

        var (plain, whole) = (Measurement.Median(bare), Measurement.Median(analysed));
        yield return new("scan without analysis", Format($"{plain:0.00} s"), "", null);
        yield return new("scan with analysis, over one without", Format($"{whole / plain:0.00}x"), "2x", whole <= 2 * plain);
        yield return new("scan --force with analysis and embedding, over one with neither", Format($"{all.Seconds / forcedAlone:0.00}x of {forcedAlone:0.00} s"), "2x", all.Seconds <= 2 * forcedAlone);
        yield return new("the same, peak memory", Format($"{all.PeakBytes / 1e6:0} MB"), "", null);
        yield return new($"the model learnt, and {chunks:#,0} chunks embedded", Format($"{learnt.Seconds:0.0} s"), "60 s", learnt.Seconds <= 60);
        yield return new("the same, chunks a second", Format($"{chunks / learnt.Seconds:#,0}"), "5,000", chunks / learnt.Seconds >= 5000);
        yield return new("the same, peak memory", Format($"{learnt.PeakBytes / 1e6:0} MB"), "1,000 MB", learnt.PeakBytes <= 1e9);
        yield return Question("similar", "how to read a file line by line");
        yield return Question("search", "how to read a file line by line");
        var version = Middle("--version") * 1000;
        yield return new("the process alone (--version)", Format($"{version:0.0} ms"), "15 ms", version <= 15);

        Measurement Question(string command, string text) =>
            new($"{command} {text}, a fresh process", Format($"{Middle("--db", database, command, text) * 1000:0} ms"), "", null);

        double Middle(params string[] arguments) => Measurement.Median(Enumerable.Range(0, Questions).Select(_ => kelpie.Time(arguments)));
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
