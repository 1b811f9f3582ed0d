using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Kelpie.Sql.Bench;

/// <summary>Binary <c>COPY</c>, each value by its own type.</summary>
internal static class PostgreSqlLoads
{
    internal static IReadOnlyList<BareLoad> All { get; } =
    [
        new("binary COPY", LoadAsync),
        new("binary COPY on a thread that waits", (connection, things) =>
        {
            Load(connection, things);
            return Task.CompletedTask;
        }),
    ];

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

    private static void Load(DbConnection connection, IReadOnlyList<Thing> things)
    {
        using var importer = ((NpgsqlConnection)connection)
            .BeginBinaryImport("COPY things (id, title, amount, score, made) FROM STDIN (FORMAT BINARY)");
        foreach (var thing in things)
        {
            importer.StartRow();
            importer.Write(thing.Id, NpgsqlDbType.Bigint);
            importer.Write(thing.Name, NpgsqlDbType.Text);
            importer.Write(thing.Amount, NpgsqlDbType.Integer);
            importer.Write(thing.Score, NpgsqlDbType.Double);
            importer.Write(thing.Made, NpgsqlDbType.TimestampTz);
        }

        importer.Complete();
    }
}
