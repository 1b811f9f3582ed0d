using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Tests.Search.Queries;

/// <summary>A full-text table of SQLite's own, in memory, to ask what a query really finds.</summary>
public sealed class FullTextTable : IDisposable
{
    private readonly SqliteConnection _connection;

    public FullTextTable(string tokenizer = "porter unicode61")
    {
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        _connection = new SqliteConnection("Data Source=:memory:");
        _connection.Open();
        Execute($"CREATE VIRTUAL TABLE texts USING fts5(title, content, tokenize = '{tokenizer}')");
    }

    public void Add(params IEnumerable<string> contents)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using SqliteCommand insert = _connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO texts (title, content) VALUES ('untitled', $content)";
        SqliteParameter parameter = insert.Parameters.Add("$content", SqliteType.Text);
        foreach (string content in contents)
        {
            parameter.Value = content;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>The numbers, from 1, of the texts that match.</summary>
    public List<int> Match(string query)
    {
        using SqliteCommand select = _connection.CreateCommand();
        select.CommandText = "SELECT rowid FROM texts WHERE texts MATCH $query ORDER BY rowid";
        select.Parameters.AddWithValue("$query", query);
        return Read(select);
    }

    public List<int> Query(string sql)
    {
        using SqliteCommand select = _connection.CreateCommand();
        select.CommandText = sql;
        return Read(select);
    }

    public void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private static List<int> Read(SqliteCommand select)
    {
        using SqliteDataReader reader = select.ExecuteReader();
        List<int> numbers = [];
        while (reader.Read())
        {
            numbers.Add(reader.GetInt32(0));
        }

        return numbers;
    }
}
