using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kelpie.Bench;

/// <summary>A second-generation database of the original's with the chunks of the corpus, adopted, against a scan of the same files. The two take turns.</summary>
internal static class AdoptionBenchmark
{
    private const int Rounds = 3;
    private const double Target = 1.5;

    // As the original declares them, with what readers find in Kelpie's views.
    private const string Original = """
        CREATE TABLE original.file_metadata (file_path TEXT PRIMARY KEY, file_name TEXT NOT NULL, directory TEXT NOT NULL, file_size INTEGER NOT NULL, file_type TEXT,
            mime_type TEXT, created_date TEXT, modified_date TEXT, accessed_date TEXT, permissions TEXT, file_hash TEXT, is_text_file BOOLEAN, encoding TEXT,
            processing_status TEXT DEFAULT 'success', error_message TEXT, indexed_date TEXT DEFAULT CURRENT_TIMESTAMP);
        CREATE TABLE original.text_chunks_v2 (id INTEGER PRIMARY KEY AUTOINCREMENT, file_path TEXT NOT NULL, chunk_index INTEGER NOT NULL,
            chunk_envelope TEXT NOT NULL CHECK(json_valid(chunk_envelope)), chunk_strategy TEXT NOT NULL, chunk_size INTEGER NOT NULL, total_chunks INTEGER NOT NULL,
            file_hash TEXT NOT NULL, file_type TEXT, created_at TEXT NOT NULL, embedding BLOB, UNIQUE(file_path, chunk_index),
            FOREIGN KEY (file_path) REFERENCES file_metadata (file_path) ON DELETE CASCADE);
        INSERT INTO original.file_metadata SELECT file_path, file_name, directory, file_size, file_type, mime_type, created_date, modified_date, accessed_date,
            permissions, file_hash, is_text_file, encoding, processing_status, error_message, indexed_date FROM main.file_metadata;
        INSERT INTO original.text_chunks_v2 SELECT * FROM main.text_chunks_v2;
        """;

    internal static IEnumerable<Measurement> Run(KelpieProcess kelpie, string corpus, Scratch scratch)
    {
        var (original, copy, target, scanned) = (scratch.File("original.db"), scratch.File("adopted.db"), scratch.File("target.db"), scratch.File("scanned.db"));
        Make(scratch.Corpus, original);
        var (inPlace, into, scans, peak) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        for (var round = 0; round < Rounds; round++)
        {
            Scratch.DeleteDatabase(scanned);
            scans.Add(kelpie.Run("--db", scanned, "--json", "scan", corpus).Seconds);
            File.Delete(scratch.File("adopted.before-adoption.db"));
            Scratch.DeleteDatabase(copy);
            File.Copy(original, copy);
            inPlace.Add(kelpie.Run("db", "adopt", copy, "--json").Seconds);
            Scratch.DeleteDatabase(target);
            var run = kelpie.Run("db", "adopt", original, "--to", target, "--json");
            into.Add(run.Seconds);
            peak = Math.Max(peak, run.PeakBytes);
        }

        var scan = Measurement.Median(scans);
        yield return Against("adopt into another SQLite file, over a scan of the same files", Measurement.Median(into), scan);
        yield return Against("adopt in place, with its copy, over a scan of the same files", Measurement.Median(inPlace), scan);
        yield return new("peak memory of adopt", string.Create(CultureInfo.InvariantCulture, $"{peak / 1e6:0} MB"), "", null);
    }

    private static Measurement Against(string what, double seconds, double scan) => new(
        what, string.Create(CultureInfo.InvariantCulture, $"{seconds / scan:0.00}x of {scan:0.00} s"), string.Create(CultureInfo.InvariantCulture, $"{Target:0.0}x"), seconds / scan <= Target);

    private static void Make(string index, string original)
    {
        using var connection = new SqliteConnection($"Data Source={index};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"ATTACH '{original}' AS original; BEGIN; {Original} COMMIT;";
        command.ExecuteNonQuery();
    }
}
