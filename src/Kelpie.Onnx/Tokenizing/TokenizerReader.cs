using System.Text.Json;

namespace Kelpie.Onnx.Tokenizing;

/// <summary>Finds the tokenizer of a model.</summary>
internal static class TokenizerReader
{
    /// <exception cref="KelpieException">There is none, or one of a kind that Kelpie cannot read.</exception>
    internal static TextTokenizer Read(ModelFolder folder)
    {
        try
        {
            if (folder.Find(ModelFolder.SentencePieces) is { } pieces)
            {
                using var file = File.OpenRead(pieces);
                return new SentencePieces(file);
            }

            using var json = folder.ReadJson(ModelFolder.TokenizerJson);
            if (folder.Find(ModelFolder.Vocabulary) is { } words)
            {
                using var file = File.OpenRead(words);
                return new WordPieces(file, ReadTokens(folder), ReadText(folder, json));
            }

            if (json is null)
            {
                throw folder.Unusable($"has no tokenizer: neither {ModelFolder.Vocabulary} nor {ModelFolder.SentencePieces} nor {ModelFolder.TokenizerJson}", "Fetch the files of the tokenizer too.");
            }

            using var list = WordPieces.AsFile(ReadVocabulary(folder, json));
            return new WordPieces(list, ReadTokens(folder), ReadText(folder, json));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidDataException or KeyNotFoundException or InvalidOperationException or NotSupportedException
            or Google.Protobuf.InvalidProtocolBufferException or FormatException or NullReferenceException)
        {
            throw folder.Unusable($"has a tokenizer that cannot be read: {exception.Message.TrimEnd('.')}", "Fetch its files again, or take another model.", exception);
        }
    }

    private static List<string> ReadVocabulary(ModelFolder folder, JsonDocument json)
    {
        var model = json.RootElement.GetProperty("model");
        var kind = model.TryGetProperty("type", out var type) ? type.GetString() : "none";
        if (kind != "WordPiece")
        {
            throw folder.Unusable(
                $"has a {ModelFolder.TokenizerJson} of the kind {kind}, of which Kelpie reads WordPiece alone",
                kind == "Unigram" ? $"Put its {ModelFolder.SentencePieces} beside it." : "Take another model, such as one of MiniLM's, BGE's, GTE's or E5's family.");
        }

        var words = new SortedDictionary<int, string>();
        foreach (var entry in model.GetProperty("vocab").EnumerateObject())
        {
            words[entry.Value.GetInt32()] = entry.Name;
        }

        return words.Keys.LastOrDefault() == words.Count - 1
            ? [.. words.Values]
            : throw folder.Unusable($"has a {ModelFolder.TokenizerJson} whose words are not numbered from 0 without a gap", "Fetch it again.");
    }

    private static SpecialTokens ReadTokens(ModelFolder folder)
    {
        using var settings = folder.ReadJson(ModelFolder.TokenizerSettings);
        using var map = folder.ReadJson(ModelFolder.SpecialTokens);
        string Token(string name, string usual) => Said(settings, name) ?? Said(map, name) ?? usual;
        var bert = SpecialTokens.Bert;
        return new SpecialTokens(
            Token("cls_token", bert.First), Token("sep_token", bert.Last), Token("pad_token", bert.Padding), Token("mask_token", bert.Mask), Token("unk_token", bert.Unknown));
    }

    // Either the token, or what is to be known of it.
    private static string? Said(JsonDocument? json, string name) =>
        json is null || json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(name, out var token) ? null
        : token.ValueKind == JsonValueKind.String ? token.GetString()
        : token.ValueKind == JsonValueKind.Object && token.TryGetProperty("content", out var content) ? content.GetString()
        : null;

    // The tokenizer itself says best; its settings else; most models know no capitals.
    private static BertText ReadText(ModelFolder folder, JsonDocument? json)
    {
        using var settings = folder.ReadJson(ModelFolder.TokenizerSettings);
        var normalizer = json is not null && json.RootElement.TryGetProperty("normalizer", out var said) && said.ValueKind == JsonValueKind.Object ? said : default(JsonElement?);
        var lowers = Flag(normalizer, "lowercase") ?? Flag(settings?.RootElement, "do_lower_case") ?? true;
        return new BertText(
            lowers,
            Flag(normalizer, "strip_accents") ?? Flag(settings?.RootElement, "strip_accents") ?? lowers,
            Flag(normalizer, "handle_chinese_chars") ?? Flag(settings?.RootElement, "tokenize_chinese_chars") ?? true);
    }

    private static bool? Flag(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetProperty(name).GetBoolean()
            : null;
}
