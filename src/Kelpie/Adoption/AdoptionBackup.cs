using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>A copy of a database beside it, made while others may use it, and looked at before anything relies on it.</summary>
internal sealed class AdoptionBackup
{
    private static readonly Query<string> Damage = Text("SELECT quick_check FROM pragma_quick_check").Rows(Types.Text);
    private static readonly Query<string> TableNames =
        Text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name").Rows(Types.Text);

    private readonly string _of;
    private readonly IReadOnlyList<(string Table, long Rows)> _counts;

    private AdoptionBackup(string path, string of, IReadOnlyList<(string Table, long Rows)> counts) => (Path, _of, _counts) = (path, of, counts);

    /// <summary>Its file.</summary>
    internal string Path { get; }

    /// <summary>Makes one.</summary>
    /// <param name="db">The database.</param>
    /// <param name="file">Its file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">It cannot be made; the disk may be full.</exception>
    internal static async Task<AdoptionBackup> MakeAsync(Connection db, string file, CancellationToken cancellationToken)
    {
        var path = FreeName(file);
        try
        {
            await db.ExecuteScriptAsync($"VACUUM INTO {db.Dialect.QuoteText(path)}", cancellationToken).ConfigureAwait(false);
            return new AdoptionBackup(path, file, await CountAsync(db, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Requires that it is whole, and deletes it if not.</summary>
    /// <exception cref="KelpieException">It is not like the original.</exception>
    /// <exception cref="DatabaseException">It cannot be read.</exception>
    internal async Task VerifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var engine = Engine.Create(DatabaseUrl.Parse(Path), [SqliteDriver.Instance], new EngineOptions { ReadOnly = true });
            await using var copy = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await RequireWholeAsync(copy, Path, cancellationToken).ConfigureAwait(false);
            var counts = await CountAsync(copy, cancellationToken).ConfigureAwait(false);
            if (!counts.SequenceEqual(_counts))
            {
                var table = _counts.Except(counts).Concat(counts.Except(_counts)).First().Table;
                throw new KelpieException("backup_failed", $"The copy {Path} has not as many rows in {table} as {_of}: somebody is writing to it.", "End the other program, and run the command again.");
            }
        }
        catch
        {
            File.Delete(Path);
            throw;
        }
    }

    /// <summary>Requires that a database is not damaged, on a connection that is only read from. What its full-text tables say of themselves does not count: they are made anew.</summary>
    /// <exception cref="KelpieException">It is.</exception>
    /// <exception cref="DatabaseException">It is, so much that it cannot be read.</exception>
    internal static async Task RequireWholeAsync(Connection db, string file, CancellationToken cancellationToken)
    {
        // What values should be like is not damage, is looked at row by row later, and costs as much again.
        await db.ExecuteScriptAsync("PRAGMA ignore_check_constraints = ON", cancellationToken).ConfigureAwait(false);
        var found = await db.ListAsync(Damage, [], cancellationToken).ConfigureAwait(false);
        if (found.FirstOrDefault(line => line != "ok" && !OriginalSchema.Derived.Any(name => line.Contains(name, StringComparison.Ordinal))) is { } damage)
        {
            throw new KelpieException("database_damaged", $"{file} is damaged: {damage}.", "sqlite3 FILE .recover may bring back what can be read; adopt that.");
        }
    }

    private static async Task<IReadOnlyList<(string Table, long Rows)>> CountAsync(Connection db, CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        foreach (var table in await db.ListAsync(TableNames, [], cancellationToken).ConfigureAwait(false))
        {
            counts.Add((table, await db.FirstAsync(Text($"SELECT count(*) AS n FROM {db.Dialect.Quote(table)}").Rows(Types.BigInt), [], cancellationToken).ConfigureAwait(false)));
        }

        return counts;
    }

    private static string FreeName(string file)
    {
        var begin = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file) ?? "", $"{System.IO.Path.GetFileNameWithoutExtension(file)}.before-adoption");
        return Enumerable.Range(1, int.MaxValue - 1).Select(i => $"{begin}{(i == 1 ? "" : $"-{i}")}{System.IO.Path.GetExtension(file)}").First(path => !File.Exists(path));
    }
}
