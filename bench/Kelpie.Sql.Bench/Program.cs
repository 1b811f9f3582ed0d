using Kelpie.Sql;
using Kelpie.Sql.Bench;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;

if (args is not [var natives, var peer, .. var parts])
{
    Console.Error.WriteLine("usage: bench/sql [statements] [loads] [first] [peers]    all of them by default");
    return 2;
}

bool Wants(string part) => parts is [] || parts.Contains(part);
await using var databases = new Databases();
(string Name, Driver Driver, string Variable, IReadOnlyList<BareLoad> Loads)[] servers =
[
    ("PostgreSQL", PostgreSqlDriver.Instance, "KELPIE_TEST_POSTGRES", PostgreSqlLoads.All),
    ("MariaDB", MySqlDriver.MariaDb, "KELPIE_TEST_MARIADB", MySqlLoads.All),
    ("MySQL", MySqlDriver.MySql, "KELPIE_TEST_MYSQL", MySqlLoads.All),
];
Figures.PrintHead();
if (Wants("statements"))
{
    await PrintAsync(StatementBenchmark.RunAsync(
        "SQLite", SqliteDriver.Instance, databases.Sqlite("own.db"), databases.Sqlite("bare.db"), runs: 200));
    var (name, driver, variable, _) = servers[0];
    if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } server)
    {
        var (own, bare) = (await databases.CreateAsync(driver, server, "own"), await databases.CreateAsync(driver, server, "bare"));
        await PrintAsync(StatementBenchmark.RunAsync(name, driver, own, bare, runs: 40));
    }
}

if (Wants("loads"))
{
    await PrintAsync(LoadBenchmark.RunAsync(
        "SQLite", SqliteDriver.Instance, databases.Sqlite("own-load.db"), databases.Sqlite("bare-load.db"), SqliteLoads.All));
    foreach (var (name, driver, variable, loads) in servers)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } server)
        {
            var (own, bare) = (await databases.CreateAsync(driver, server, "own_load"), await databases.CreateAsync(driver, server, "bare_load"));
            await PrintAsync(LoadBenchmark.RunAsync(name, driver, own, bare, loads));
        }
    }
}

if (Wants("first"))
{
    Figures.Print(await FirstQueryBenchmark.RunAsync(natives, databases.Sqlite("first.db")));
}

if (Wants("peers") && Environment.GetEnvironmentVariable("KELPIE_BENCH_PYTHON") is { Length: > 0 } python)
{
    await PrintAsync(PeerBenchmark.RunAsync(python, peer, databases.Sqlite("peers.db")));
}

return 0;

static async Task PrintAsync(IAsyncEnumerable<Figure> figures)
{
    await foreach (var figure in figures)
    {
        Figures.Print(figure);
    }
}
