using System.Text.Json;
using Kelpie.Search.Fusion;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>What <c>search</c> answers.</summary>
/// <param name="Query">The question, as it was asked.</param>
/// <param name="Context">How many chunks about each were asked for.</param>
/// <param name="Database">Where the answer is from.</param>
/// <param name="Answer">What was found.</param>
public sealed record SearchAnswer(string Query, int Context, DatabaseUrl Database, FusedAnswer Answer)
{
    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var hits = Answer.Hits;
        json.WriteStartObject();
        json.WriteString("status", hits.Count > 0 ? "success" : "no_results");
        json.WriteStartObject("query_metadata");
        json.WriteString("query", Query);
        json.WriteNumber("total_results", hits.Count);
        json.WriteString("search_type", "fused_search");
        json.WriteString("model", Answer.Model);
        json.WriteStartObject("weights");
        json.WriteNumber("full_text", Answer.Weights.FullText);
        json.WriteNumber("similarity", Answer.Weights.Similarity);
        json.WriteNumber("agreement", Answer.Weights.Agreement);
        json.WriteEndObject();
        json.WriteString("database", Database.ToString());
        JsonAnswer.WriteNotes(json, Answer.Notes);
        json.WriteEndObject();
        json.WriteStartArray("results");
        for (var i = 0; i < hits.Count; i++)
        {
            WriteHit(json, i + 1, hits[i]);
        }

        json.WriteEndArray();
        if (hits.Count > 0)
        {
            json.WriteStartObject("summary");
            json.WriteNumber("files_matched", hits.Select(hit => hit.Envelope.FilePath).Distinct().Count());
            json.WriteString("top_match_file", hits[0].Envelope.FilePath);
            json.WriteBoolean("has_context", Context > 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteHit(Utf8JsonWriter json, int rank, FusedHit hit)
    {
        json.WriteStartObject();
        json.WriteNumber("rank", rank);
        json.WriteNumber("fused_score", hit.Score);
        WriteSide(json, "full_text_rank", "full_text_score", hit.FullText);
        WriteSide(json, "similarity_rank", "similarity_score", hit.Similarity);
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

    // Null where that side does not have it among its best.
    private static void WriteSide(Utf8JsonWriter json, string rank, string score, SideRank? side)
    {
        if (side is { } found)
        {
            json.WriteNumber(rank, found.Rank);
            json.WriteNumber(score, found.Score);
        }
        else
        {
            json.WriteNull(rank);
            json.WriteNull(score);
        }
    }
}
