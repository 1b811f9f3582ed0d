namespace Kelpie.Search.Plain;

/// <summary>
/// How well chunks answer a question by their words: BM25 (Robertson and Zaragoza, 2009), with what stands near a chunk in its file and
/// how near the words are to one another counted in. The same numbers on every database.
/// </summary>
/// <param name="terms">The question's terms.</param>
/// <param name="frequencies">In how many chunks each is.</param>
/// <param name="size">How much the index holds.</param>
internal sealed class Bm25(IReadOnlyList<QuestionTerm> terms, IReadOnlyList<long> frequencies, IndexSize size)
{
    /// <summary>How far before and behind a chunk its file is looked at, in chunks.</summary>
    internal const int Reach = 2;

    // As in textbooks: how soon more of the same word counts no more, in texts and in questions, and how much the length counts.
    private const double K1 = 1.2;
    private const double K3 = 8;
    private const double B = 0.75;

    // What two words that are near count, of what they count by themselves.
    private const double NearShare = 0.5;

    private readonly double[] _weights = [.. terms.Select((term, i) => Idf(frequencies[i], size.Chunks) * Saturated(term.Count, K3))];

    /// <summary>The most that a chunk could get of the words alone.</summary>
    internal double Most => _weights.Sum() * (K1 + 1);

    /// <summary>The scores of chunks, from 0 for one that has none of the words.</summary>
    /// <param name="chunks">The chunks; those of one file are looked at together.</param>
    internal IReadOnlyDictionary<long, double> Score(IReadOnlyCollection<CandidateChunk> chunks)
    {
        var matcher = new TermMatcher(terms);
        var found = chunks.ToDictionary(chunk => (chunk.FileId, chunk.Index), chunk => (Chunk: chunk, Terms: matcher.Find(chunk.Content)));
        return found.Values.ToDictionary(one => one.Chunk.Id, one => Score(one.Chunk, one.Terms, found));
    }

    /// <summary>How much a word says: the rarer, the more; never less than nothing, however common it is.</summary>
    internal static double Idf(long frequency, long chunks) => Math.Log(1 + ((Math.Max(0, chunks - frequency) + 0.5) / (frequency + 0.5)));

    private static double Saturated(double count, double k) => count * (k + 1) / (count + k);

    private double Score(CandidateChunk chunk, TermOccurrences here, Dictionary<(long, int), (CandidateChunk Chunk, TermOccurrences Terms)> found)
    {
        var own = Words(here.Count, chunk.Content.Length / size.ChunkLength);
        if (own == 0)
        {
            return 0;
        }

        foreach (var (pair, near) in here.Nearness())
        {
            own += NearShare * Math.Min(_weights[pair.One], _weights[pair.Other]) * Saturated(near, K1);
        }

        return (own + Around(chunk, found)) / 2;
    }

    // The chunk and those about it as one text. Those that are not among the candidates lack the words that matter; their length counts.
    private double Around(CandidateChunk chunk, Dictionary<(long, int), (CandidateChunk Chunk, TermOccurrences Terms)> found)
    {
        var (first, last) = (Math.Max(0, chunk.Index - Reach), Math.Min(Math.Max(chunk.FileChunks - 1, chunk.Index), chunk.Index + Reach));
        var counts = new int[terms.Count];
        var length = 0.0;
        for (var index = first; index <= last; index++)
        {
            if (!found.TryGetValue((chunk.FileId, index), out var one))
            {
                length += size.ChunkLength;
                continue;
            }

            length += one.Chunk.Content.Length;
            for (var term = 0; term < counts.Length; term++)
            {
                counts[term] += one.Terms.Count(term);
            }
        }

        return Words(term => counts[term], length / (size.ChunkLength * Math.Min(size.FileChunks, (2 * Reach) + 1)));
    }

    private double Words(Func<int, int> count, double length)
    {
        var score = 0.0;
        for (var term = 0; term < _weights.Length; term++)
        {
            if (count(term) is > 0 and var times)
            {
                score += _weights[term] * times * (K1 + 1) / (times + (K1 * (1 - B + (B * length))));
            }
        }

        return score;
    }
}
