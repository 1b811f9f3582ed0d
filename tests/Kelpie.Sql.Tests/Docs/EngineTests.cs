using System.Data;
using System.Data.Common;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using Kelpie.Sql.Tests.Fakes;
using Microsoft.Data.Sqlite;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>The code of docs/sql/engine.md, run. What stands there stands here, word for word.</summary>
public sealed class EngineTests
{
    private static readonly Authors A = Shelf.A;
    private static readonly Books B = Shelf.B;
    private static readonly Insert AddAuthor = InsertInto(A).Columns(A.FullName);

    [Theory]
    [InlineData("library.db", "sqlite")]
    [InlineData("sqlite:////home/me/library.db", "sqlite")]
    [InlineData("postgresql://user:password@host:5432/name?sslmode=require", "postgresql")]
    [InlineData("mysql://user:password@host:3306/name", "mysql")]
    [InlineData("mariadb://user:password@host:3306/name", "mariadb")]
    [InlineData("mssql://user:password@host:1433/name", "mssql")]
    [InlineData("sqlserver://host/name", "mssql")]
    public async Task Urls(string url, string dialect)
    {
        await using var engine = Engine.Create(
            DatabaseUrl.Parse(url),
            [SqliteDriver.Instance, PostgreSqlDriver.Instance, MySqlDriver.MySql, MySqlDriver.MariaDb, MissingSqlServerDriver.Instance],
            new EngineOptions { PoolSize = 16, CommandTimeout = TimeSpan.FromSeconds(30) });

        Assert.Equal(dialect, engine.Dialect.Name);
    }

    [Fact]
    public async Task The_options_are_what_the_page_says_they_are_by_default()
    {
        var usual = EngineOptions.Default;
        Assert.Equal((8, 6, false, true), (usual.PoolSize, usual.Retry.Attempts, usual.ReadOnly, usual.Create));
        Assert.Equal(
            [TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5)],
            new[] { usual.PoolTimeout, usual.ConnectionLifetime, usual.IdleTimeout, usual.BusyTimeout });
        Assert.Null(usual.CommandTimeout);

        await using var engine = Engine.Create(DatabaseUrl.Parse("sqlite://"), [SqliteDriver.Instance]);
        PoolState state;
        await using (var db = await engine.ConnectAsync())
        {
            state = engine.Pool;
        }

