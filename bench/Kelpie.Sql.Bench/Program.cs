using Kelpie.Sql;
using Kelpie.Sql.Bench;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;

const string Statement = "statements", Loading = "loads";
var wanted = args is [] ? [Statement, Loading] : args;
await using var databases = new Databases();
Figures.PrintHead();
if (wanted.Contains(Statement))
{
    await PrintAsync(StatementBenchmark.RunAsync(
        "SQLite", SqliteDriver.Instance, databases.Sqlite("own.db"), databases.Sqlite("bare.db"), runs: 200));
    if (Environment.GetEnvironmentVariable("KELPIE_TEST_POSTGRES") is { Length: > 0 } postgres)
    {
        var driver = PostgreSqlDriver.Instance;
        await PrintAsync(StatementBenchmark.RunAsync(
            "PostgreSQL",
            driver,
            await databases.CreateAsync(driver, postgres, "own"),
            await databases.CreateAsync(driver, postgres, "bare"),
            runs: 40));
    }
}

return 0;

static async Task PrintAsync(IAsyncEnumerable<Figure> figures)
{
    await foreach (var figure in figures)
    {
        Figures.Print(figure);
    }
}
