using Kelpie.Embedding.Lsa;
using static Kelpie.Tests.Embedding.Lsa.SampleTexts;

namespace Kelpie.Tests.Embedding.Lsa;

public sealed class LsaModelTests
{
    [Fact]
    public void Words_that_are_never_in_one_text_are_near_if_they_are_among_the_same_others()
    {
        LsaModel model = LsaTrainer.Train(Corpus([.. Ships, .. Bread]), new() { Dimensions = 2 });
        Assert.Equal(2, model.Dimensions);
        Assert.InRange(Cosine(Vector(model, "ship"), Vector(model, "boat")), 0.9, 1.0001);
        Assert.InRange(Cosine(Vector(model, "bread"), Vector(model, "loaf")), 0.9, 1.0001);
        Assert.InRange(Cosine(Vector(model, "ship"), Vector(model, "bread")), -0.1, 0.1);
    }

    [Fact]
    public void A_text_without_a_known_word_has_no_vector()
    {
        LsaModel model = Model(Ships);
        Assert.Null(model.Embed(new()));
        Assert.Null(model.Embed(Bag("bread Ship")));
        float[] vector = [.. Enumerable.Repeat(7f, model.Dimensions)];
        Assert.False(model.TryEmbed(Bag("bread"), vector));
        Assert.All(vector, value => Assert.Equal(7, value));
    }

    [Fact]
    public void Unknown_words_change_nothing_and_are_not_counted_as_known()
    {
        LsaModel model = Model(Ships);
        Assert.Equal(Vector(model, "ship sail"), Vector(model, "bread ship loaf sail"));
        Assert.Equal(3, model.CountKnown(Bag("bread ship loaf sail ship bread")));
    }

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        LsaModel model = Model("a b", "b c");
        var error = Assert.Throws<ArgumentException>(() => model.TryEmbed(Bag("a"), new float[3]));
        Assert.StartsWith("A vector of this model has 2 numbers, not 3.", error.Message);
    }

    [Fact]
    public void Nothing_can_be_learnt_of_an_empty_index()
    {
        LsaCorpus corpus = new();
        corpus.Add(new());
        var error = Assert.Throws<KelpieException>(() => LsaTrainer.Train(corpus));
        Assert.Equal("nothing_to_learn", error.Error);
        Assert.Equal("No words were found in 1 chunk, so there is nothing from which to learn what words mean.", error.Message);
    }

    [Fact]
    public void One_document_makes_a_model_of_one_dimension()
    {
        LsaModel model = Model("ship ocean sail sail");
        Assert.Equal((1, 1, 3), (model.Dimensions, model.TrainedOn, model.Vocabulary.Count));
        Assert.Equal(1, Math.Abs(Assert.Single(Vector(model, "ship"))));
        Assert.Equal(Vector(model, "ship"), Vector(model, "sail ocean"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(999)]
    [InlineData(3000)]
    public void Documents_that_are_all_alike_make_a_model_of_one_dimension(int count)
    {
        LsaModel model = Model(Enumerable.Repeat("ship ocean sail", count));
        Assert.Equal((1, count, 3), (model.Dimensions, model.TrainedOn, model.Vocabulary.Count));
        Assert.Equal(1, Cosine(Vector(model, "ship"), Vector(model, "ocean sail")));
    }

    [Fact]
    public void Documents_without_a_common_word_stay_apart()
    {
        LsaModel model = Model("a", "b", "c", "d");
        Assert.Equal(4, model.Dimensions);
        Assert.Equal(0, Cosine(Vector(model, "a"), Vector(model, "b")), 0.02);
    }

    [Fact]
    public void One_document_unlike_a_thousand_that_are_alike_has_a_vector_of_its_own()
    {
        LsaModel model = Model([.. Enumerable.Repeat("ship ocean", 900), "bread oven"]);
        Assert.Equal(2, model.Dimensions);
        Assert.Equal(0, Cosine(Vector(model, "ship"), Vector(model, "bread")), 0.02);
    }

    [Fact]
    public void Each_text_with_a_known_word_has_a_vector_of_length_1()
    {
        string[] texts = [.. SampleTexts.Random(1_500, 3_000)];
        LsaModel model = Model(texts);
        Assert.Equal((256, 1_500), (model.Dimensions, model.TrainedOn));
        Assert.All(texts.Concat(model.Vocabulary.Terms), text =>
        {
            float[] vector = Vector(model, text);
            Assert.Equal(1, Cosine(vector, vector), 1e-6);
        });
    }

    [Fact]
    public void The_model_is_the_same_however_many_threads_train_it()
    {
        LsaCorpus corpus = Corpus(SampleTexts.Random(2_000, 1_000));
        LsaModel one = LsaTrainer.Train(corpus, new() { Dimensions = 32, Threads = 1 });
        LsaModel five = LsaTrainer.Train(corpus, new() { Dimensions = 32, Threads = 5 });
        Assert.StartsWith("lsa-32@", one.Name);
        Assert.Equal(one.Name, five.Name);
        Assert.Equal(Vector(one, "w1 w20 w300"), Vector(five, "w1 w20 w300"));
    }

    [Fact]
    public void Other_documents_make_a_model_of_another_name()
    {
        Assert.Matches("^lsa-6@[0-9a-f]{8}$", Model(Ships).Name);
        Assert.Equal(Model(Ships).Name, Model(Ships).Name);
        Assert.NotEqual(Model(Ships).Name, Model(Bread).Name);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LsaOptions { Dimensions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LsaOptions { Dimensions = 1025 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LsaOptions { MaxTerms = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LsaOptions { Threads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LsaCorpus(0));
    }

    private static float[] Vector(LsaModel model, string text)
    {
        float[]? vector = model.Embed(Bag(text));
        Assert.NotNull(vector);
        return vector;
    }
}