        Assert.Equal(new PoolState(Size: 1, Open: 1, Idle: 0, Waiting: 0), state);
        Assert.Equal(new PoolState(Size: 1, Open: 1, Idle: 1, Waiting: 0), engine.Pool);
    }

    [Fact]
    public async Task Sessions()
    {
        var options = new EngineOptions
        {
            SessionSettings = [new("sqlite", "PRAGMA temp_store = MEMORY"), new("postgresql", "SET search_path TO app")],
            OnConnect = [Prepare],
        };

        await using var shelf = await Shelf.OpenAsync(options);
        var db = shelf.Db;
        Assert.Equal((2L, "ammE"), await db.FirstAsync(Text("SELECT temp_store, reversed('Emma') FROM pragma_temp_store").Rows(Types.BigInt, Types.Text)));

        static ValueTask Prepare(DbConnection connection, CancellationToken cancellationToken)
        {
            ((SqliteConnection)connection).CreateFunction("reversed", (string text) => string.Concat(text.Reverse()));
            return default;
        }
    }

    [Fact]
    public async Task Transactions()
    {
        await using var shelf = await Shelf.OpenAsync();
        var (db, addAuthor) = (shelf.Db, AddAuthor);

        await using (var transaction = await db.BeginAsync())
        {
            await db.ExecuteAsync(addAuthor, ("name", "Austen"));
            await using (var attempt = await transaction.SavepointAsync())
            {
                await db.ExecuteAsync(addAuthor, ("name", "Gaskell"));
                await attempt.RollbackAsync();
            }

            await transaction.CommitAsync();
        }

        Assert.Equal(["Austen", "Eliot", "Melville", "Nobody"], await db.ListAsync(Select(A.FullName).From(A).OrderBy(A.FullName)));

        await using var strict = await db.BeginAsync(TransactionMode.Write, IsolationLevel.Serializable);

        await strict.RollbackAsync();
        var error = await Assert.ThrowsAsync<NotSupportedException>(async () => await db.BeginAsync(TransactionMode.Write, IsolationLevel.ReadCommitted));
        Assert.Equal("sqlite has no isolation level ReadCommitted; it has Serializable.", error.Message);
        Assert.Equal(
            [IsolationLevel.ReadUncommitted, IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable],
            PostgreSqlDriver.Instance.IsolationLevels);
    }

    [Fact]
    public async Task Read_only()
    {
        var file = Path.Combine(Path.GetTempPath(), $"kelpie-{Guid.NewGuid():N}.db");
        try
        {
            await using (var writing = Engine.Create(DatabaseUrl.Parse(file), [SqliteDriver.Instance]))
            {
                await using var db = await writing.ConnectAsync();
                await db.CreateAsync(A);
            }

            await using var reading = Engine.Create(DatabaseUrl.Parse(file), [SqliteDriver.Instance], new EngineOptions { ReadOnly = true });

            await using var reader = await reading.ConnectAsync();
            var error = await Assert.ThrowsAsync<DatabaseException>(() => reader.ExecuteAsync(AddAuthor, ("name", "Austen")));
            Assert.Equal(DatabaseErrorKind.ReadOnly, error.Kind);
        }
        finally
        {
            foreach (var left in new[] { file, file + "-wal", file + "-shm" })
            {
                File.Delete(left);
            }
        }
    }

    [Fact]
    public async Task Stopping()
    {
        var endless = Text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n").Rows(Types.BigInt);
        await using (var shelf = await Shelf.OpenAsync())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoppedAsync(shelf.Db));
        }

        await using var hasty = await Shelf.OpenAsync(new EngineOptions { CommandTimeout = TimeSpan.FromMilliseconds(100) });
        var error = await Assert.ThrowsAsync<DatabaseException>(() => hasty.Db.ListAsync(endless));
        Assert.Equal(
            (DatabaseErrorKind.Timeout, "The statement took longer than EngineOptions.CommandTimeout, 0.1 s."), (error.Kind, error.Message));

        async Task StoppedAsync(Connection db)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            List<long> numbers = await db.ListAsync(endless, [], stop.Token);
            Assert.Fail($"It ended by itself at {numbers[0]}.");
        }
    }

    [Fact]
    public async Task Units_of_work()
    {
        var patient = new EngineOptions { Retry = new RetryPolicy { Attempts = 10, FirstWait = TimeSpan.FromMilliseconds(20), MaxWait = TimeSpan.FromSeconds(1) } };

        var shelf = await Shelf.OpenAsync(patient);
        await using var engine = shelf.Engine;
        await shelf.Db.DisposeAsync();
        var lend = Update(B).Set(B.Copies, B.Copies - 1).Where(B.Id == Param<long>("book") & B.Copies > 0);

        long books = await engine.TransactAsync(async (db, token) =>
        {
            await db.ExecuteAsync(lend, [("book", 1L)], token);
            return await db.FirstAsync(Select(CountAll()).From(B), [], token);
        });

        Assert.Equal(3, books);
        await using var after = await engine.ConnectAsync();
        Assert.Equal([0L, 1L, 1L], await after.ListAsync(Select(B.Copies).From(B).OrderBy(B.Id)));
    }

    [Fact]
    public async Task Watching()
    {
        using var loggers = new ListLogger();

        var watched = new EngineOptions { LoggerFactory = loggers };

        await using var shelf = await Shelf.OpenAsync(watched);
        await shelf.Db.ExecuteAsync(AddAuthor, ("name", "Austen"));
        Assert.Contains(loggers.Lines, line => line.StartsWith("INSERT INTO authors (name) VALUES (@name) took ", StringComparison.Ordinal));
        Assert.DoesNotContain(loggers.Lines, line => line.Contains("Austen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_drivers_own_connection()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;
        await using var copy = new SqliteConnection("Data Source=:memory:");
        copy.Open();

        var raw = (SqliteConnection)db.Raw;
        raw.BackupDatabase(copy);

        await using var count = new SqliteCommand("SELECT COUNT(*) FROM books", copy);
        Assert.Equal(3L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Schema()
    {
        await using var shelf = await Shelf.OpenAsync();
        var (engine, db) = (shelf.Engine, shelf.Db);
        Assert.Equal(MetaData.Of(A, B), await engine.Driver.Inspector.ReadAsync(db));

        var sql = db.Dialect.Ddl.Compile(new AddColumn("books", new ColumnDefinition("shelf", Types.Text) { IsNullable = true }));
        await db.ExecuteScriptAsync(sql[0]);
        MetaData live = await engine.Driver.Inspector.ReadAsync(db);

        Assert.Equal(
            [
                """
                ALTER TABLE books ADD COLUMN shelf TEXT
                """,
            ],
            sql);
        Assert.True(live.Table("books").Column("shelf").IsNullable);
    }
}
