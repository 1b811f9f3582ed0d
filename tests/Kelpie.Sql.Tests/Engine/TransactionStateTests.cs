using System.Data;
using Kelpie.Sql.Statements;
using Kelpie.Sql.Tests.Fakes;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests;

public sealed class TransactionStateTests
{
    [Fact]
    public async Task What_an_error_has_ended_cannot_be_committed_nor_go_on()
    {
        var driver = new FakeDriver { Fails = Fail("X", DatabaseErrorKind.Deadlock) };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await using (var transaction = await db.BeginAsync())
        {
            await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("X"));
            const string message = "An error has ended the transaction; roll it back, whole or to a savepoint, before anything else: fake Deadlock";
            var commit = await Assert.ThrowsAsync<DatabaseException>(async () => await transaction.CommitAsync());
            Assert.Equal((DatabaseErrorKind.Deadlock, "COMMIT", message), (commit.Kind, commit.Sql, commit.Message));
            var next = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("Y"));
            Assert.Equal((DatabaseErrorKind.Deadlock, "Y", message), (next.Kind, next.Sql, next.Message));
            Assert.Equal("X", Assert.IsType<DatabaseException>(next.InnerException).Sql);
            await transaction.RollbackAsync();
        }

        await db.ExecuteScriptAsync("Y");
        Assert.Equal(["1: open", "1: begin", "1: X", "1: rollback", "1: Y"], driver.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whether_an_ordinary_error_ends_it_is_the_drivers_word(bool ends)
    {
        var driver = new FakeDriver { EndsByAnyError = ends, Fails = Fail("X", DatabaseErrorKind.Unique) };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await using var transaction = await db.BeginAsync();
        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("X"));
        var commit = await Record.ExceptionAsync(async () => await transaction.CommitAsync());
        Assert.Equal(ends ? DatabaseErrorKind.Unique : null, (commit as DatabaseException)?.Kind);
        Assert.Equal(ends, !driver.Asked.Contains("1: commit"));
    }

    [Fact]
    public async Task A_rollback_to_a_savepoint_makes_it_usable_again()
    {
        var driver = new FakeDriver { EndsByAnyError = true, Fails = Fail("X", DatabaseErrorKind.Unique) };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await using var transaction = await db.BeginAsync();
        await using (await transaction.SavepointAsync())
        {
            await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("X"));
            await Assert.ThrowsAsync<DatabaseException>(async () => await transaction.SavepointAsync());
        }

        await db.ExecuteScriptAsync("Y");
        await transaction.CommitAsync();
        Assert.Equal(
            ["1: open", "1: begin", "1: save kelpie_1", "1: X", "1: rollback to kelpie_1", "1: release kelpie_1", "1: Y", "1: commit"], driver.Asked);
    }

    [Fact]
    public async Task A_savepoint_that_went_with_the_transaction_leaves_it_ended()
    {
        var driver = new FakeDriver { Fails = what => Throw(what is "X" or "rollback to a", what == "X" ? DatabaseErrorKind.Deadlock : DatabaseErrorKind.Syntax) };
        await using var db = await driver.CreateEngine().ConnectAsync();
        await using var transaction = await db.BeginAsync();
        await using (await transaction.SavepointAsync("a"))
        {
            await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("X"));
        }

        Assert.Equal(DatabaseErrorKind.Deadlock, (await Assert.ThrowsAsync<DatabaseException>(async () => await transaction.CommitAsync())).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_load_whose_rows_fail_half_way_is_an_error_like_another(bool ends)
    {
        var books = Library.Books;
        await using var db = await new FakeDriver { EndsByAnyError = ends, Loader = new FakeLoader() }.CreateEngine().ConnectAsync();
        await using var transaction = await db.BeginAsync();
        var insert = InsertInto(books).Each<string>(row => row.Set(books.Title, title => title));
        await Assert.ThrowsAsync<FormatException>(() => db.LoadAsync(insert, Titles()));
        var commit = await Record.ExceptionAsync(async () => await transaction.CommitAsync());
        Assert.Equal(ends ? DatabaseErrorKind.Interrupted : null, (commit as DatabaseException)?.Kind);

        static IEnumerable<string> Titles()
        {
            yield return "Ulysses";
            throw new FormatException("no more");
        }
    }

    [Fact]
    public async Task A_level_that_the_database_has_is_asked_for_and_another_refused()
    {
        var driver = new FakeDriver();
        await using var db = await driver.CreateEngine().ConnectAsync();
        await using (await db.BeginAsync(TransactionMode.Write, IsolationLevel.Serializable))
        {
        }

        var error = await Assert.ThrowsAsync<NotSupportedException>(async () => await db.BeginAsync(TransactionMode.Read, IsolationLevel.Snapshot));
        Assert.Equal("sqlite has no isolation level Snapshot; it has ReadCommitted, Serializable.", error.Message);
        Assert.False(db.InTransaction);
        Assert.Equal(["1: open", "1: begin Serializable", "1: rollback"], driver.Asked);
    }

    [Fact]
    public async Task An_engine_for_reading_sends_no_command_where_the_session_would_take_it()
    {
        var driver = new FakeDriver();
        await using var db = await driver.CreateEngine(new EngineOptions { ReadOnly = true }).ConnectAsync();
        var error = Assert.Throws<NotSupportedException>(() => { _ = db.ExecuteAsync(Text("DELETE FROM t")); });
        Assert.Equal(
            "The engine was made with EngineOptions.ReadOnly, and sqlite does not keep a connection from writing, so it sends queries only; write through another engine.",
            error.Message);
        await Assert.ThrowsAsync<NotSupportedException>(() => db.ExecuteScriptAsync("DELETE FROM t"));
        Assert.Equal(7, await db.FirstAsync(Text("SELECT 7").Rows(Sql.Schema.Types.BigInt)));
        Assert.Equal(["1: open", "1: SELECT 7"], driver.Asked);

        var strict = new FakeDriver { KeepsReadOnly = true };
        await using var other = await strict.CreateEngine(new EngineOptions { ReadOnly = true }).ConnectAsync();
        await other.ExecuteAsync(Text("DELETE FROM t"));
        Assert.Equal(["1: open", "1: DELETE FROM t"], strict.Asked);
    }

    private static Action<string> Fail(string where, DatabaseErrorKind kind) => what => Throw(what == where, kind);

    private static void Throw(bool when, DatabaseErrorKind kind)
    {
        if (when)
        {
            throw new FakeException(kind);
        }
    }
}
