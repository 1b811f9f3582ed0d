using System.Globalization;
using Kelpie.Database;
using Kelpie.Scanning;
using Kelpie.Sql;
using Kelpie.Tests.Scanning.Discovery;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Tests.Database;

/// <summary>A folder to scan, an index of it, and plain SQL on that index, as another program would run it.</summary>
public sealed class TestIndex : IAsyncDisposable
{
    private readonly TempFolder _home = new();

    private TestIndex()
    {
    }

    /// <summary>What is scanned.</summary>
    public TempFolder Files { get; } = new();

    public KelpieDatabase Database { get; private set; } = null!;

    public string DatabasePath => _home["index.db"];

    public DatabaseUrl Url => DatabaseUrl.Parse(DatabasePath);

    public static async Task<TestIndex> CreateAsync()
    {
        var index = new TestIndex();
        index.Database = await KelpieDatabase.OpenAsync(index.Url, DatabaseAccess.Write);
        return index;
    }

    public Task<ScanSummary> ScanAsync(Func<ScanRequest, ScanRequest>? change = null, IProgress<ScanProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new Scanner(Database).ScanAsync(Request(change), progress, cancellationToken);

    public ScanRequest Request(Func<ScanRequest, ScanRequest>? change = null)
    {
        var request = new ScanRequest { Roots = [Files.Path], Workers = 2 };
        return change is null ? request : change(request);
    }

    /// <summary>Runs SQL on a connection of its own.</summary>
    public void Execute(string sql, bool foreignKeys = true)
    {
        using var connection = Connect(foreignKeys);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, their values as text with a bar between; NULL is empty.</summary>
    public List<string> Query(string sql, params object[] values)
    {
        using var connection = Connect(foreignKeys: true);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"?{i + 1}", values[i]);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(
                i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public string Scalar(string sql, params object[] values) => Assert.Single(Query(sql, values));

    /// <summary>Fails if the file, a reference, or the full text is not sound; rank 1 compares the full text with the chunks.</summary>
    public void RequireSound()
    {
        Execute("INSERT INTO chunks_fts (chunks_fts, rank) VALUES ('integrity-check', 1)");
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
        Assert.Empty(Query("PRAGMA foreign_key_check"));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _home.Dispose();
        Files.Dispose();
    }

    private SqliteConnection Connect(bool foreignKeys)
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False;Foreign Keys={foreignKeys}");
        connection.Open();
        return connection;
    }
}
