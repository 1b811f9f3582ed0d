using System.Globalization;
using System.Text.Json;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Scanning;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>A file that was found.</summary>
/// <param name="File">What the index says of it.</param>
/// <param name="Freshness">Whether that is still so.</param>
public sealed record ListedFile(FileRow File, Freshness Freshness);

/// <summary>What <c>files</c> answers.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="Database">Where the answer is from.</param>
/// <param name="Files">The files.</param>
public sealed record FilesAnswer(FileFilter Filter, DatabaseUrl Database, IReadOnlyList<ListedFile> Files)
{
    /// <summary>Finds the files that a filter lets through.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public static async Task<FilesAnswer> ForAsync(KelpieDatabase database, FileFilter filter, CancellationToken cancellationToken = default)
    {
        var freshness = new FreshnessCheck(database.Files);
        var files = await database.Files.SearchAsync(filter, cancellationToken).ConfigureAwait(false);
        return new FilesAnswer(filter, database.Url, [.. files.Select(file => new ListedFile(file, freshness.Of(file)))]);
    }

    /// <summary>Writes it as JSON. Moments are UTC.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        WriteQuery(json, Filter);
        json.WriteString("database", Database.ToString());
        json.WriteStartObject("files");
        json.WriteNumber("total_count", Files.Count);
        json.WriteStartArray("results");
        foreach (var file in Files)
        {
            WriteFile(json, file);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        WriteHints(json);
        json.WriteEndObject();
    }

    internal static void WriteQuery(Utf8JsonWriter json, FileFilter filter)
    {
        json.WriteStartObject("query_metadata");
        json.WriteString("created_since", Moment(filter.CreatedSince));
        json.WriteString("created_before", Moment(filter.CreatedBefore));
        WriteNumberOrNull(json, "size_greater_than", filter.LargerThan);
        WriteNumberOrNull(json, "size_less_than", filter.SmallerThan);
        json.WriteString("name_pattern", filter.Name);
        json.WriteString("file_type", filter.Type);
        WriteIfAsked(json, "modified_since", Moment(filter.ModifiedSince));
        WriteIfAsked(json, "modified_before", Moment(filter.ModifiedBefore));
        WriteIfAsked(json, "under", filter.Under);
        json.WriteEndObject();
    }

    internal static void WriteHints(Utf8JsonWriter json) => JsonAnswer.WriteHints(
        json,
        ("accessing_chunk_content", "chunks.results[i].chunk_envelope.content"),
        ("accessing_metadata", "chunks.results[i].chunk_envelope.metadata"),
        ("ai_metadata", "chunks.results[i].chunk_envelope.metadata.ai_metadata"),
        ("context_chunks", "chunks.results[i].context_chunks (if requested)"),
        ("file_metadata", "files.results[i] for file-level metadata"));

    private static void WriteFile(Utf8JsonWriter json, ListedFile listed)
    {
        var file = listed.File;
        json.WriteStartObject();
        json.WriteString("file_path", file.Path);
        json.WriteString("file_name", file.Name);
        json.WriteString("directory", file.Directory);
        json.WriteNumber("file_size", file.Size);
        json.WriteString("file_type", file.Type);
        json.WriteString("mime_type", file.MimeType);
        json.WriteString("created_date", Moment(file.Created));
        json.WriteString("modified_date", Moment(file.Modified));
        json.WriteString("accessed_date", Moment(file.Accessed));
        json.WriteString("permissions", file.Permissions);
        json.WriteString("file_hash", file.Hash);
        json.WriteNumber("is_text_file", file.IsText ? 1 : 0);
        json.WriteString("encoding", file.Encoding);
        json.WriteString("processing_status", file.Status);
        json.WriteString("error_message", file.Error);
        json.WriteString("indexed_date", file.Indexed.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        JsonAnswer.WriteStale(json, listed.Freshness);
        json.WriteEndObject();
    }

    private static string? Moment(DateTime? moment) => moment?.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static void WriteNumberOrNull(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteIfAsked(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
