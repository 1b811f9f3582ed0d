using System.Diagnostics;
using Kelpie.Database;
using Kelpie.Sql;
using Microsoft.Data.Sqlite;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Bench;

/// <summary>
/// The least that can be done: the same chunks, one prepared insert each, in one transaction, then one statement that
/// fills FTS5. Plain ADO.NET; no files are read, nothing is decoded, cut or counted.
/// </summary>
internal static class BareLoop
{
    internal sealed record Chunk(long FileId, long Index, string Content);

    internal static async Task<IReadOnlyList<Chunk>> ChunksOfAsync(string database)
    {
        await using var kelpie = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(database), DatabaseAccess.Read);
        await using var db = await kelpie.Engine.ConnectAsync();
        var c = Tables.Chunks;
        return await db.ListAsync(SelectRows(row => new Chunk(row.Get(c.FileId), row.Get(c.ChunkIndex), row.Get(c.Content))).From(c).OrderBy(c.Id));
    }

    internal static double Run(IReadOnlyList<Chunk> chunks, string path)
    {
        Scratch.DeleteDatabase(path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            CREATE TABLE chunks (id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL, chunk_index INTEGER NOT NULL, content TEXT NOT NULL);
            CREATE VIRTUAL TABLE chunks_fts USING fts5(content, content = 'chunks', content_rowid = 'id', tokenize = 'porter unicode61');
            """);
        var watch = Stopwatch.StartNew();
        using (var transaction = connection.BeginTransaction())
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO chunks (file_id, chunk_index, content) VALUES (@file, @index, @content)";
            var file = insert.Parameters.Add("@file", SqliteType.Integer);
            var index = insert.Parameters.Add("@index", SqliteType.Integer);
            var content = insert.Parameters.Add("@content", SqliteType.Text);
            insert.Prepare();
            foreach (var chunk in chunks)
            {
                file.Value = chunk.FileId;
                index.Value = chunk.Index;
                content.Value = chunk.Content;
                insert.ExecuteNonQuery();
            }

            Execute(connection, "INSERT INTO chunks_fts (rowid, content) SELECT id, content FROM chunks");
            transaction.Commit();
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
