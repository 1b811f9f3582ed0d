using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>A copy of a database beside it, made while others may use it, and looked at before anything relies on it.</summary>
internal static class AdoptionBackup
{
    private static readonly Query<string> Damage = Text("SELECT quick_check FROM pragma_quick_check").Rows(Types.Text);
    private static readonly Query<string> TableNames =
        Text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").Rows(Types.Text);

    /// <summary>Makes one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Its file.</returns>
    /// <exception cref="KelpieException">It is not like the original.</exception>
    /// <exception cref="DatabaseException">It cannot be made; the disk may be full.</exception>
    internal static async Task<string> MakeAsync(Connection db, string file, CancellationToken cancellationToken)
    {
        var path = FreeName(file);
        try
        {
            await db.ExecuteScriptAsync($"VACUUM INTO {db.Dialect.QuoteText(path)}", cancellationToken).ConfigureAwait(false);
            await using var engine = Engine.Create(DatabaseUrl.Parse(path), [SqliteDriver.Instance], new EngineOptions { ReadOnly = true });
            await using var copy = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await RequireWholeAsync(copy, path, cancellationToken).ConfigureAwait(false);
            foreach (var table in await db.ListAsync(TableNames, [], cancellationToken).ConfigureAwait(false))
            {
                var count = Text($"SELECT count(*) AS n FROM {db.Dialect.Quote(table)}").Rows(Types.BigInt);
                if (await db.FirstAsync(count, [], cancellationToken).ConfigureAwait(false) != await copy.FirstAsync(count, [], cancellationToken).ConfigureAwait(false))
                {
                    throw new KelpieException("backup_failed", $"The copy {path} has not as many rows in {table} as {file}: somebody is writing to it.", "End the other program, and run the command again.");
                }
            }

            return path;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Requires that a database is not damaged. What its full-text tables say of themselves does not count: they are made anew.</summary>
    /// <exception cref="KelpieException">It is.</exception>
    /// <exception cref="DatabaseException">It is, so much that it cannot be read.</exception>
    internal static async Task RequireWholeAsync(Connection db, string file, CancellationToken cancellationToken)
    {
        var found = await db.ListAsync(Damage, [], cancellationToken).ConfigureAwait(false);
        if (found.FirstOrDefault(line => line != "ok" && !OriginalSchema.Derived.Any(name => line.Contains(name, StringComparison.Ordinal))) is { } damage)
        {
            throw new KelpieException("database_damaged", $"{file} is damaged: {damage}.", "sqlite3 FILE .recover may bring back what can be read; adopt that.");
        }
    }

    private static string FreeName(string file)
    {
        var begin = Path.Combine(Path.GetDirectoryName(file) ?? "", $"{Path.GetFileNameWithoutExtension(file)}.before-adoption");
        return Enumerable.Range(1, int.MaxValue - 1).Select(i => $"{begin}{(i == 1 ? "" : $"-{i}")}{Path.GetExtension(file)}").First(path => !File.Exists(path));
    }
}
