using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Kelpie.Sql.Bench;

/// <summary>Binary <c>COPY</c>, each value by its own type.</summary>
internal static class PostgreSqlLoads
{
    internal static IReadOnlyList<BareLoad> All { get; } = [new("binary COPY", LoadAsync)];

    private static async Task LoadAsync(DbConnection connection, IReadOnlyList<Thing> things)
    {
        await using var importer = await ((NpgsqlConnection)connection)
            .BeginBinaryImportAsync("COPY things (id, title, amount, score, made) FROM STDIN (FORMAT BINARY)");
        foreach (var thing in things)
        {
            await importer.StartRowAsync();
            await importer.WriteAsync(thing.Id, NpgsqlDbType.Bigint);
            await importer.WriteAsync(thing.Name, NpgsqlDbType.Text);
            await importer.WriteAsync(thing.Amount, NpgsqlDbType.Integer);
            await importer.WriteAsync(thing.Score, NpgsqlDbType.Double);
            await importer.WriteAsync(thing.Made, NpgsqlDbType.TimestampTz);
        }

        await importer.CompleteAsync();
    }
}
