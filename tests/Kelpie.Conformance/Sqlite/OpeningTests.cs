using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using Microsoft.Data.Sqlite;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Sqlite;

public sealed class OpeningTests : IDisposable
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kelpie-conformance-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("journal_mode", "journal_mode", "wal")]
    [InlineData("synchronous", "synchronous", "1")]
    [InlineData("foreign_keys", "foreign_keys", "1")]
    [InlineData("busy_timeout", "timeout", "1234")]
    public async Task A_connection_has_its_settings(string pragma, string column, string value)
    {
        await using var engine = Open("a.db", new EngineOptions { BusyTimeout = TimeSpan.FromMilliseconds(1234) });
        await using var db = await engine.ConnectAsync();
        Assert.Equal(value, await db.FirstAsync(TextOn("sqlite", $"SELECT CAST({column} AS TEXT) FROM pragma_{pragma}").Rows(Types.Text)));
    }

    [Theory]
    [InlineData("plain.db")]
    [InlineData("with space.db")]
    [InlineData("per%cent.db")]
    [InlineData("question?.db")]
    [InlineData("semi;colon=equals.db")]
    [InlineData("quote'\".db")]
    [InlineData("größe 😀.db")]
    [InlineData("file:x.db")]
    public async Task A_file_of_any_name(string name)
    {
        await using (var engine = Open(name))
        {
            await using var db = await engine.ConnectAsync();
            await db.ExecuteScriptAsync("CREATE TABLE t (a)");
        }

        Assert.Contains(name, _folder.GetFiles().Select(file => file.Name));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_made_unless_told_otherwise()
    {
        await AssertCannotOpenAsync("new.db", new EngineOptions { Create = false });
        await AssertCannotOpenAsync("new.db", new EngineOptions { ReadOnly = true });
        Assert.Empty(_folder.GetFiles());
        await using var engine = Open("new.db");
        await (await engine.ConnectAsync()).DisposeAsync();
        Assert.True(File.Exists(PathOf("new.db")));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_made()
    {
        await AssertCannotOpenAsync("missing/new.db", new EngineOptions());
        Assert.Empty(_folder.GetDirectories());
    }

    [Fact]
    public async Task What_a_killed_program_left_half_written_is_undone_for_a_reader()
    {
        await using (var writer = new SqliteConnection($"Data Source={PathOf("killed.db")};Pooling=false"))
        {
            writer.Open();
            await using var command = writer.CreateCommand();
            // A cache of a few pages: the others go into the file long before the commit.
            command.CommandText = "CREATE TABLE t (a); INSERT INTO t VALUES (1); PRAGMA cache_size = 5; BEGIN; "
                + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT randomblob(100) FROM n";
            await command.ExecuteNonQueryAsync();
            File.Copy(PathOf("killed.db"), PathOf("left.db"));
            File.Copy(PathOf("killed.db-journal"), PathOf("left.db-journal"));
        }

        Assert.True(new FileInfo(PathOf("left.db")).Length > 100_000);
        await using var engine = Open("left.db", new EngineOptions { ReadOnly = true });
        await using var db = await engine.ConnectAsync();
        Assert.Equal(1, await db.FirstAsync(Text("SELECT COUNT(*) AS n FROM t").Rows(Types.BigInt)));
        Assert.False(File.Exists(PathOf("left.db-journal")));
    }

    [Fact]
    public Task A_folder_is_no_database() => AssertCannotOpenAsync("", new EngineOptions());

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        var text = string.Concat(Enumerable.Repeat("This is a letter to a friend. ", 100));
        await File.WriteAllTextAsync(PathOf("letter.txt"), text);
        foreach (var options in new[] { EngineOptions.Default, new EngineOptions { ReadOnly = true } })
        {
            await using var engine = Open("letter.txt", options);
            var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
            Assert.Equal(DatabaseErrorKind.Corrupt, error.Kind);
            Assert.StartsWith($"{engine.Url}: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(text, await File.ReadAllTextAsync(PathOf("letter.txt")));
    }

    [Fact]
    public async Task A_damaged_database()
    {
        await using (var engine = Open("a.db"))
        {
            await using var db = await engine.ConnectAsync();
            await Create(db);
            await db.InsertAsync(
                InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i} {new string('x', 90)}")), [.. Enumerable.Range(0, 2000)]);
        }

        using (var file = File.OpenHandle(PathOf("a.db"), FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, new byte[100_000], 8192);
        }

        await using var again = Open("a.db");
        await using var connection = await again.ConnectAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => connection.ListAsync(Select(S.Label).From(S)));
        Assert.Equal(DatabaseErrorKind.Corrupt, error.Kind);
    }

    [Fact]
    public async Task A_connection_that_only_reads_writes_nothing()
    {
        await using (var engine = Open("a.db"))
        {
            await using var db = await engine.ConnectAsync();
            await Create(db);
            await db.ExecuteAsync(InsertInto(S).Set(S.Label, "a"));
        }

        await using var readOnly = Open("a.db", new EngineOptions { ReadOnly = true });
        await using var reader = await readOnly.ConnectAsync();
        Assert.Equal(["a"], await reader.ListAsync(Select(S.Label).From(S)));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => reader.ExecuteAsync(DeleteFrom(S).AllRows()));
        Assert.Equal(DatabaseErrorKind.ReadOnly, error.Kind);
        await using (await reader.BeginAsync(TransactionMode.Read))
        {
            Assert.Equal(["a"], await reader.ListAsync(Select(S.Label).From(S)));
        }
    }

    [Fact]
    public async Task A_database_that_is_full()
    {
        await using var engine = Open("a.db");
        await using var db = await engine.ConnectAsync();
        await Create(db);
        await db.ExecuteScriptAsync("PRAGMA max_page_count = 10");
        var add = InsertInto(S).Each<int>(row => row.Set(S.Label, i => $"{i} {new string('x', 90)}"));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.InsertAsync(add, [.. Enumerable.Range(0, 2000)]));
        Assert.Equal(DatabaseErrorKind.Full, error.Kind);
    }

    [Fact]
    public async Task An_option_that_SQLite_does_not_have_is_refused_and_not_ignored()
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse($"sqlite:///{PathOf("a.db")}?mode=ro"), [SqliteDriver.Instance]);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.Equal(
            $"{engine.Url}: the option mode means nothing to SQLite; leave it out, or write %3F for a ? in the name of the file.", error.Message);
        Assert.Empty(_folder.GetFiles());
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private Engine Open(string name, EngineOptions? options = null) =>
        Engine.Create(DatabaseUrl.Parse(PathOf(name)), [SqliteDriver.Instance], options);

    private async Task AssertCannotOpenAsync(string name, EngineOptions options)
    {
        await using var engine = Open(name, options);
        var error = await Assert.ThrowsAsync<DatabaseException>(async () => await engine.ConnectAsync());
        Assert.Equal(DatabaseErrorKind.CannotOpen, error.Kind);
        Assert.StartsWith($"{engine.Url}: ", error.Message, StringComparison.Ordinal);
    }

    private static async Task Create(Connection db)
    {
        foreach (var sql in db.Dialect.Ddl.Compile(new CreateTable(S.Definition)))
        {
            await db.ExecuteScriptAsync(sql);
        }
    }
}
