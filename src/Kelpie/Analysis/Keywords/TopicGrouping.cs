using System.Numerics;

namespace Kelpie.Analysis;

/// <summary>
/// Groups the heaviest terms of a text by the paragraphs they share. No model is fitted: a term is taken for a topic's centre in the
/// order of weight, and what mostly stands in the same paragraphs joins it.
/// </summary>
internal static class TopicGrouping
{
    /// <summary>How many terms are grouped; <see cref="TermTally.Standing"/> has a bit for each.</summary>
    public const int Candidates = 24;

    private const int FewestTerms = 3;
    private const int MostTerms = 5;

    /// <summary>Twice the paragraphs that two terms share, over the paragraphs of either.</summary>
    private const double LeastLikeness = 0.3;

    /// <summary>From so many paragraphs on, sharing a single one is chance.</summary>
    private const int ManyParagraphs = 8;

    /// <summary>Groups terms.</summary>
    /// <param name="tally">The text's terms.</param>
    /// <param name="terms">Its heaviest terms, the heaviest first, at most <see cref="Candidates"/>.</param>
    /// <param name="most">The most topics to give. A text of fewer paragraphs has no more topics than these.</param>
    public static IReadOnlyList<Topic> Group(TermTally tally, IReadOnlyList<WeighedTerm> terms, int most)
    {
        uint[] paragraphs = tally.Standing([.. terms.Select(term => term.Count)]);
        int[,] shared = CountShared(paragraphs, terms.Count);
        int leastShared = paragraphs.Length < ManyParagraphs ? 1 : 2;
        bool[] used = new bool[terms.Count];
        List<Topic> topics = [];
        for (int centre = 0; centre < terms.Count && topics.Count < Math.Min(most, paragraphs.Length); centre++)
        {
            int[] group = used[centre] ? [] : Around(centre, shared, used, leastShared);
            if (group.Length < FewestTerms)
            {
                continue;
            }

            Array.ForEach(group, member => used[member] = true);
            topics.Add(new Topic([.. group.Order().Select(member => terms[member].Keyword)]));
        }

        return topics;
    }

    private static int[] Around(int centre, int[,] shared, bool[] used, int leastShared)
    {
        double Likeness(int other) => 2.0 * shared[centre, other] / (shared[centre, centre] + shared[other, other]);

        IEnumerable<int> others = Enumerable.Range(0, used.Length)
            .Where(other => other != centre && !used[other] && shared[centre, other] >= leastShared && Likeness(other) >= LeastLikeness)
            .OrderByDescending(Likeness)
            .Take(MostTerms - 1);
        return [centre, .. others];
    }

    /// <summary>In how many paragraphs both of two terms stand; on the diagonal, in how many the one does.</summary>
    private static int[,] CountShared(uint[] paragraphs, int terms)
    {
        int[,] shared = new int[terms, terms];
        foreach (uint paragraph in paragraphs)
        {
            for (uint first = paragraph; first != 0; first &= first - 1)
            {
                for (uint second = paragraph; second != 0; second &= second - 1)
                {
                    shared[BitOperations.TrailingZeroCount(first), BitOperations.TrailingZeroCount(second)]++;
                }
            }
        }

        return shared;
    }
}
