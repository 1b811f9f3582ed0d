using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Kelpie.Database;

/// <summary>Reading on another thread than the one that writes what was read.</summary>
internal static class ReadingAhead
{
    /// <summary>The same items, fetched on a thread of their own: SQLite never waits, so it would read on the thread that writes.</summary>
    /// <param name="items">What is read; whatever ends it comes out where the items are taken.</param>
    /// <param name="most">How many may wait to be taken.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async IAsyncEnumerable<T> Ahead<T>(this IAsyncEnumerable<T> items, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Channel.CreateBounded<T>(most);
        var read = Task.Run(() => ReadAsync(items, waiting.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var item in waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await read.ConfigureAwait(false);
        }
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> items, ChannelWriter<T> waiting, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await waiting.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }

            waiting.Complete();
        }
        catch (Exception exception)
        {
            waiting.Complete(exception);
        }
    }
}
