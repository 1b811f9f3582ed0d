using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kelpie.Sql;

namespace Kelpie.Conformance.Promotions;

/// <summary>Rows of Kelpie's tables that an experiment may refer to: a directory, and three files with a chunk each, by the numbers 1 to 3.</summary>
internal static class FileRows
{
    // In SQL: the tables of today may have columns that a revision before does not know.
    internal static async Task AddAsync(Connection db)
    {
        await db.ExecuteScriptAsync(
            $"INSERT INTO directory_structure (path_key, directory_path, last_updated) VALUES ('{Hash("/invented")}', '/invented', '2026-01-01T00:00:00')");
        for (var number = 1; number <= 3; number++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/invented/{number}.txt");
            var isText = db.Dialect.Name == "postgresql" ? "TRUE" : "1";
            await db.ExecuteScriptAsync(
                "INSERT INTO file_metadata (path_key, file_path, file_name, directory_id, directory, file_size, file_type, is_text_file) "
                + $"VALUES ('{Hash(path)}', '{path}', '{number}.txt', 1, '/invented', 7, '.txt', {isText})");
            await db.ExecuteScriptAsync(
                $"INSERT INTO chunks (file_id, chunk_index, content, char_count, line_count, word_count) VALUES ({number}, 0, 'Text.', 5, 1, 1)");
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
