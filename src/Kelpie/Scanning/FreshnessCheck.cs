using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>
/// Compares files with what the index knows of them, by the rule of the scan: one look at each file, however many results it has,
/// and no file is read. For one answer; not for several threads at once.
/// </summary>
/// <param name="files">The files of the index.</param>
public sealed class FreshnessCheck(FileStore files)
{
    private readonly Dictionary<string, Freshness> _seen = new(StringComparer.Ordinal);

    /// <summary>Whether a file is still as its row says.</summary>
    /// <param name="file">The row.</param>
    public Freshness Of(FileRow file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Remember(file.Path, new FileState(file.Size, file.Modified));
    }

    /// <summary>Whether the file of a path is still as the index says.</summary>
    /// <param name="path">The path, as stored.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Sql.DatabaseException">The database fails.</exception>
    public async Task<Freshness> OfAsync(string path, CancellationToken cancellationToken = default) => _seen.TryGetValue(path, out var seen)
        ? seen
        : Remember(path, await files.StateAsync(path, cancellationToken).ConfigureAwait(false));

    // What the index does not have any more is gone where the disk has none either, and else another than was found.
    private Freshness Remember(string path, FileState? indexed)
    {
        if (!_seen.TryGetValue(path, out var freshness))
        {
            freshness = Compare(path, indexed);
            _seen.Add(path, freshness);
        }

        return freshness;
    }

    private static Freshness Compare(string path, FileState? indexed)
    {
        // A path of another kind of system would be taken for one below the current directory.
        if (!Path.IsPathFullyQualified(path))
        {
            return Freshness.Gone;
        }

        try
        {
            return FileState.Now(path) is not { } now ? Freshness.Gone : now == indexed ? Freshness.Fresh : Freshness.Changed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Freshness.Unknown;
        }
    }
}
