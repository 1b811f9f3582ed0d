using Kelpie.Embedding.Models;
using Kelpie.Onnx.Tests.Models;
using Microsoft.Extensions.AI;

namespace Kelpie.Onnx.Tests;

/// <summary>Vectors of a network that looks tokens up in a table; [CLS] kettle garden [SEP] are four of them.</summary>
public sealed class OnnxEmbeddingGeneratorTests
{
    [Fact]
    public async Task The_mean_of_the_tokens_is_that_of_all_but_the_padding()
    {
        using var folder = new TinyModel();
        Assert.Equal([0.25f, 2, 2, 0], await VectorAsync(folder, "kettle garden"));
        // [CLS] garden ##s [SEP]
        Assert.Equal([0.25f, 0, 2.5f, 0], await VectorAsync(folder, "Gardens"));
        // [CLS] [SEP]
        Assert.Equal([0.5f, 0, 0, 0], await VectorAsync(folder, " \n"));
        // [CLS] [UNK] kettle [SEP]
        Assert.Equal([0.25f, 2, 0, 0.25f], await VectorAsync(folder, "zyzzyva kettle"));
    }

    [Fact]
    public async Task The_first_token_stands_for_all_where_the_pooling_says_so()
    {
        using var folder = new TinyModel();
        folder.Write("1_Pooling/config.json", """{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}""");
        Assert.Equal([1f, 0, 0, 0], await VectorAsync(folder, "kettle garden"));
    }

    [Theory]
    [InlineData("bge-tiny", new[] { 1f, 0, 0, 0 })]
    [InlineData("minilm", new[] { 0.25f, 2, 2, 0 })]
    public async Task Without_a_word_about_pooling_it_is_as_the_makers_did(string name, float[] expected)
    {
        using var folder = new TinyModel(name);
        folder.Delete("1_Pooling/config.json");
        Assert.Equal(expected, await VectorAsync(folder, "kettle garden"));
    }

    [Fact]
    public async Task Types_of_tokens_are_given_to_a_model_that_wants_them()
    {
        using var folder = new TinyModel(network: new TinyNetwork(TinyModel.Table) { TypeShift = 0.5f });
        Assert.Equal([0.75f, 2.5f, 2.5f, 0.5f], await VectorAsync(folder, "kettle garden"));
    }

    [Fact]
    public async Task Vectors_of_length_one_are_what_models_without_a_list_of_layers_give()
    {
        using var folder = new TinyModel();
        folder.Write("modules.json", """[{"type": "x.Transformer"}, {"type": "x.Pooling"}, {"type": "x.Normalize"}]""");
        // [CLS] harbour ship [SEP], whose mean is (1, 0, 0, 14) / 4.
        var length = Math.Sqrt(1 + (14 * 14));
        Assert.Equal([(float)(1 / length), 0, 0, (float)(14 / length)], await VectorAsync(folder, "harbour ship"), (a, b) => Math.Abs(a - b) < 1e-7f);
        folder.Delete("modules.json");
        Assert.Equal(1.0, (await VectorAsync(folder, "harbour ship")).Sum(value => (double)value * value), 6);
    }

    [Theory]
    [InlineData("token_embeddings", false, new[] { 0.25f, 2, 2, 0 })]
    [InlineData("sentence_embedding", true, new[] { 0.25f, 2, 2, 0 })]
    public async Task Other_names_of_the_output_are_known(string output, bool isWhole, float[] expected)
    {
        using var folder = new TinyModel(network: new TinyNetwork(TinyModel.Table) { Output = output, IsWhole = isWhole });
        Assert.Equal(expected, await VectorAsync(folder, "kettle garden"));
    }

    [Fact]
    public async Task What_is_longer_than_the_model_reads_is_cut_off_and_counted()
    {
        using var folder = new TinyModel();
        folder.Write("sentence_bert_config.json", """{"max_seq_length": 4}""");
        using var model = await OpenAsync(folder);
        Assert.Equal(4, ((OnnxEmbeddingGenerator)model.Generator).MaxTokens);
        var made = await model.Generator.GenerateAsync(["kettle garden", "kettle garden harbour", "kettle gardens", string.Concat(Enumerable.Repeat("kettle ", 100_000))]);
        Assert.Equal([0.25f, 2, 2, 0], made[0].Vector.ToArray());
        Assert.Equal([0.25f, 2, 2, 0], made[1].Vector.ToArray());
        // In the middle of a word, as the models were trained.
        Assert.Equal([0.25f, 2, 2, 0], made[2].Vector.ToArray());
        Assert.Equal([0.25f, 4, 0, 0], made[3].Vector.ToArray());
        Assert.Equal(3, made.AdditionalProperties![OpenedModel.Truncated]);
    }

    [Fact]
    public async Task The_length_is_that_of_the_positions_where_nothing_else_is_said()
    {
        using var folder = new TinyModel();
        folder.Delete("sentence_bert_config.json");
        using (var model = await OpenAsync(folder))
        {
            Assert.Equal(512, ((OnnxEmbeddingGenerator)model.Generator).MaxTokens);
        }

        folder.Write("config.json", """{"model_type": "xlm-roberta", "max_position_embeddings": 514}""");
        using (var model = await OpenAsync(folder))
        {
            Assert.Equal(512, ((OnnxEmbeddingGenerator)model.Generator).MaxTokens);
        }
    }

    [Fact]
    public async Task A_batch_gives_each_text_what_it_gets_alone_in_their_order()
    {
        using var folder = new TinyModel();
        using var model = await OpenAsync(folder);
        var random = new Random(7);
        var texts = Enumerable.Range(0, 100).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => TinyModel.Words[5 + random.Next(6)].TrimStart('#')))).ToList();
        var together = await model.Generator.GenerateAsync(texts);
        Assert.Equal(100, together.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            var alone = await model.Generator.GenerateAsync([texts[i]]);
            Assert.Equal(alone[0].Vector.ToArray(), together[i].Vector.ToArray());
        }
    }

    [Fact]
    public async Task Nothing_gives_nothing_and_what_it_is_not_is_refused()
    {
        using var folder = new TinyModel();
        using var model = await OpenAsync(folder);
        Assert.Empty(await model.Generator.GenerateAsync([]));
        await Assert.ThrowsAsync<NotSupportedException>(() => model.Generator.GenerateAsync(["kettle"], new EmbeddingGenerationOptions { ModelId = "other" }));
        await Assert.ThrowsAsync<NotSupportedException>(() => model.Generator.GenerateAsync(["kettle"], new EmbeddingGenerationOptions { Dimensions = 2 }));
        Assert.Equal("tiny", model.Generator.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId);
    }

    internal static Task<OpenedModel> OpenAsync(TinyModel folder) => new OnnxModels().OpenAsync(folder.Path);

    private static async Task<List<float>> VectorAsync(TinyModel folder, string text)
    {
        using var model = await OpenAsync(folder);
        return [.. (await model.Generator.GenerateAsync([text]))[0].Vector.Span];
    }
}
