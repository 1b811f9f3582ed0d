using System.Text.Json;

namespace Kelpie.Database.Stores;

/// <summary>What is known of a file's text: a row of <c>content_analysis</c>.</summary>
public sealed record AnalysisRow
{
    /// <summary>The absolute path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The hash of the text that was analysed.</summary>
    public string? FileHash { get; init; }

    /// <summary>Words.</summary>
    public long? WordCount { get; init; }

    /// <summary>Code points.</summary>
    public long? CharCount { get; init; }

    /// <summary>The language's code.</summary>
    public string? Language { get; init; }

    /// <summary>What it is about.</summary>
    public string? Summary { get; init; }

    /// <summary>A JSON array.</summary>
    public string? Keywords { get; init; }

    /// <summary>A JSON array.</summary>
    public string? TfidfKeywords { get; init; }

    /// <summary>The words that tell most of the file: those that set it apart in the index, or, where these are not ranked yet, the most frequent ones.</summary>
    /// <exception cref="JsonException">The columns hold no such lists; another program may have written them.</exception>
    public IReadOnlyList<string> KeywordList => Words(TfidfKeywords) is { Count: > 0 } words ? words : Words(Keywords);

    /// <summary>A JSON array.</summary>
    public string? Topics { get; init; }

    /// <summary>From -1 to 1.</summary>
    public double? Sentiment { get; init; }

    /// <summary>What became of the analysis.</summary>
    public string Status { get; init; } = "success";

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTime Analysed { get; init; }

    /// <summary>How long it took.</summary>
    public double? Seconds { get; init; }

    // Words, or words with their weights.
    private static IReadOnlyList<string> Words(string? json)
    {
        if (json is null)
        {
            return [];
        }

        using var list = JsonDocument.Parse(json);
        return [.. list.RootElement.EnumerateArray().Select(item => (item.ValueKind == JsonValueKind.Array ? item[0] : item).GetString() ?? "")];
    }
}
