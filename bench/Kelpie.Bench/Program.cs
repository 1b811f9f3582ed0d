using Kelpie.Bench;

if (args is not [var command, var corpus] || !File.Exists(command) || !Directory.Exists(corpus))
{
    Console.Error.WriteLine("usage: bench/run DIR    a directory with at least 30 MB of source text");
    return 2;
}

var results = new List<Measurement>();
using var scratch = new Scratch();
var kelpie = new KelpieProcess(command);
results.AddRange(ScanBenchmark.Run(kelpie, corpus, scratch));
results.AddRange(RescanBenchmark.Run(kelpie, scratch));
results.AddRange(FindBenchmark.Run(kelpie, scratch));
results.AddRange(AdoptionBenchmark.Run(kelpie, corpus, scratch));
Measurement.Print(results);
return 0;
