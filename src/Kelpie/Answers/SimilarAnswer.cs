using System.Text.Json;
using Kelpie.Similarity;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>What <c>similar</c> answers.</summary>
/// <param name="Query">What was asked for: a text, or a file's path.</param>
/// <param name="Context">How many chunks about each were asked for.</param>
/// <param name="Database">Where the answer is from.</param>
/// <param name="Answer">What was found.</param>
public sealed record SimilarAnswer(string Query, int Context, DatabaseUrl Database, SimilarityAnswer Answer)
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
        json.WriteString("search_type", "semantic_similarity");
        json.WriteString("model", Answer.Model);
        json.WriteString("database", Database.ToString());
        json.WriteNumber("index_size", Answer.IndexSize);
        json.WriteBoolean("exact", Answer.IsExact);
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
            json.WriteNumber("avg_similarity_score", hits.Average(hit => hit.Score));
            json.WriteString("top_match_file", hits[0].Envelope.FilePath);
            json.WriteNumber("top_match_score", hits[0].Score);
            json.WriteBoolean("has_context", Context > 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteHit(Utf8JsonWriter json, int rank, SimilarHit hit)
    {
        json.WriteStartObject();
        json.WriteNumber("rank", rank);
        json.WriteNumber("similarity_distance", hit.Distance);
        json.WriteNumber("similarity_score", hit.Score);
        JsonAnswer.WriteEnvelope(json, hit.Envelope);
        json.WriteStartObject("search_metadata");
        json.WriteString("file_path", hit.Envelope.FilePath);
        json.WriteNumber("chunk_index", hit.Envelope.ChunkIndex);
        json.WriteString("query", Query);
        json.WriteString("search_method", "semantic_embedding");
        json.WriteEndObject();
        if (Context > 0)
        {
            JsonAnswer.WriteChunks(json, "context_chunks", hit.Context);
        }

        JsonAnswer.WriteStale(json, hit.Freshness);
        json.WriteEndObject();
    }
}
