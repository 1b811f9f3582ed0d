using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>
/// While it lasts, a session does not enforce foreign keys; what it enforced before, it enforces again afterwards.
/// Does nothing where the database has no such switch, or the session does not enforce them anyhow.
/// </summary>
internal sealed class ForeignKeyPause : IAsyncDisposable
{
    private readonly Connection _db;
    private readonly ForeignKeySwitch? _keys;
    private readonly Query<(string, string, long)>? _violations;

    private ForeignKeyPause(Connection db, ForeignKeySwitch? keys)
    {
        (_db, _keys) = (db, keys);
        _violations = keys is null ? null : Text(keys.Violations).Rows(Types.Text, Types.Text, Types.BigInt);
    }

    internal static async Task<ForeignKeyPause> BeginAsync(Connection db, CancellationToken cancellationToken)
    {
        var keys = db.Dialect.ForeignKeySwitch;
        if (keys is null || await db.FirstOrDefaultAsync(Text(keys.IsOn).Rows(Types.BigInt), [], cancellationToken).ConfigureAwait(false) == 0)
        {
            return new ForeignKeyPause(db, null);
        }

        await db.ExecuteScriptAsync(keys.Off, cancellationToken).ConfigureAwait(false);
        return new ForeignKeyPause(db, keys);
    }

    /// <summary>The rows that refer to nothing: <c>12 rows of chunks refer to no row of files</c>; null where there are none.</summary>
    internal async Task<string?> FindViolationsAsync(CancellationToken cancellationToken)
    {
        if (_violations is null)
        {
            return null;
        }

        var found = await _db.ListAsync(_violations, [], cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : string.Join("; ", found.Select(rows =>
            $"{rows.Item3} row{(rows.Item3 == 1 ? "" : "s")} of {rows.Item1} refer{(rows.Item3 == 1 ? "s" : "")} to no row of {rows.Item2}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_keys is null)
        {
            return;
        }

        try
        {
            await _db.ExecuteScriptAsync(_keys.On, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // A session in the wrong mood must not go back to the pool; the error that led here is the one to tell.
            await _db.Raw.CloseAsync().ConfigureAwait(false);
        }
    }
}
