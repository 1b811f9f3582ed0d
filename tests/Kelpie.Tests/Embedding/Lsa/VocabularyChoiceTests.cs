using Kelpie.Embedding.Lsa;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class VocabularyChoiceTests
{
    [Fact]
    public void Of_few_documents_all_terms_are_learnt_in_ordinal_order() =>
        Assert.Equal(["B", "a", "b"], Chosen(["b a", "B"]));

    [Fact]
    public void Of_a_thousand_documents_terms_of_more_than_half_say_nothing() =>
        Assert.Equal(["a", "b", "half"], Chosen(Times(500, "all half a", "all b")));

    [Fact]
    public void But_a_document_that_has_no_others_keeps_them() =>
        Assert.Equal(["a", "all", "b"], Chosen([.. Times(500, "all most a", "all most b"), "all", "b most"]));

    [Fact]
    public void Where_all_documents_are_alike_their_terms_are_learnt() =>
        Assert.Equal(["a", "b"], Chosen(Enumerable.Repeat("a b", 2_000)));

    [Fact]
    public void Of_a_thousand_documents_terms_of_a_single_one_are_left_out()
    {
        string[] texts = [.. Enumerable.Range(0, 1_000).Select(number => $"t{number % 3} single{number}")];
        Assert.Equal(["t0", "t1", "t2"], Chosen(texts));
        Assert.Equal(1_002, Chosen(texts[1..]).Length);
    }

    [Fact]
    public void Of_too_many_terms_those_of_the_most_documents_are_learnt() =>
        Assert.Equal(["b", "c"], Chosen(["a c", "b c", "b d"], maxTerms: 2));

    private static IEnumerable<string> Times(int times, params string[] texts) => Enumerable.Repeat(texts, times).SelectMany(each => each);

    private static string[] Chosen(IEnumerable<string> texts, int maxTerms = 50_000)
    {
        CorpusSample sample = SampleTexts.Corpus(texts).Sample();
        return [.. VocabularyChoice.Of(sample, sample.DocumentFrequencies(), maxTerms).Select(sample.TermAt)];
    }
}
