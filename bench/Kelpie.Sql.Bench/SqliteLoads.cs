using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Sql.Bench;

/// <summary>Prepared inserts on SQLite's own interface, in one transaction.</summary>
internal static class SqliteLoads
{
    private const int Columns = 5;

    internal static IReadOnlyList<BareLoad> All { get; } =
        [.. ((int[])[1, 10, 100]).Select(rows => new BareLoad($"SQLite's own interface, {rows} rows a statement", (connection, things) => Load(connection, things, rows)))];

    private static Task Load(DbConnection connection, IReadOnlyList<Thing> things, int rows)
    {
        var db = ((SqliteConnection)connection).Handle!;
        using var transaction = connection.BeginTransaction();
        var sql = "INSERT INTO things (id, title, amount, score, made) VALUES "
            + string.Join(", ", Enumerable.Repeat("(?, ?, ?, ?, ?)", rows));
        Check(db, raw.sqlite3_prepare_v2(db, sql, out var statement));
        using (statement)
        {
            // The rest would need a statement of its own.
            if (things.Count % rows != 0)
            {
                throw new ArgumentException($"{things.Count} rows are not a number of {rows}.", nameof(things));
            }

            for (var i = 0; i < things.Count;)
            {
                for (var row = 0; row < rows; row++)
                {
                    Bind(db, statement, row * Columns, things[i++]);
                }

                if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
                {
                    throw new InvalidOperationException(raw.sqlite3_errmsg(db).utf8_to_string());
                }

                Check(db, raw.sqlite3_reset(statement));
            }
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    private static void Bind(sqlite3 db, sqlite3_stmt statement, int before, Thing thing)
    {
        Span<byte> title = stackalloc byte[200];
        Span<byte> made = stackalloc byte[28];
        thing.Made.TryFormat(made, out _, "O", CultureInfo.InvariantCulture);
        Check(db, raw.sqlite3_bind_int64(statement, before + 1, thing.Id));
        Check(db, raw.sqlite3_bind_text(statement, before + 2, title[..Encoding.UTF8.GetBytes(thing.Name, title)]));
        Check(db, raw.sqlite3_bind_int64(statement, before + 3, thing.Amount));
        Check(db, raw.sqlite3_bind_double(statement, before + 4, thing.Score));
        // Without the tenth of a microsecond and the Z.
        Check(db, raw.sqlite3_bind_text(statement, before + 5, made[..26]));
    }

    private static void Check(sqlite3 db, int code) => SqliteException.ThrowExceptionForRC(code, db);
}
