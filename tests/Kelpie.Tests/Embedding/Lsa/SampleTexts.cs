using Kelpie.Embedding.Lsa;

namespace Kelpie.Tests.Embedding.Lsa;

/// <summary>Texts to learn from, and the models of them.</summary>
internal static class SampleTexts
{
    /// <summary>Texts on two subjects. "ship" and "boat" are never in one text, nor are "bread" and "loaf".</summary>
    public static readonly string[] Ships =
    [
        "ship ocean sail wind", "boat ocean sail harbour", "ship harbour wind captain", "boat captain ocean wind", "ship sail captain ocean",
        "boat harbour sail wind",
    ];

    public static readonly string[] Bread =
    [
        "bread oven flour yeast", "loaf oven flour baker", "bread baker yeast crust", "loaf crust oven yeast", "bread flour crust oven",
        "loaf baker flour yeast",
    ];

    public static TermBag Bag(string text) => TermBag.Of(text.Split(' '));

    public static LsaCorpus Corpus(params IEnumerable<string> texts)
    {
        LsaCorpus corpus = new();
        foreach (string text in texts)
        {
            corpus.Add(Bag(text));
        }

        return corpus;
    }

    public static LsaModel Model(params IEnumerable<string> texts) => LsaTrainer.Train(Corpus(texts));

    /// <summary>Texts of made-up words, of which few are frequent, on subjects that share some.</summary>
    public static IEnumerable<string> Random(int count, int words, int subjects = 20)
    {
        Random random = new(4711);
        for (int text = 0; text < count; text++)
        {
            int subject = random.Next(subjects);
            yield return string.Join(' ', Enumerable.Range(0, random.Next(20, 60)).Select(_ =>
                $"w{(int)(Math.Pow(random.NextDouble(), 3) * words + (random.Next(2) == 0 ? 0 : subject * words / subjects)) % words}"));
        }
    }

    public static double Cosine(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        double product = 0;
        for (int index = 0; index < left.Length; index++)
        {
            product += (double)left[index] * right[index];
        }

        return product;
    }
}
