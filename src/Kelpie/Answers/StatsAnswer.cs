using System.Globalization;
using System.Text.Json;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>What <c>stats</c> answers.</summary>
/// <param name="Database">Where the answer is from.</param>
/// <param name="DatabaseBytes">The size of the database's file, or null where there is none: a server, memory.</param>
/// <param name="Statistics">The figures.</param>
public sealed record StatsAnswer(DatabaseUrl Database, long? DatabaseBytes, IndexStatistics Statistics)
{
    /// <summary>Adds up what a database holds.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public static async Task<StatsAnswer> ForAsync(KelpieDatabase database, CancellationToken cancellationToken = default) => new(
        database.Url,
        database.Url is { Scheme: "sqlite", Database.Length: > 0 } url && new FileInfo(url.Database) is { Exists: true } file ? file.Length : null,
        await database.Statistics.ReadAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteString("database", Database.ToString());
        if (DatabaseBytes is { } bytes)
        {
            json.WriteNumber("database_bytes", bytes);
        }

        json.WriteNumber("directories", Statistics.Directories);
        json.WriteNumber("chunks", Statistics.Chunks);
        json.WriteNumber("characters", Statistics.Characters);
        WriteGroups(json, "files_by_status", "status", Statistics.ByStatus);
        WriteGroups(json, "files_by_type", "type", Statistics.ByType);
        WriteGroups(json, "files_by_language", "language", Statistics.ByLanguage);
        json.WriteStartArray("scans");
        foreach (var session in Statistics.Sessions)
        {
            json.WriteStartObject();
            json.WriteString("session_id", session.SessionId);
            json.WriteString("status", session.Status);
            json.WritePropertyName("roots");
            json.WriteRawValue(session.Roots);
            json.WriteString("start_time", Moment(session.Start));
            json.WriteString("end_time", session.End is { } end ? Moment(end) : null);
            json.WriteNumber("total_files", session.TotalFiles);
            json.WriteNumber("successful_files", session.SuccessfulFiles);
            json.WriteNumber("unchanged_files", session.UnchangedFiles);
            json.WriteNumber("failed_files", session.FailedFiles);
            json.WriteNumber("removed_files", session.RemovedFiles);
            json.WriteNumber("total_bytes", session.TotalBytes);
            json.WriteNumber("total_chunks", session.TotalChunks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGroups(Utf8JsonWriter json, string name, string key, IReadOnlyList<(string Key, long Files, long Bytes)> groups)
    {
        json.WriteStartArray(name);
        foreach (var (value, files, bytes) in groups)
        {
            json.WriteStartObject();
            json.WriteString(key, value);
            json.WriteNumber("files", files);
            json.WriteNumber("bytes", bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Moment(DateTime moment) => moment.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
