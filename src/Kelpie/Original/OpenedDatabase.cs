using Kelpie.Database;
using Kelpie.Sql;

namespace Kelpie.Original;

/// <summary>A database that is opened when it is first needed, once, however many tasks ask for it.</summary>
internal sealed class OpenedDatabase : IAsyncDisposable
{
    private readonly DatabaseUrl _url;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly bool _isOurs;
    private volatile KelpieDatabase? _database;

    internal OpenedDatabase(DatabaseUrl url) => (_url, _isOurs) = (url, true);

    internal OpenedDatabase(KelpieDatabase database) => (_url, _database) = (database.Url, database);

    /// <summary>The database, which must be there.</summary>
    internal Task<KelpieDatabase> ExistingAsync(CancellationToken cancellationToken) => OpenAsync(create: false, cancellationToken);

    /// <summary>The database, made where it is not there.</summary>
    internal Task<KelpieDatabase> CreatedAsync(CancellationToken cancellationToken) => OpenAsync(create: true, cancellationToken);

    /// <summary>Closes the database if it was opened here; whoever handed one over closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOurs && _database is { } database)
        {
            await database.DisposeAsync().ConfigureAwait(false);
        }

        _turn.Dispose();
    }

    private async Task<KelpieDatabase> OpenAsync(bool create, CancellationToken cancellationToken)
    {
        if (_database is { } open)
        {
            return open;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_database is null && !create && await KelpieDatabase.IsMissingAsync(_url, cancellationToken).ConfigureAwait(false))
            {
                throw new KelpieException(
                    "database_not_found", $"There is no database at {_url} yet.", "InitDatabaseAsync and InitializeSchemaAsync make one, and so does kelpie scan DIR.");
            }

            return _database ??= await KelpieDatabase.OpenAsync(_url, DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
