using Kelpie.Migrations.Bench;
using Kelpie.Sql.Bench;

if (args is not [var kelpie, var alembic])
{
    Console.Error.WriteLine("usage: bench/migrations");
    return 2;
}

using var scratch = new Scratch();
Figures.PrintHead();
Figures.Print(await CommandBenchmark.UpgradeAsync(scratch, kelpie, alembic));
Figures.Print(await CommandBenchmark.CurrentAsync(scratch, kelpie));
Figures.Print(await VersionBenchmark.RunAsync(scratch));
await foreach (var figure in HistoryBenchmark.RunAsync(scratch))
{
    Figures.Print(figure);
}

await foreach (var figure in RebuildBenchmark.RunAsync(scratch))
{
    Figures.Print(figure);
}

return 0;
