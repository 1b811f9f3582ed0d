using Kelpie.Embedding.Models;
using Kelpie.Onnx.Tests.Models;

namespace Kelpie.Onnx.Tests;

/// <summary>Folders of models: what they are called, what tells them apart, and those that cannot be used.</summary>
public sealed class OnnxModelsTests
{
    [Fact]
    public async Task A_model_is_called_as_its_folder_and_has_the_hash_of_its_files()
    {
        using var folder = new TinyModel("all-MiniLM-L6-v2");
        using var model = await new OnnxModels().OpenAsync(folder.Path);
        Assert.Equal(("all-MiniLM-L6-v2", folder.Path, ModelPrompts.None), (model.Name, model.Source, model.Prompts));
        Assert.Matches("^[0-9a-f]{64}$", model.Fingerprint);
        folder.Write("notes.md", "of no account");
        Assert.Equal(model.Fingerprint, await FingerprintAsync(folder));
        folder.Move();
        Assert.Equal(model.Fingerprint, await FingerprintAsync(folder));
        folder.Write("vocab.txt", string.Join('\n', TinyModel.Words) + "\nmore\n");
        Assert.NotEqual(model.Fingerprint, await FingerprintAsync(folder));
    }

    [Fact]
    public async Task The_network_may_be_in_a_folder_of_its_own()
    {
        using var folder = new TinyModel();
        Directory.CreateDirectory(Path.Combine(folder.Path, "onnx"));
        File.Move(Path.Combine(folder.Path, "model.onnx"), Path.Combine(folder.Path, "onnx", "model.onnx"));
        using var model = await new OnnxModels().OpenAsync(folder.Path);
        var made = await model.Generator.GenerateAsync(["kettle garden"]);
        Assert.Equal([0.25f, 2, 2, 0], made[0].Vector.ToArray());
    }

    [Theory]
    [InlineData("multilingual-e5-small", null, "query: ", "passage: ")]
    [InlineData("multilingual-e5-large-instruct", null, "", "")]
    [InlineData("tiny", null, "", "")]
    [InlineData("tiny", """{"prompts": {"query": "q: ", "passage": "p: "}}""", "q: ", "p: ")]
    [InlineData("tiny", """{"prompts": {"query": "Represent: ", "document": ""}}""", "Represent: ", "")]
    public async Task Prompts_are_those_of_its_settings_or_of_its_kind(string name, string? settings, string query, string passage)
    {
        using var folder = new TinyModel(name);
        if (settings is not null)
        {
            folder.Write("config_sentence_transformers.json", settings);
        }

        using var model = await new OnnxModels().OpenAsync(folder.Path);
        Assert.Equal(new ModelPrompts(query, passage), model.Prompts);
    }

    [Fact]
    public void A_folder_is_one_if_it_is_there_or_is_written_as_one()
    {
        var models = new OnnxModels();
        Assert.Null(models.SourceOf("minilm"));
        Assert.Null(models.SourceOf("http://127.0.0.1/v1#m"));
        Assert.Equal("/nowhere/minilm", models.SourceOf("/nowhere/minilm/"));
        Assert.Equal(Directory.GetCurrentDirectory(), models.SourceOf("."));
    }

    public static TheoryData<string, Action<TinyModel>, string> Unusable => new()
    {
        { "no tokenizer", folder => folder.Delete("vocab.txt"), "has no tokenizer: neither vocab.txt nor sentencepiece.bpe.model nor tokenizer.json" },
        { "no model", folder => folder.Delete("model.onnx"), "has neither model.onnx nor onnx/model.onnx" },
        { "an empty model", folder => folder.Write("model.onnx", ""), "has a model.onnx that is none, or is damaged" },
        { "half a model", folder => folder.Write("model.onnx", new TinyNetwork(TinyModel.Table).ToBytes()[..200]), "has a model.onnx that is none, or is damaged" },
        { "another file", folder => folder.Write("model.onnx", "<html>404</html>"), "has a model.onnx that is none, or is damaged" },
        { "an unknown output", folder => folder.Write("model.onnx", new TinyNetwork(TinyModel.Table) { Output = "logits" }.ToBytes()), "has a model.onnx with the outputs logits" },
        { "words without ends", folder => folder.Write("vocab.txt", "kettle\ngarden\n"), "has a tokenizer that cannot be read" },
        { "fewer rows than words", folder => folder.Write("model.onnx", new TinyNetwork(TinyModel.Table[..5]).ToBytes()), "has a model that fails" },
        { "another pooling", folder => folder.Write("1_Pooling/config.json", """{"pooling_mode_max_tokens": true}"""), "asks in 1_Pooling/config.json for pooling_mode_max_tokens" },
        { "two poolings", folder => folder.Write("1_Pooling/config.json", """{"pooling_mode_max_tokens": true, "pooling_mode_mean_tokens": true}"""), "asks in 1_Pooling/config.json for pooling_mode_max_tokens and pooling_mode_mean_tokens" },
        { "a further layer", folder => folder.Write("modules.json", """[{"type": "x.Transformer"}, {"type": "x.Dense"}]"""), "is of a model with a further layer, Dense" },
        { "settings that are none", folder => folder.Write("config.json", "{"), "has a config.json that is no JSON" },
        { "no room for words", folder => folder.Write("sentence_bert_config.json", """{"max_seq_length": 2}"""), "says that its model reads 2 tokens" },
        { "pieces of bytes", folder => { folder.Delete("vocab.txt"); folder.Write("tokenizer.json", """{"model": {"type": "BPE", "vocab": {}}}"""); }, "has a tokenizer.json of the kind BPE, of which Kelpie reads WordPiece alone" },
        { "pieces of sentences without their file", folder => { folder.Delete("vocab.txt"); folder.Write("tokenizer.json", """{"model": {"type": "Unigram", "vocab": []}}"""); }, "has a tokenizer.json of the kind Unigram" },
        { "a damaged list of pieces", folder => folder.Write("sentencepiece.bpe.model", "not at all"), "has a tokenizer that cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task What_cannot_be_used_says_so_and_what_to_do(string what, Action<TinyModel> spoil, string says)
    {
        using var folder = new TinyModel();
        spoil(folder);
        var refused = await Assert.ThrowsAsync<KelpieException>(async () =>
        {
            using var model = await new OnnxModels().OpenAsync(folder.Path);
            await model.Generator.GenerateAsync(["kettle garden"]);
        });
        Assert.Equal("model_unusable", refused.Error);
        Assert.StartsWith($"The folder {folder.Path} {says}", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Hint.Length > 0, what);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_says_so()
    {
        var refused = await Assert.ThrowsAsync<KelpieException>(() => new OnnxModels().OpenAsync("/nowhere/minilm"));
        Assert.Equal(("model_folder_missing", "There is no folder /nowhere/minilm."), (refused.Error, refused.Message));
    }

    private static async Task<string?> FingerprintAsync(TinyModel folder)
    {
        using var model = await new OnnxModels().OpenAsync(folder.Path);
        return model.Fingerprint;
    }
}
