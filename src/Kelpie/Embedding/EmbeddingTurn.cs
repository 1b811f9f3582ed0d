using Kelpie.Database;
using Kelpie.Sql;

namespace Kelpie.Embedding;

/// <summary>
/// The turn of one embedder: on a server a lock that dies with its session. A SQLite file has none; there, and should a lock be lost,
/// what another one has written counts as done.
/// </summary>
internal sealed class EmbeddingTurn : IAsyncDisposable
{
    private const string LockName = "kelpie_embeddings";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Connection? _holder;

    private EmbeddingTurn(Connection? holder) => _holder = holder;

    /// <summary>Takes the turn, unless somebody else has it.</summary>
    internal static async Task<EmbeddingTurn?> TryAsync(KelpieDatabase database, CancellationToken cancellationToken)
    {
        var holder = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var isTaken = true;
        try
        {
            if (!holder.Driver.HasSessionLocks)
            {
                return new EmbeddingTurn(null);
            }

            isTaken = !await holder.TryLockAsync(LockName, cancellationToken).ConfigureAwait(false);
            return isTaken ? null : new EmbeddingTurn(holder);
        }
        finally
        {
            if (isTaken)
            {
                await holder.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes the turn, and waits for it if need be.</summary>
    /// <param name="database">The index.</param>
    /// <param name="waits">Called once if it has to wait.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async Task<EmbeddingTurn> TakeAsync(KelpieDatabase database, Action waits, CancellationToken cancellationToken)
    {
        for (var hasWaited = false; ; hasWaited = true)
        {
            if (await TryAsync(database, cancellationToken).ConfigureAwait(false) is { } turn)
            {
                return turn;
            }

            if (!hasWaited)
            {
                waits();
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_holder is null)
        {
            return;
        }

        try
        {
            await _holder.UnlockAsync(LockName, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // The connection is lost, and the lock with it.
        }
        finally
        {
            await _holder.DisposeAsync().ConfigureAwait(false);
        }
    }
}
