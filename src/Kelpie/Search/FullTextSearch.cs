using Kelpie.Chunking;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Scanning;
using Kelpie.Search.Queries;

namespace Kelpie.Search;

/// <summary>A chunk that was found.</summary>
/// <param name="Rank">How well it matches, as the engine ranks: the less, the better.</param>
/// <param name="Snippet">The best passage, its matches between the marks asked for.</param>
/// <param name="Envelope">The chunk.</param>
/// <param name="Context">The chunks about it, in order, itself left out.</param>
public sealed record FullTextHit(double Rank, string Snippet, Envelope Envelope, IReadOnlyList<Envelope> Context)
{
    /// <summary>Whether the file is still as it was when it was indexed.</summary>
    public Freshness Freshness { get; init; }
}

/// <summary>What a full-text search found.</summary>
/// <param name="Hits">The chunks, best first.</param>
/// <param name="Notes">What of the query could not be meant as it stands, in sentences.</param>
public sealed record FullTextAnswer(IReadOnlyList<FullTextHit> Hits, IReadOnlyList<string> Notes);

/// <summary>Finds chunks by their words.</summary>
/// <param name="database">The index.</param>
public sealed class FullTextSearch(KelpieDatabase database)
{
    /// <summary>Finds the chunks that match a query, best first.</summary>
    /// <param name="query">The query, as <see cref="SearchQuery.Parse(string)"/> reads it.</param>
    /// <param name="options">Limits and filters.</param>
    /// <param name="context">How many chunks before and behind each match are wanted with it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Sql.DatabaseException">The database fails.</exception>
    public async Task<FullTextAnswer> FindAsync(
        string query, FullTextOptions options, int context = 0, CancellationToken cancellationToken = default)
    {
        var parsed = SearchQuery.Parse(query, out var notes);
        if (parsed == Nothing.Instance)
        {
            return new FullTextAnswer([], notes);
        }

        IReadOnlyList<FullTextMatch> matches;
        await using (var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            matches = await database.FullText().SearchAsync(db, parsed, options, cancellationToken).ConfigureAwait(false);
        }

        var hits = new List<FullTextHit>(matches.Count);
        var freshness = new FreshnessCheck(database.Files);
        foreach (var match in matches)
        {
            // A scan may have replaced the chunk since it was matched; then it is no match any more.
            if (await database.Chunks.FindAsync(match.ChunkId, cancellationToken).ConfigureAwait(false) is { } envelope)
            {
                var around = await database.Chunks.AroundAsync(
                    envelope.FilePath, envelope.ChunkIndex, context, cancellationToken).ConfigureAwait(false);
                hits.Add(new FullTextHit(match.Rank, match.Snippet, envelope, around)
                {
                    Freshness = await freshness.OfAsync(envelope.FilePath, cancellationToken).ConfigureAwait(false),
                });
            }
        }

        return new FullTextAnswer(hits, notes);
    }
}
