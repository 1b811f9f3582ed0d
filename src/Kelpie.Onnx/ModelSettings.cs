using System.Text.Json;
using Kelpie.Embedding.Models;

namespace Kelpie.Onnx;

/// <summary>How the vector of a text is got from those of its tokens.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The first, which stands for all.</summary>
    First,
}

/// <summary>What the files beside a model say of its use.</summary>
/// <param name="MaxTokens">The most tokens of a text, those at its ends included.</param>
/// <param name="Pooling">How tokens become a text.</param>
/// <param name="Normalises">Whether vectors are brought to length 1.</param>
/// <param name="Prompts">What stands before texts.</param>
internal sealed record ModelSettings(int MaxTokens, Pooling Pooling, bool Normalises, ModelPrompts Prompts)
{
    private const int UsualTokens = 512;

    /// <exception cref="KelpieException">They ask for what Kelpie cannot do.</exception>
    internal static ModelSettings Read(ModelFolder folder)
    {
        using var modules = folder.ReadJson(ModelFolder.Modules);
        var steps = modules is null ? null : Types(modules.RootElement);
        if (steps?.FirstOrDefault(step => step is not ("Transformer" or "Pooling" or "Normalize")) is { } unknown)
        {
            throw folder.Unusable($"is of a model with a further layer, {unknown}, which is not in its model.onnx", "Take a model of a transformer, pooling and normalisation alone.");
        }

        return new ModelSettings(ReadMaxTokens(folder), ReadPooling(folder), steps?.Contains("Normalize") ?? true, ReadPrompts(folder));
    }

    private static List<string> Types(JsonElement modules) => modules.ValueKind != JsonValueKind.Array
        ? []
        : [.. modules.EnumerateArray().Select(module => Text(module, "type")).OfType<string>().Select(type => type[(type.LastIndexOf('.') + 1)..])];

    private static int ReadMaxTokens(ModelFolder folder)
    {
        using var sentence = folder.ReadJson(ModelFolder.SentenceSettings);
        using var transformer = folder.ReadJson(ModelFolder.TransformerSettings);
        // RoBERTa and those after it count positions from the padding's number on.
        var positions = Number(transformer?.RootElement, "max_position_embeddings");
        var isRoberta = Text(transformer?.RootElement, "model_type") is { } type && (type.Contains("roberta", StringComparison.Ordinal) || type == "mpnet");
        var most = positions - (isRoberta ? 2 : 0) ?? UsualTokens;
        var said = Math.Min(Number(sentence?.RootElement, "max_seq_length") ?? most, most);
        return said >= 3 ? said : throw folder.Unusable($"says that its model reads {said} tokens, and the ends of a text alone are two", "Fetch its settings again.");
    }

    private static Pooling ReadPooling(ModelFolder folder)
    {
        using var json = folder.ReadJson(ModelFolder.Pooling);
        if (json is null)
        {
            // Those were trained so; for any other the mean is what is usual.
            return folder.Name.StartsWith("bge", StringComparison.OrdinalIgnoreCase) ? Pooling.First : Pooling.Mean;
        }

        var modes = json.RootElement.ValueKind != JsonValueKind.Object ? [] : json.RootElement.EnumerateObject()
            .Where(entry => entry.Name.StartsWith("pooling_mode_", StringComparison.Ordinal) && entry.Value.ValueKind == JsonValueKind.True).Select(entry => entry.Name).ToList();
        return modes switch
        {
            ["pooling_mode_mean_tokens"] => Pooling.Mean,
            ["pooling_mode_cls_token"] => Pooling.First,
            _ => throw folder.Unusable($"asks in {ModelFolder.Pooling} for {(modes.Count == 0 ? "no pooling" : string.Join(" and ", modes))}; Kelpie knows pooling_mode_mean_tokens or pooling_mode_cls_token", "Take another model."),
        };
    }

    private static ModelPrompts ReadPrompts(ModelFolder folder)
    {
        using var json = folder.ReadJson(ModelFolder.PromptSettings);
        var prompts = json is not null && json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("prompts", out var said) ? said : default(JsonElement?);
        var (query, passage) = (Text(prompts, "query"), Text(prompts, "passage") ?? Text(prompts, "document"));
        return string.IsNullOrEmpty(query) && string.IsNullOrEmpty(passage) ? ModelPrompts.ByConvention(folder.Name) : new ModelPrompts(query ?? "", passage ?? "");
    }

    private static string? Text(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static int? Number(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var result) ? result : null;
}
