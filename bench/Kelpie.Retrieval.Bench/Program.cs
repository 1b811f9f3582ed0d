using System.Globalization;
using Kelpie.Retrieval.Bench;
using Kelpie.Retrieval.Bench.Collections;

if (args.Length == 0 || !args.All(Directory.Exists))
{
    Console.Error.WriteLine("usage: bench/retrieval DIR...    each with a test collection in the form of BEIR or SMART, or of NPL, Time or LISA");
    return 2;
}

Console.WriteLine("| collection | way | nDCG@10 | MAP@100 | recall@100 |");
Console.WriteLine("|---|---|---|---|---|");
var all = new List<IReadOnlyList<WayScores>>();
foreach (var folder in args)
{
    var collection = CollectionFolder.Read(folder);
    var ways = new List<Way> { Way.Plain(collection, 1.2, 0.75), Way.Plain(collection, 0.9, 0.4) };
    ways.AddRange(await Way.OfKelpieAsync(collection).ConfigureAwait(false));
    var scores = ways.Select(way => WayScores.Of(way, collection)).ToList();
    all.Add(scores);
    foreach (var score in scores)
    {
        Console.WriteLine(score.Row(score == scores[0] ? $"{collection.Name}: {collection.Documents.Count} documents, {collection.Queries.Count} questions" : ""));
    }
}

Console.WriteLine();
Console.WriteLine("| nDCG@10, mean of all | |");
Console.WriteLine("|---|---|");
foreach (var way in Enumerable.Range(0, all[0].Count))
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {all[0][way].Name} | {all.Average(scores => scores[way].Ndcg.Average()):0.000} |"));
}

Console.WriteLine();
Console.WriteLine("| search, nDCG@10 | against the better side | probability by chance | against plain BM25 | probability by chance |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var (scores, folder) in all.Zip(args))
{
    var (plain, search) = (scores[0], scores[^1]);
    var better = scores[^3].Ndcg.Average() >= scores[^2].Ndcg.Average() ? scores[^3] : scores[^2];
    Console.WriteLine($"| {Path.GetFileName(folder.TrimEnd('/'))} | {search.Against(better)} | {search.Against(plain)} |");
}

return 0;
