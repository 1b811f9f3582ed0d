namespace Kelpie.Onnx.Tests.Models;

/// <summary>The folder of a sentence model, with a tiny network and a few words, in the layout of MiniLM's.</summary>
public sealed class TinyModel : IDisposable
{
    internal static readonly string[] Words =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "kettle", "garden", "##s", "cafe", "harbour", "ship", "日", "query", "passage", ":"];

    /// <summary>What a token means: what fills up would spoil any mean, and the words point in directions of their own.</summary>
    internal static readonly float[][] Table =
    [
        [4096, 4096, 4096, 4096], [0, 0, 0, 1], [1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0],
        [0, 8, 0, 0], [0, 0, 8, 0], [0, 0, 2, 0], [0, 4, 4, 0], [0, 0, 0, 8], [0, 0, 0, 6], [2, 2, 2, 2], [16, 0, 0, 0], [32, 0, 0, 0], [64, 0, 0, 0],
    ];

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kelpie-onnx-");

    /// <param name="name">What the folder, and so the model, is called.</param>
    /// <param name="network">The network; null for the usual one.</param>
    internal TinyModel(string name = "tiny", TinyNetwork? network = null)
    {
        Path = System.IO.Path.Combine(_home.FullName, name);
        Directory.CreateDirectory(Path);
        Write("model.onnx", (network ?? new TinyNetwork(Table)).ToBytes());
        Write("vocab.txt", string.Join('\n', Words) + "\n");
        Write("1_Pooling/config.json", """{"word_embedding_dimension": 4, "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": false}""");
        Write("sentence_bert_config.json", """{"max_seq_length": 16, "do_lower_case": false}""");
        Write("config.json", """{"model_type": "bert", "max_position_embeddings": 512}""");
        // Transformer and pooling, no normalisation: the numbers are as they were reckoned.
        Write("modules.json", """[{"idx": 0, "type": "sentence_transformers.models.Transformer"}, {"idx": 1, "type": "sentence_transformers.models.Pooling"}]""");
    }

    internal string Path { get; private set; }

    internal void Write(string name, string text) => File.WriteAllText(Prepared(name), text);

    internal void Write(string name, byte[] bytes) => File.WriteAllBytes(Prepared(name), bytes);

    internal void Delete(string name) => File.Delete(System.IO.Path.Combine(Path, name));

    /// <summary>Puts the folder into another place, under its name.</summary>
    internal void Move()
    {
        var place = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(_home.FullName, "elsewhere")).FullName, System.IO.Path.GetFileName(Path));
        Directory.Move(Path, place);
        Path = place;
    }

    public void Dispose() => _home.Delete(recursive: true);

    private string Prepared(string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }
}
