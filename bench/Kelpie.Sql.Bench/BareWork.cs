using System.Data.Common;

namespace Kelpie.Sql.Bench;

/// <summary>By hand on ADO.NET: prepared commands, read by the getters of the columns' types.</summary>
internal sealed class BareWork(DbConnection connection, BareCommand point, BareCommand hundred, BareCommand add, BareCommand change, BareCommand put)
    : IStatementWork
{
    public async ValueTask DisposeAsync()
    {
        foreach (var command in (BareCommand[])[point, hundred, add, change, put])
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    internal static async Task<BareWork> OpenAsync(DatabaseUrl url, Driver driver)
    {
        var connection = driver.CreateConnection(url, EngineOptions.Default);
        await connection.OpenAsync();
        await driver.ConfigureAsync(connection, EngineOptions.Default, CancellationToken.None);
        return new BareWork(
            connection,
            await BareCommand.PrepareAsync(connection, driver, Statements.Point),
            await BareCommand.PrepareAsync(connection, driver, Statements.Hundred),
            await BareCommand.PrepareAsync(connection, driver, Statements.Add),
            await BareCommand.PrepareAsync(connection, driver, Statements.Change),
            await BareCommand.PrepareAsync(connection, driver, Statements.Put));
    }

    public async Task<(string Name, int Amount, double Score)?> FindAsync(long id)
    {
        point[0] = id;
        await using var reader = await point.ReadAsync();
        return await reader.ReadAsync() ? (reader.GetString(0), reader.GetInt32(1), reader.GetDouble(2)) : null;
    }

    public async Task<List<(long Id, string Name, int Amount, double Score, DateTime Made)>> PageAsync(long first)
    {
        hundred[0] = first;
        hundred[1] = first + Statements.Page;
        var rows = new List<(long, string, int, double, DateTime)>();
        await using var reader = await hundred.ReadAsync();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetDouble(3), reader.GetDateTime(4)));
        }

        return rows;
    }

    public Task<int> AddAsync(Thing thing) => WriteAsync(add, thing);

    public async Task<int> ChangeAsync(long id, string name, int amount)
    {
        change[0] = name;
        change[1] = amount;
        change[2] = id;
        return await change.RunAsync();
    }

    public Task<int> PutAsync(Thing thing) => WriteAsync(put, thing);

    private static async Task<int> WriteAsync(BareCommand command, Thing thing)
    {
        command[0] = thing.Id;
        command[1] = thing.Name;
        command[2] = thing.Amount;
        command[3] = thing.Score;
        command[4] = thing.Made;
        return await command.RunAsync();
    }
}
