using Kelpie.Scanning.Discovery;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Reads the files of the index.</summary>
/// <param name="engine">The database.</param>
public sealed class FileStore(Engine engine)
{
    private static readonly FilesTable F = Tables.Files;

    private static readonly Select<FileRow> AllFiles = SelectRows(row => new FileRow
    {
        Id = row.Get(F.Id),
        Path = row.Get(F.Path),
        Name = row.Get(F.FileName),
        Directory = row.Get(F.Directory),
        Size = row.Get(F.Size),
        Type = row.Get(F.Type),
        MimeType = row.Get(F.MimeType),
        Created = row.Get(F.Created),
        Modified = row.Get(F.Modified),
        Accessed = row.Get(F.Accessed),
        Permissions = row.Get(F.Permissions),
        Hash = row.Get(F.Hash),
        IsText = row.Get(F.IsText),
        Encoding = row.Get(F.Encoding),
        Status = row.Get(F.Status),
        Error = row.Get(F.Error),
        Indexed = row.Get(F.Indexed),
    }).From(F);

    private static readonly Select<FileRow> ByPath = AllFiles.Where(F.PathKey == Param("key", F.PathKey));

    private static readonly Select<(string Path, KnownFile File)> Known = SelectRows(row => (
        row.Get(F.Path), new KnownFile(row.Get(F.Id), row.Get(F.Size), row.Get(F.Modified), row.Get(F.Status), row.Get(F.ChunkStrategy))))
        .From(F);

    private static readonly Select<(long Size, DateTime? Modified)> State =
        Select(F.Size, F.Modified).From(F).Where(F.PathKey == Param("key", F.PathKey));

    private static readonly Select<long> IdOf = Select(F.Id).From(F).Where(F.PathKey == Param("key", F.PathKey));

    /// <summary>The files that a filter lets through, ordered by path.</summary>
    public async Task<IReadOnlyList<FileRow>> SearchAsync(FileFilter filter, CancellationToken cancellationToken = default)
    {
        var query = Conditions(filter).Aggregate(AllFiles, (select, condition) => select.Where(condition)).OrderBy(F.Path);
        if (filter.Limit is { } limit)
        {
            query = query.Limit((long)limit);
        }

        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.ListAsync(query, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The file of a path, or null if the index has none.</summary>
    public async Task<FileRow?> FindAsync(string path, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstOrDefaultAsync(ByPath, [("key", PathKey.Of(path))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The state in which a file was indexed, or null if the index has none of that path.</summary>
    internal async Task<FileState?> StateAsync(string path, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstOrNullAsync(State, [("key", PathKey.Of(path))], cancellationToken).ConfigureAwait(false) is { } row
            ? new FileState(row.Size, row.Modified)
            : null;
    }

    /// <summary>All files below a directory, by path, in one query.</summary>
    internal async Task<Dictionary<string, KnownFile>> KnownBelowAsync(string directory, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var known = new Dictionary<string, KnownFile>(StringComparer.Ordinal);
        var query = Known.Where(PathRange.Below(directory).Holds(F.Path));
        await foreach (var (path, file) in db.QueryAsync(query, [], cancellationToken).ConfigureAwait(false))
        {
            known.Add(path, file);
        }

        return known;
    }

    /// <summary>The number of a file's row, or null if the index has none.</summary>
    internal static Task<long?> IdAsync(Connection db, string path, CancellationToken cancellationToken) =>
        db.FirstOrNullAsync(IdOf, [("key", PathKey.Of(path))], cancellationToken);

    private static string LowerAscii(string text) => string.Concat(text.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c));

    private static IEnumerable<Expression<bool>> Conditions(FileFilter filter)
    {
        if (filter.Name is { } name)
        {
            // SQLite's lower() knows the letters of ASCII only, other databases' all: what either makes of the name may match.
            var (all, ascii) = (name.ToLowerInvariant(), LowerAscii(name));
            yield return all == ascii
                ? Lower(F.FileName).Contains(all)
                : Lower(F.FileName).Contains(all) | Lower(F.FileName).Contains(ascii);
        }

        if (filter.Type is { } type)
        {
            var part = type.ToLowerInvariant();
            yield return F.Type.Contains(part) | Coalesce(F.MimeType, Value("")).Contains(part);
        }

        if (filter.LargerThan is { } larger)
        {
            yield return F.Size > larger;
        }

        if (filter.SmallerThan is { } smaller)
        {
            yield return F.Size < smaller;
        }

        if (filter.CreatedSince is { } createdSince)
        {
            yield return F.Created >= createdSince;
        }

        if (filter.CreatedBefore is { } createdBefore)
        {
            yield return F.Created < createdBefore;
        }

        if (filter.ModifiedSince is { } modifiedSince)
        {
            yield return F.Modified >= modifiedSince;
        }

        if (filter.ModifiedBefore is { } modifiedBefore)
        {
            yield return F.Modified < modifiedBefore;
        }

        if (filter.Under is { } under)
        {
            yield return PathRange.Below(under).Holds(F.Path);
        }
    }
}
