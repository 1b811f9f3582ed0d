using System.Data;
using System.Data.Common;
using MySqlConnector;

namespace Kelpie.Sql.Bench;

/// <summary><see cref="MySqlBulkCopy"/>, which takes rows of a table in memory; making those is part of it.</summary>
internal static class MySqlLoads
{
    internal static IReadOnlyList<BareLoad> All { get; } = [new("MySqlBulkCopy", LoadAsync)];

    private static async Task LoadAsync(DbConnection connection, IReadOnlyList<Thing> things)
    {
        var session = (MySqlConnection)connection;
        await using var transaction = await session.BeginTransactionAsync();
        var copy = new MySqlBulkCopy(session, transaction) { DestinationTableName = "things" };
        foreach (var (column, place) in ((string[])["id", "title", "amount", "score", "made"]).Select((column, i) => (column, i)))
        {
            copy.ColumnMappings.Add(new MySqlBulkCopyColumnMapping(place, column));
        }

        await using var rows = new ThingReader(things);
        await copy.WriteToServerAsync(rows);
        await transaction.CommitAsync();
    }
}
