using System.Globalization;
using Kelpie.Bench;
using Kelpie.Bench.Vectors;
using Kelpie.Sql;

if (args is ["copy", var copier, var copied, var server] && File.Exists(copier) && Directory.Exists(copied))
{
    using var place = new Scratch();
    Measurement.Print(await CopyBenchmark.RunAsync(new KelpieProcess(copier), copied, DatabaseUrl.Parse(server), place).ConfigureAwait(false));
    return 0;
}

if (args is ["understanding", var reader, var read] && File.Exists(reader) && Directory.Exists(read))
{
    using var place = new Scratch();
    Measurement.Print([.. UnderstandingBenchmark.Run(new KelpieProcess(reader), read, place)]);
    Measurement.Print([.. BlockBenchmark.Run(place)]);
    return 0;
}

if (args is ["vectors", var vectors, var count, var dimensions] && vectors.Length > 0)
{
    Measurement.Print(await VectorBenchmark.RunAsync(
        DatabaseUrl.Parse(vectors), int.Parse(count, CultureInfo.InvariantCulture), int.Parse(dimensions, CultureInfo.InvariantCulture)).ConfigureAwait(false));
    return 0;
}

if (args is not [var command, var corpus] || !File.Exists(command) || !Directory.Exists(corpus))
{
    Console.Error.WriteLine("usage: bench/run DIR    a directory with at least 30 MB of source text");
    Console.Error.WriteLine("usage: bench/copy DIR URL    the same, and a server's database in which others may be created");
    Console.Error.WriteLine("usage: bench/understanding DIR    the same as for bench/run");
    Console.Error.WriteLine("usage: bench/vectors URL [COUNT [DIMENSIONS]]    PostgreSQL or MariaDB, a database in which others may be created");
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
