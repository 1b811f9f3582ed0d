using Kelpie.Embedding.Lsa;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class LsaCorpusTests
{
    [Fact]
    public void Documents_are_kept_as_they_come()
    {
        CorpusSample sample = SampleTexts.Corpus("b a b", "c", "a c").Sample();
        Assert.Equal(["b:2 a:1", "c:1", "a:1 c:1"], Documents(sample));
        Assert.Equal([1, 2, 2], sample.DocumentFrequencies());
        Assert.Equal(3, sample.DocumentsSeen);
    }

    [Fact]
    public void Empty_documents_count_and_are_not_kept()
    {
        LsaCorpus corpus = new();
        corpus.Add(new());
        corpus.Add(TermBag.Of("a"));
        corpus.Add(TermBag.Of(new string('x', 101)));
        CorpusSample sample = corpus.Sample();
        Assert.Equal(["a:1"], Documents(sample));
        Assert.Equal(3, sample.DocumentsSeen);
    }

    [Fact]
    public void Of_too_many_documents_a_sample_is_kept_and_of_its_terms_no_others()
    {
        LsaCorpus corpus = new(maxDocuments: 100);
        for (int number = 0; number < 5_000; number++)
        {
            corpus.Add(TermBag.Of($"t{number}"));
        }

        CorpusSample sample = corpus.Sample();
        Assert.Equal(5_000, sample.DocumentsSeen);
        int[] numbers = [.. Documents(sample).Select(text => int.Parse(text[1..^2]))];
        Assert.Equal(100, numbers.Distinct().Count());
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(100, sample.DocumentFrequencies().Length);

        // Uniform: about half of it is of the first half, three standard deviations being 15.
        Assert.InRange(numbers.Count(number => number < 2_500), 35, 65);
    }

    [Fact]
    public void The_sample_is_the_same_when_what_is_not_wanted_is_skipped_or_looked_at_in_between()
    {
        (LsaCorpus all, LsaCorpus skipping) = (new(maxDocuments: 50), new(maxDocuments: 50));
        int skipped = 0;
        for (int number = 0; number < 2_000; number++)
        {
            TermBag bag = TermBag.Of($"t{number % 70}", $"u{number}");
            all.Add(bag);
            if (skipping.WantsNext)
            {
                skipping.Add(bag);
            }
            else
            {
                skipping.Skip();
                skipped++;
            }

            if (number % 300 == 0)
            {
                skipping.Sample();
            }
        }

        Assert.True(skipped > 1_500);
        Assert.Equal(Documents(all.Sample()), Documents(skipping.Sample()));
    }

    [Fact]
    public void Long_documents_are_kept_in_a_lesser_number()
    {
        string[] terms = [.. Enumerable.Range(0, 30_000).Select(number => $"t{number}")];
        TermBag bag = TermBag.Of(terms);
        LsaCorpus corpus = new(maxDocuments: 100);
        for (int number = 0; number < 20; number++)
        {
            corpus.Add(bag);
        }

        Assert.Equal(3, corpus.Sample().DocumentCount);
    }

    private static IEnumerable<string> Documents(CorpusSample sample) =>
        Enumerable.Range(0, sample.DocumentCount).Select(document => string.Join(' ', sample.TermsOf(document).ToArray()
            .Zip(sample.CountsOf(document).ToArray(), (term, count) => $"{sample.TermAt(term)}:{count}")));
}
