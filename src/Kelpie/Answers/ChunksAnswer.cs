using System.Text.Json;
using Kelpie.Chunking;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Scanning;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>A chunk that was asked for.</summary>
/// <param name="Envelope">The chunk.</param>
/// <param name="Context">The chunks about it, itself left out.</param>
public sealed record AskedChunk(Envelope Envelope, IReadOnlyList<Envelope> Context);

/// <summary>What <c>chunks</c> is asked for.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Index">Only the chunk of this number, or null for all.</param>
/// <param name="Context">How many chunks before and behind each are wanted with it.</param>
/// <param name="WithStatistics">Whether the figures of all chunks are wanted.</param>
public sealed record ChunksRequest(string Path, int? Index, int Context, bool WithStatistics);

/// <summary>What <c>chunks</c> answers.</summary>
/// <param name="Database">Where the answer is from.</param>
/// <param name="Chunks">The chunks asked for.</param>
/// <param name="HasContext">Whether context was asked for.</param>
/// <param name="Statistics">The figures of all chunks of the file, where asked for.</param>
public sealed record ChunksAnswer(DatabaseUrl Database, IReadOnlyList<AskedChunk> Chunks, bool HasContext, ChunkStatistics? Statistics)
{
    /// <summary>Whether the file is still as it was when it was indexed.</summary>
    public Freshness Freshness { get; init; }

    /// <summary>What the file is about, where its figures were asked for and it was analysed.</summary>
    public AnalysisRow? Analysis { get; init; }

    /// <summary>Answers a request.</summary>
    /// <exception cref="KelpieException">The index does not have the file, or the file has no such chunk.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public static async Task<ChunksAnswer> ForAsync(KelpieDatabase database, ChunksRequest request, CancellationToken cancellationToken = default)
    {
        var file = await database.Files.FindAsync(request.Path, cancellationToken).ConfigureAwait(false)
            ?? throw new KelpieException("file_not_indexed", $"{request.Path} is not in the index.", $"kelpie scan {Path.GetDirectoryName(request.Path)} indexes its directory.");
        var all = await database.Chunks.OfFileAsync(file.Path, cancellationToken).ConfigureAwait(false);
        if (request.Index is { } index && (index < 0 || index >= all.Count))
        {
            throw new KelpieException(
                "chunk_not_found", $"{file.Path} has {all.Count} chunks, so there is no chunk {index}.", all.Count > 0 ? $"They are numbered from 0 to {all.Count - 1}." : $"It is {file.Status}: {file.Error ?? "it holds no text"}.");
        }

        var asked = all.Where(envelope => request.Index is null || envelope.ChunkIndex == request.Index);
        return new ChunksAnswer(
            database.Url,
            [.. asked.Select(envelope => new AskedChunk(envelope, Around(all, envelope.ChunkIndex, request.Context)))],
            request.Context > 0,
            request.WithStatistics ? ChunkStatistics.Of(all) : null)
        {
            Freshness = new FreshnessCheck(database.Files).Of(file),
            Analysis = request.WithStatistics ? await database.Analyses.FindAsync(file.Path, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        FilesAnswer.WriteQuery(json, new FileFilter());
        json.WriteString("database", Database.ToString());
        json.WriteStartObject("chunks");
        json.WriteNumber("total_count", Chunks.Count);
        json.WriteStartArray("results");
        foreach (var chunk in Chunks)
        {
            json.WriteStartObject();
            json.WriteNumber("chunk_index", chunk.Envelope.ChunkIndex);
            JsonAnswer.WriteEnvelope(json, chunk.Envelope);
            if (HasContext)
            {
                JsonAnswer.WriteChunks(json, "context_chunks", chunk.Context);
            }

            JsonAnswer.WriteStale(json, Freshness);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        Statistics?.Write(json);
        FilesAnswer.WriteHints(json);
        if (Analysis is { Language: not null } analysis)
        {
            WriteAnalysis(json, analysis);
        }

        json.WriteEndObject();
    }

    private static void WriteAnalysis(Utf8JsonWriter json, AnalysisRow analysis)
    {
        json.WriteStartObject("analysis");
        json.WriteString("language", analysis.Language);
        json.WriteString("summary", analysis.Summary);
        WriteList(json, "keywords", analysis.Keywords);
        WriteList(json, "tfidf_keywords", analysis.TfidfKeywords);
        WriteList(json, "topics", analysis.Topics);
        if (analysis.Sentiment is { } sentiment)
        {
            json.WriteNumber("sentiment", sentiment);
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, string? list)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(list ?? "[]");
    }

    private static IReadOnlyList<Envelope> Around(IReadOnlyList<Envelope> all, int index, int reach) =>
        [.. all.Where(envelope => envelope.ChunkIndex != index && Math.Abs((long)envelope.ChunkIndex - index) <= reach)];
}
