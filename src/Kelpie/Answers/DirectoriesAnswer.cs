using System.Text.Json;
using Kelpie.Database;
using Kelpie.Search.Directories;
using Kelpie.Sql;

namespace Kelpie.Answers;

/// <summary>What <c>dirs</c> answers.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="Database">Where the answer is from.</param>
/// <param name="Directories">The directories, by path.</param>
public sealed record DirectoriesAnswer(DirectoryFilter Filter, DatabaseUrl Database, IReadOnlyList<DirectoryMatch> Directories)
{
    /// <summary>Finds the directories that hold something of each pattern.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public static async Task<DirectoriesAnswer> ForAsync(KelpieDatabase database, DirectoryFilter filter, CancellationToken cancellationToken = default) =>
        new(filter, database.Url, await new DirectorySearch(database.Engine).FindAsync(filter, cancellationToken).ConfigureAwait(false));

    /// <summary>Writes it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("status", Directories.Count > 0 ? "success" : "no_results");
        json.WriteStartObject("query_metadata");
        json.WriteStartArray("with");
        foreach (var glob in Filter.With)
        {
            json.WriteStringValue(glob.Pattern);
        }

        json.WriteEndArray();
        json.WriteString("under", Filter.Under);
        json.WriteNumber("total_results", Directories.Count);
        json.WriteEndObject();
        json.WriteString("database", Database.ToString());
        json.WriteStartArray("results");
        foreach (var directory in Directories)
        {
            json.WriteStartObject();
            json.WriteString("directory", directory.Path);
            json.WriteStartArray("holds");
            foreach (var entry in directory.Holds)
            {
                json.WriteStringValue(entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
