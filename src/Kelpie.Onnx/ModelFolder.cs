using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kelpie.Onnx;

/// <summary>The folder of a model, and which of its files count.</summary>
internal sealed class ModelFolder
{
    internal const string TokenizerJson = "tokenizer.json";
    internal const string Vocabulary = "vocab.txt";
    internal const string SentencePieces = "sentencepiece.bpe.model";
    internal const string TokenizerSettings = "tokenizer_config.json";
    internal const string SpecialTokens = "special_tokens_map.json";
    internal const string SentenceSettings = "sentence_bert_config.json";
    internal const string TransformerSettings = "config.json";
    internal const string PromptSettings = "config_sentence_transformers.json";
    internal const string Modules = "modules.json";
    internal const string Pooling = "1_Pooling/config.json";

    private static readonly string[] ModelNames = ["model.onnx", "onnx/model.onnx"];

    // Where weights of more than two gigabytes are kept.
    private static readonly string[] WeightNames = ["model.onnx_data", "model.onnx.data", "onnx/model.onnx_data", "onnx/model.onnx.data"];

    private static readonly string[] Others =
        [TokenizerJson, Vocabulary, SentencePieces, TokenizerSettings, SpecialTokens, SentenceSettings, TransformerSettings, PromptSettings, Modules, Pooling];

    private readonly string _path;

    private ModelFolder(string path, string model) => (_path, Model) = (path, model);

    /// <summary>The folder's name, which is the model's.</summary>
    internal string Name => Path.GetFileName(_path);

    /// <summary>The path of the model itself.</summary>
    internal string Model { get; }

    /// <summary>Looks for a model in a folder.</summary>
    /// <exception cref="KelpieException">There is none.</exception>
    internal static ModelFolder At(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new KelpieException("model_folder_missing", $"There is no folder {path}.", "Put it back, or name another one.");
        }

        var model = ModelNames.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists);
        return new ModelFolder(path, model ?? "") is var folder && model is not null
            ? folder
            : throw folder.Unusable("has neither model.onnx nor onnx/model.onnx", "Export the model to ONNX, or fetch the folder of one that is.");
    }

    /// <summary>The path of a file; null where it is not there.</summary>
    internal string? Find(string name) => Path.Combine(_path, name) is var path && File.Exists(path) ? path : null;

    /// <summary>What a file of settings says; null where it is not there.</summary>
    /// <exception cref="KelpieException">It is no JSON.</exception>
    internal JsonDocument? ReadJson(string name)
    {
        if (Find(name) is not { } path)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException exception)
        {
            throw Unusable($"has a {name} that is no JSON: {exception.Message}", "Fetch it again.", exception);
        }
    }

    /// <summary>What tells that it is the same model: a hash of all its files that count, and of their names.</summary>
    internal string Fingerprint(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var name in ModelNames.Where(name => Path.Combine(_path, name) == Model).Concat(WeightNames).Concat(Others))
        {
            if (Find(name) is { } path)
            {
                using var file = File.OpenRead(path);
                hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{file.Length}\n"));
                for (int read; (read = file.Read(buffer)) > 0;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    hash.AppendData(buffer.AsSpan(0, read));
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The error for a folder that cannot be used.</summary>
    internal KelpieException Unusable(string what, string hint, Exception? inner = null) => new("model_unusable", $"The folder {_path} {what}.", hint, inner);
}
