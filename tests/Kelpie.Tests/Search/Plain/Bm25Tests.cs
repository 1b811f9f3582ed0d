using Kelpie.Search.Plain;

namespace Kelpie.Tests.Search.Plain;

/// <summary>Chunks by their words.</summary>
public sealed class Bm25Tests
{
    private static readonly IndexSize Ten = new(Chunks: 10, Files: 10, Characters: 1000);

    [Fact]
    public void One_word_in_a_chunk_of_average_length_scores_its_rarity() =>
        Assert.Equal(Math.Log(1 + (9.5 / 1.5)), Score("lock", [1], Chunk(1, "a lock"))[1], 12);

    [Fact]
    public void A_rare_word_beats_a_common_one_and_a_short_text_a_long_one()
    {
        var scores = Score("lock key", [1, 8], Chunk(1, "a lock"), Chunk(2, "a key"), Chunk(3, "a key " + new string('-', 300)), Chunk(4, "neither"));
        Assert.True(scores[1] > scores[2]);
        Assert.True(scores[2] > scores[3]);
        Assert.True(scores[3] > 0);
        Assert.Equal(0, scores[4]);
    }

    [Fact]
    public void Words_that_are_near_each_other_are_worth_more()
    {
        var scores = Score("lock key", [2, 2], Chunk(1, "the lock key"), Chunk(2, "the lock and some other things and then the key"), Chunk(3, "key lock"));
        Assert.True(scores[1] > scores[2]);
        Assert.Equal(scores[1], scores[3], 12);
    }

    [Fact]
    public void What_stands_near_in_the_file_counts_and_what_is_far_does_not()
    {
        var alone = Score("lock key", [2, 2], Of(7, 5, 9, "a lock"))[75];
        Assert.True(Score("lock key", [2, 2], Of(7, 5, 9, "a lock"), Of(7, 6, 9, "its key"))[75] > alone);
        Assert.Equal(alone, Score("lock key", [2, 2], Of(7, 5, 9, "a lock"), Of(7, 8, 9, "its key"))[75], 12);
        Assert.Equal(alone, Score("lock key", [2, 2], Of(7, 5, 9, "a lock"), Of(8, 6, 9, "its key"))[75], 12);
    }

    [Fact]
    public void A_phrase_counts_where_its_words_follow_one_another()
    {
        Assert.True(Score("\"lock key\"", [2, 2, 1], Chunk(1, "lock key"), Chunk(2, "key lock"))[1] > Score("\"lock key\"", [2, 2, 1], Chunk(2, "key lock"))[2] + 1);
    }

    [Fact]
    public void The_rarest_words_are_looked_up_and_one_at_the_least()
    {
        Assert.Equal([1, 3], SoughtTerms.Of([62_000, 5, 0, 19_000]));
        Assert.Equal([0], SoughtTerms.Of([62_000]));
        Assert.Empty(SoughtTerms.Of([0, 0]));
    }

    private static IReadOnlyDictionary<long, double> Score(string question, long[] frequencies, params CandidateChunk[] chunks) =>
        new Bm25(Question.Read(question).Terms, frequencies, Ten).Score(chunks);

    // A file of its own, filled up to the average length with what is no word.
    private static CandidateChunk Chunk(long id, string text) => new(id, id, 0, 1, text.PadRight(100, '.'));

    private static CandidateChunk Of(long file, int index, int chunks, string text) => new((file * 10) + index, file, index, chunks, text.PadRight(100, '.'));
}
