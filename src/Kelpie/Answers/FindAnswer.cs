using System.Text.Json;
using Kelpie.Chunking;
using Kelpie.Search;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>What <c>find</c> answers.</summary>
/// <param name="Query">The query, as it was asked.</param>
/// <param name="Context">How many chunks about each match were asked for.</param>
/// <param name="Database">Where the answer is from.</param>
/// <param name="Answer">What was found.</param>
public sealed record FindAnswer(string Query, int Context, DatabaseUrl Database, FullTextAnswer Answer)
{
    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", Answer.Hits.Count > 0 ? "success" : "no_results");
        json.WriteStartObject("query_metadata");
        json.WriteNumber("total_results", Answer.Hits.Count);
        if (Answer.Hits.Count == 0)
        {
            json.WriteString("message", "No matching chunks found");
        }

        json.WriteString("query", Query);
        json.WriteString("search_type", "full_text_search");
        json.WriteString("database", Database.ToString());
        JsonAnswer.WriteNotes(json, Answer.Notes);
        json.WriteEndObject();

        json.WriteStartArray("results");
        foreach (var hit in Answer.Hits)
        {
            WriteHit(json, hit);
        }

        json.WriteEndArray();
        if (Answer.Hits.Count > 0)
        {
            WriteEnd(json);
        }

        json.WriteEndObject();
    }

    private void WriteHit(Utf8JsonWriter json, FullTextHit hit)
    {
        json.WriteStartObject();
        json.WriteNumber("match_rank", hit.Rank);
        json.WriteString("snippet", hit.Snippet);
        JsonAnswer.WriteEnvelope(json, hit.Envelope);
        JsonAnswer.WritePlace(json, hit.Envelope, Query);
        if (Context > 0)
        {
            JsonAnswer.WriteChunks(json, "context_chunks", hit.Context);
        }

        JsonAnswer.WriteStale(json, hit.Freshness);
        json.WriteEndObject();
    }

    private void WriteEnd(Utf8JsonWriter json)
    {
        JsonAnswer.WriteHints(
            json,
            ("accessing_content", "results[i].chunk_envelope.content"),
            ("accessing_metadata", "results[i].chunk_envelope.metadata"),
            ("ai_metadata", "results[i].chunk_envelope.metadata.ai_metadata"),
            ("context_chunks", "results[i].context_chunks (if requested)"),
            ("retrieval_suggestion", "Use ai_metadata.retrieval_context_suggestion for guidance"));
        json.WriteStartObject("summary");
        json.WriteNumber("files_matched", Answer.Hits.Select(hit => hit.Envelope.FilePath).Distinct().Count());
        json.WriteStartArray("strategies_used");
        foreach (var strategy in Answer.Hits.Select(hit => hit.Envelope.Strategy.StoredName).Distinct())
        {
            json.WriteStringValue(strategy);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_context", Context > 0);
        json.WriteEndObject();
    }
}
