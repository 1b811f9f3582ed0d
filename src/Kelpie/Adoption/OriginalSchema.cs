using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Adoption;

/// <summary>What a database has of the original program's tables, and what else.</summary>
internal sealed class OriginalSchema
{
    internal const string Files = "file_metadata";
    internal const string Analyses = "content_analysis";
    internal const string FirstChunks = "text_chunks";
    internal const string Chunks = "text_chunks_v2";
    internal const string Vectors = "embeddings_index";
    internal const string Directories = "directory_structure";
    internal const string Sessions = "processing_stats";

    /// <summary>The original's views and full-text tables, which hold nothing of their own.</summary>
    internal static readonly IReadOnlyList<string> Derived = ["chunks_with_metadata", "content_fts", "chunks_fts"];

    // The table, the columns it must have to be read, those it may have, and a column by which Kelpie's own table of the name is told.
    private static readonly (string Name, string[] Required, string[] Optional, string? Kelpies)[] Known =
    [
        (Files, ["file_path"],
            ["file_name", "directory", "file_size", "file_type", "mime_type", "created_date", "modified_date", "accessed_date", "permissions", "file_hash",
                "is_text_file", "encoding", "processing_status", "error_message", "indexed_date"], "path_key"),
        (Analyses, ["file_path"],
            ["id", "file_hash", "word_count", "char_count", "language", "topic_summary", "keywords", "tfidf_keywords", "lda_topics", "sentiment_score",
                "processing_status", "error_message", "analysis_date", "processing_time_seconds"], "file_id"),
        (FirstChunks, ["file_path", "chunk_index", "chunk_text"], ["id", "chunk_embedding"], "file_id"),
        (Chunks, ["file_path", "chunk_index", "chunk_envelope"], ["id", "embedding"], null),
        (Vectors, ["file_path", "chunk_index", "embedding"], ["id"], "chunk_id"),
        (Directories, ["directory_path"], ["id", "parent_directory", "file_count", "total_size", "last_updated"], "path_key"),
        (Sessions, ["session_id"],
            ["id", "total_files", "successful_files", "failed_files", "permission_denied_files", "size_limit_exceeded_files", "encoding_error_files",
                "file_not_found_files", "timeout_files", "unknown_error_files", "start_time", "end_time", "duration_seconds"], "session_status"),
    ];

    private static readonly Query<(string, string, string)> Objects =
        Text("SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").Rows(Types.Text, Types.Text, Types.Text);

    private static readonly Query<string> ColumnNames =
        Text("SELECT name FROM pragma_table_info(:name)").Bind(Param<string>("name")).Rows(Types.Text);

    private OriginalSchema(IReadOnlyDictionary<string, OriginalTable> tables, IReadOnlyList<(string Type, string Name, string Table)> objects) =>
        (Tables, All) = (tables, objects);

    /// <summary>The original's tables by name, those too that are not there.</summary>
    internal IReadOnlyDictionary<string, OriginalTable> Tables { get; }

    /// <summary>Everything in the database: type, name, and the table it belongs to.</summary>
    internal IReadOnlyList<(string Type, string Name, string Table)> All { get; }

    /// <summary>Whether the database is one of the original's: it has files or chunks as the original keeps them, and no revisions.</summary>
    internal bool IsOriginal => (Tables[Files].IsThere || Tables[FirstChunks].IsThere || Tables[Chunks].IsThere) && All.All(one => one.Name != "schema_revisions");

    internal OriginalTable this[string name] => Tables[name];

    /// <summary>Looks.</summary>
    /// <exception cref="KelpieException">A table lacks a column without which its rows mean nothing.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    internal static async Task<OriginalSchema> ReadAsync(Connection db, CancellationToken cancellationToken)
    {
        var objects = await db.ListAsync(Objects, [], cancellationToken).ConfigureAwait(false);
        var tables = new Dictionary<string, OriginalTable>(StringComparer.Ordinal);
        foreach (var (name, required, optional, kelpies) in Known)
        {
            IReadOnlyList<string> columns = objects.Any(one => one.Item1 == "table" && one.Item2 == name)
                ? await db.ListAsync(ColumnNames, [("name", name)], cancellationToken).ConfigureAwait(false)
                : [];
            var isTheirs = columns.Count > 0 && (kelpies is null || !columns.Contains(kelpies));
            if (isTheirs && required.FirstOrDefault(column => !columns.Contains(column)) is { } missing)
            {
                throw new KelpieException(
                    "not_adoptable", $"The table {name} of {db.Raw.DataSource} has no column {missing}, so its rows cannot be read.",
                    "Is it another program's? Rename it, and adopt the rest.");
            }

            tables.Add(name, new OriginalTable(name, [.. required, .. optional], (isTheirs ? columns : []).ToHashSet(StringComparer.Ordinal)));
        }

        return new OriginalSchema(tables, objects);
    }

    /// <summary>The same, its tables called otherwise.</summary>
    internal OriginalSchema StoredAs(Func<string, string> name) =>
        new(Tables.ToDictionary(table => table.Key, table => table.Value with { StoredAs = name(table.Key) }), All);
}
