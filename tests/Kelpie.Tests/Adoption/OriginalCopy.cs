using System.Globalization;
using System.Security.Cryptography;
using Kelpie.Adoption;
using Kelpie.Tests.Scanning.Discovery;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Tests.Adoption;

/// <summary>A copy of a database that the original program made, to be adopted, or broken first.</summary>
internal sealed class OriginalCopy : IDisposable
{
    private static readonly string Original = System.IO.Path.Combine(AppContext.BaseDirectory, "data", "original", "legacy", "file_metadata.db");
    private readonly TempFolder _folder = new();

    static OriginalCopy() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    internal OriginalCopy(params string[] changes)
    {
        File.Copy(Original, Path);
        foreach (var change in changes)
        {
            Execute(change);
        }
    }

    internal string Path => _folder["file_metadata.db"];

    internal string PathOf(string name) => _folder[name];

    internal IEnumerable<string> Files => Directory.EnumerateFiles(_folder.Path, "*.db").Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal);

    internal string Bytes => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path)));

    internal Task<AdoptionReport> AdoptAsync() => new Adopter(Path).InPlaceAsync();

    internal void Execute(string sql, string? file = null)
    {
        using var connection = Open(file ?? Path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows as text, their columns set apart by bars; bytes as hexadecimal, NULL as nothing.</summary>
    internal List<string> Rows(string sql, string? file = null)
    {
        using var connection = Open(file ?? Path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
            })));
        }

        return rows;
    }

    public void Dispose() => _folder.Dispose();

    // As a program would that knows nothing of ours: without foreign keys.
    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }
}
