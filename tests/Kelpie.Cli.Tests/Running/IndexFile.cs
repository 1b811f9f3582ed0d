using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Cli.Tests.Running;

/// <summary>A database as another program sees it.</summary>
internal sealed class IndexFile(string path)
{
    private static readonly string[] Searches = ["harbour", "lantern AND meadow", "\"copper whistle\"", "number7*", "changed"];

    static IndexFile() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    internal SqliteConnection Open(SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    internal void Execute(string sql, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        using var connection = Open(mode);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows as text, their columns set apart by bars.</summary>
    internal List<string> Rows(string sql)
    {
        using var connection = Open();
        return Rows(connection, sql);
    }

    internal string Value(string sql) => Assert.Single(Rows(sql));

    /// <summary>The schema, object by object, as it was declared. Once it has counted, SQLite keeps its own table of counters for ever.</summary>
    internal List<string> Schema() => Rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence' ORDER BY type, name");

    internal static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetString(i))));
        }

        return rows;
    }

    /// <summary>
    /// All that an index says of its files, apart from row numbers and moments: files, chunks, analyses, directories, and what
    /// searches find.
    /// </summary>
    /// <param name="ranked">Whether the ranking of keywords is wanted: it is of the moment when a scan was done with its own files.</param>
    internal List<string> Content(bool ranked = true)
    {
        var ranking = ranked ? "json(a.tfidf_keywords), a.tfidf_documents" : "a.tfidf_documents > 0";
        using var connection = Open();
        return
        [
            .. Rows(connection, """
                SELECT 'file', path_key, file_path, file_name, directory, file_size, file_type, mime_type, modified_date, permissions, file_hash,
                    is_text_file, encoding, processing_status, error_message, text_hash, text_length, chunk_strategy, chunk_overlap, chunk_count
                FROM file_metadata ORDER BY file_path
                """),
            .. Rows(connection, """
                SELECT 'chunk', f.file_path, c.chunk_index, c.content, c.char_count, c.line_count, c.word_count
                FROM chunks c LEFT JOIN file_metadata f ON f.id = c.file_id ORDER BY f.file_path, c.chunk_index
                """),
            .. Rows(connection, $"""
                SELECT 'analysis', f.file_path, a.file_hash, a.word_count, a.char_count, a.language, a.topic_summary, json(a.keywords), json(a.lda_topics), {ranking}
                FROM content_analysis a LEFT JOIN file_metadata f ON f.id = a.file_id ORDER BY f.file_path
                """),
            .. Rows(connection, """
                SELECT 'directory', directory_path, parent_directory, file_count, total_size FROM directory_structure ORDER BY directory_path
                """),
            .. Searches.SelectMany(search => Rows(
                connection,
                $"SELECT 'match', '{search}', file_path, chunk_index FROM chunks_fts WHERE chunks_fts MATCH '{search}' ORDER BY file_path, chunk_index")),
        ];
    }

    /// <summary>Asserts that neither the file nor the full-text index nor a reference is damaged.</summary>
    internal void AssertIsSound()
    {
        Assert.Equal("ok", Value("PRAGMA integrity_check"));
        Assert.Empty(Rows("PRAGMA foreign_key_check"));
        Execute("INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('integrity-check', 1)");
    }
}
