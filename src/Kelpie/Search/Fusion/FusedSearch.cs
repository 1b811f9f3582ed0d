using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Embedding.Lsa;
using Kelpie.Embedding.Models;
using Kelpie.Scanning;
using Kelpie.Search.Plain;
using Kelpie.Search.Queries;
using Kelpie.Similarity;

namespace Kelpie.Search.Fusion;

/// <summary>Finds chunks by a question in plain language: by its words and by what it means, each as far as it can be trusted.</summary>
/// <param name="database">The index.</param>
/// <param name="openers">What opens the models that a user gives; none for the built-in one alone.</param>
public sealed class FusedSearch(KelpieDatabase database, IReadOnlyList<IModelOpener>? openers = null)
{
    /// <summary>The error of an index that has no word from which a model could be learnt: full text alone answers there.</summary>
    public const string NothingToLearn = LsaTrainer.NothingToLearn;

    /// <summary>So many chunks of each side are fused.</summary>
    internal const int Depth = 200;

    /// <summary>Finds the chunks that answer a question, best first.</summary>
    /// <param name="text">The question. Its words need not all occur; those between quotes count as a phrase, too.</param>
    /// <param name="options">Limits and filters; they apply before the cut.</param>
    /// <param name="context">How many chunks before and behind each are wanted with it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Sql.DatabaseException">The database fails.</exception>
    public async Task<FusedAnswer> FindAsync(string text, FullTextOptions options, int context = 0, CancellationToken cancellationToken = default)
    {
        var question = Question.Read(text);
        var notes = new List<string>();
        if (question.WasCut)
        {
            notes.Add($"Only the first {Question.MostTerms} different words of the question were looked for.");
        }

        var deep = options with { Limit = Math.Max(Depth, options.Limit) };
        var likeness = await LikenessAsync(text, deep, notes, cancellationToken).ConfigureAwait(false);
        var matches = await new PlainSearch(database).FindAsync(question, deep, cancellationToken).ConfigureAwait(false);
        if (matches.Scoring is null)
        {
            notes.Add(question.Terms.Count == 0 ? "The question holds no word to look for. Words are made of letters and digits." : "No chunk has a word of the question.");
        }

        var nearest = likeness?.Matches.ToDictionary(match => match.Id, match => match.Distance) ?? [];
        var scores = await ScoreAsync(matches, nearest.Keys, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SideScore> byWords =
        [
            .. scores.Where(pair => pair.Value > 0).Select(pair => new SideScore(pair.Key, pair.Value))
                .OrderByDescending(one => one.Score).ThenBy(one => one.Id).Take(deep.Limit),
        ];
        IReadOnlyList<SideScore> byLikeness = [.. likeness?.Matches.Select(match => new SideScore(match.Id, match.Similarity)) ?? []];
        var weights = FusionWeights.Of(byWords, byLikeness);
        var ranks = RankFusion.Fuse(byWords, byLikeness, weights);
        var snippets = new SnippetMaker(question.Terms.Count == 0 ? Nothing.Instance : AnyOf.Of([.. question.Terms.Select(term => Phrase.Of(term.Words, endsInPrefix: false))]), options);
        return new FusedAnswer(
            likeness?.Model, weights, await HitsAsync([.. ranks.Take(options.Limit)], scores, nearest, snippets, context, cancellationToken).ConfigureAwait(false), notes);
    }

    private async Task<SimilarityRanking?> LikenessAsync(string text, FullTextOptions options, List<string> notes, CancellationToken cancellationToken)
    {
        if (await database.Embeddings.LatestAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            notes.Add("No chunk has a vector, so full text alone answers; kelpie embed gives them theirs where there are words to learn from.");
            return null;
        }

        try
        {
            var ranking = await new SimilaritySearch(database, openers: openers).RankAsync(text, options, cancellationToken).ConfigureAwait(false);
            notes.AddRange(ranking.Notes);
            return ranking;
        }
        catch (KelpieException away) when (away.Error == ModelCatalog.Unavailable)
        {
            notes.Add($"{away.Message.TrimEnd('.')}; so full text alone answers. {away.Hint}");
            return null;
        }
    }

    // What likeness alone has found is scored by its words, too: a side that does not have a chunk among its best has something to say of it.
    private async Task<IReadOnlyDictionary<long, double>> ScoreAsync(PlainMatches matches, IEnumerable<long> nearest, CancellationToken cancellationToken)
    {
        var missing = matches.Scoring is null ? [] : nearest.Except(matches.Chunks.Select(chunk => chunk.Id)).ToList();
        return matches.Score(missing.Count == 0 ? [] : await database.Chunks.CandidatesAsync(missing, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<FusedHit>> HitsAsync(
        IReadOnlyList<FusedRank> ranks,
        IReadOnlyDictionary<long, double> scores,
        Dictionary<long, double> distances,
        SnippetMaker snippets,
        int context,
        CancellationToken cancellationToken)
    {
        var hits = new List<FusedHit>(ranks.Count);
        var freshness = new FreshnessCheck(database.Files);
        foreach (var rank in ranks)
        {
            // A scan may have replaced the chunk since it was found.
            if (await database.Chunks.FindAsync(rank.Id, cancellationToken).ConfigureAwait(false) is { } envelope)
            {
                hits.Add(new FusedHit(
                    rank.Score,
                    rank.FullText is { } words ? new SideRank(words, scores[rank.Id]) : null,
                    rank.Similarity is { } likeness ? new SideRank(likeness, 1 / (1 + distances[rank.Id])) : null,
                    snippets.Make(envelope.Content),
                    envelope,
                    await database.Chunks.AroundAsync(envelope.FilePath, envelope.ChunkIndex, context, cancellationToken).ConfigureAwait(false))
                {
                    Freshness = await freshness.OfAsync(envelope.FilePath, cancellationToken).ConfigureAwait(false),
                });
            }
        }

        return hits;
    }
}
