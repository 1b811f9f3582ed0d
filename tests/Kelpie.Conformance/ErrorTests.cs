using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

/// <summary>What goes wrong is called the same on every database, and is thrown before anything is sent where it can be.</summary>
public sealed class ErrorTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;
    private static readonly Insert AddShelf = InsertInto(S).Columns(S.Label);
    private static readonly Insert AddItem = InsertInto(I).Columns(I.ShelfId, I.Label, I.Amount);
    private static readonly Select<long> Find = Select(S.Id).From(S).Where(S.Label == Param<string>("label") & S.Id > Param<long>("after"));

    [Theory, EveryBackend]
    public Task Unique(string backend) => Fails(
        backend, DatabaseErrorKind.Unique, AddShelf.Compile, db => db.ExecuteAsync(AddShelf, ("label", "top")));

    [Theory, EveryBackend]
    public async Task Unique_of_the_primary_key(string backend)
    {
        var add = InsertInto(S).Columns(S.Id, S.Label);
        await Fails(backend, DatabaseErrorKind.Unique, add.Compile, async db =>
        {
            await db.ExecuteAsync(add, ("id", 99L), ("label", "a"));
            await db.ExecuteAsync(add, ("id", 99L), ("label", "b"));
        });
    }

    [Theory, EveryBackend]
    public Task Unique_found_by_a_query_that_returns(string backend)
    {
        var add = AddShelf.Returning(S.Id);
        return Fails(backend, DatabaseErrorKind.Unique, add.Compile, db => db.ListAsync(add, ("label", "top")));
    }

    [Theory, EveryBackend]
    public Task Unique_found_while_streaming(string backend)
    {
        var add = AddShelf.Returning(S.Id);
        return Fails(backend, DatabaseErrorKind.Unique, add.Compile, async db =>
        {
            await foreach (var id in db.QueryAsync(add, ("label", "top")))
            {
                Assert.Fail($"A row of the same key was inserted as {id}.");
            }
        });
    }

    [Theory, EveryBackend]
    public Task Foreign_key(string backend) => Fails(
        backend, DatabaseErrorKind.ForeignKey, AddItem.Compile, db => db.ExecuteAsync(AddItem, ("shelf_id", 12345L), ("label", "x"), ("amount", 1L)));

    [Theory, EveryBackend]
    public Task Foreign_key_found_behind_the_first_row(string backend)
    {
        var add = AddItem.Returning(I.Id);
        return Fails(
            backend, DatabaseErrorKind.ForeignKey, add.Compile, db => db.FirstAsync(add, ("shelf_id", 12345L), ("label", "x"), ("amount", 1L)));
    }

    [Theory, EveryBackend]
    public Task Foreign_key_found_behind_the_first_row_or_none(string backend)
    {
        var add = AddItem.Returning(I.Id);
        return Fails(
            backend, DatabaseErrorKind.ForeignKey, add.Compile, db => db.FirstOrDefaultAsync(add, ("shelf_id", 12345L), ("label", "x"), ("amount", 1L)));
    }

    [Theory, EveryBackend]
    public Task Foreign_key_found_behind_a_row_after_which_nobody_reads_on(string backend)
    {
        var add = AddItem.Returning(I.Id);
        return Fails(backend, DatabaseErrorKind.ForeignKey, add.Compile, async db =>
        {
            await foreach (var id in db.QueryAsync(add, ("shelf_id", 12345L), ("label", "x"), ("amount", 1L)))
            {
                Assert.True(id > 0);
                break;
            }
        });
    }

    [Theory, EveryBackend]
    public Task Not_null(string backend) => Fails(
        backend, DatabaseErrorKind.NotNull, AddShelf.Compile, db => db.ExecuteAsync(AddShelf, ("label", null)));

    [Theory, EveryBackend]
    public Task Check(string backend) => Fails(
        backend, DatabaseErrorKind.Check, AddItem.Compile, db => db.ExecuteAsync(AddItem, ("shelf_id", 1L), ("label", "x"), ("amount", -1L)));

    [Theory, EveryBackend]
    public Task Syntax(string backend)
    {
        var text = Text("SELEC 1");
        return Fails(backend, DatabaseErrorKind.Syntax, text.Compile, db => db.ExecuteAsync(text));
    }

    [Theory, EveryBackend]
    public Task A_table_that_is_not_there(string backend)
    {
        var query = Text("SELECT id FROM nowhere").Rows(Types.BigInt);
        return Fails(backend, DatabaseErrorKind.Syntax, query.Compile, db => db.FirstOrDefaultAsync(query));
    }

    [Theory, EveryBackend]
    public async Task A_script_with_an_error(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync();
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("CREATE TABL x (y)"));
        Assert.Equal((DatabaseErrorKind.Syntax, "CREATE TABL x (y)"), (error.Kind, error.Sql));
    }

    [Theory, EveryBackend]
    public async Task A_script_with_an_error_behind_a_statement_that_finds_rows(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var error = await Assert.ThrowsAsync<DatabaseException>(
            () => db.ExecuteScriptAsync("SELECT 1; SELECT id FROM shelves; DELETE FROM nowhere; DELETE FROM shelves"));
        Assert.Equal(DatabaseErrorKind.Syntax, error.Kind);
    }

    [Theory, EveryBackend]
    public async Task A_text_with_an_error_behind_a_statement_that_finds_rows(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var text = Text("SELECT 1; DELETE FROM nowhere");
        var error = await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteAsync(text));
        Assert.Equal(DatabaseErrorKind.Syntax, error.Kind);
        var query = text.Rows(Types.BigInt);
        error = await Assert.ThrowsAsync<DatabaseException>(() => db.ListAsync(query));
        Assert.Equal(DatabaseErrorKind.Syntax, error.Kind);
    }

    [Theory, EveryBackend]
    public Task An_argument_that_is_missing(string backend) => Refused(
        backend,
        db => $"The statement takes (label, after) and was given (label): {Find.Compile(db.Dialect).Sql} (Parameter 'arguments')",
        db => db.ListAsync(Find, ("label", "top")));

    [Theory, EveryBackend]
    public Task All_arguments_missing(string backend) => Refused(
        backend,
        db => $"The statement takes (label, after) and was given (): {Find.Compile(db.Dialect).Sql} (Parameter 'arguments')",
        db => db.FirstOrDefaultAsync(Find));

    [Theory, EveryBackend]
    public Task An_argument_too_many(string backend) => Refused(
        backend,
        db => $"The statement takes (label) and was given (label, colour): {AddShelf.Compile(db.Dialect).Sql} (Parameter 'arguments')",
        db => db.ExecuteAsync(AddShelf, ("label", "a"), ("colour", "red")));

    [Theory, EveryBackend]
    public Task An_argument_for_a_statement_that_takes_none(string backend)
    {
        var delete = DeleteFrom(S).Where(S.Label == "constant");
        return Refused(
            backend,
            db => $"The statement takes () and was given (label): {delete.Compile(db.Dialect).Sql} (Parameter 'arguments')",
            db => db.ExecuteAsync(delete, ("label", "a")));
    }

    [Theory, EveryBackend]
    public Task An_argument_of_another_name(string backend) => Refused(
        backend,
        db => $"The statement takes (label) and was given (Label): {AddShelf.Compile(db.Dialect).Sql} (Parameter 'arguments')",
        db => db.ExecuteAsync(AddShelf, ("Label", "a")));

    [Theory, EveryBackend]
    public Task An_argument_given_twice(string backend) => Refused(
        backend,
        db => $"The statement takes (label, after) and was given (label, label): {Find.Compile(db.Dialect).Sql} (Parameter 'arguments')",
        db => db.ListAsync(Find, ("label", "a"), ("label", "b")));

    [Theory, EveryBackend]
    public Task An_argument_of_another_type(string backend) => Refused(
        backend,
        _ => "Parameter label takes String, not Int32. (Parameter 'label')",
        db => db.ExecuteAsync(AddShelf, ("label", 7)));

    [Theory, EveryBackend]
    public async Task A_query_is_refused_when_it_is_read_and_may_be_read_again(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var rows = db.QueryAsync(Find, ("label", "a"));
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await rows.GetAsyncEnumerator().MoveNextAsync());
        }
    }

    [Theory, EveryBackend]
    public async Task A_cancelled_call_is_not_made(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.ExecuteAsync(AddShelf, [("label", "a")], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => db.InsertAsync(InsertInto(S).Each<string>(row => row.Set(S.Label, label => label)), ["b"], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.ListAsync(Select(S.Id).From(S), [], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await db.BeginAsync(cancellationToken: cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.Engine.ConnectAsync(cancelled.Token));
        Assert.False(db.InTransaction);
        Assert.Empty(await db.ListAsync(Select(S.Id).From(S)));
    }

    [Theory, EveryBackend]
    public async Task A_connection_given_back_takes_no_more_calls(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        var db = await database.ConnectAsync(S);
        await db.DisposeAsync();
        await db.DisposeAsync();
        await using var other = await database.ConnectAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => db.ExecuteAsync(AddShelf, ("label", "a")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => db.ListAsync(Select(S.Id).From(S)));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await db.QueryAsync(Select(S.Id).From(S)).GetAsyncEnumerator().MoveNextAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => db.InsertAsync(InsertInto(S).Each<string>(row => row.Set(S.Label, label => label)), ["b"]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => db.ExecuteScriptAsync("DELETE FROM shelves"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await db.BeginAsync());
        Assert.Throws<ObjectDisposedException>(() => db.Raw);
        Assert.Throws<ObjectDisposedException>(() => db.InTransaction);
        Assert.False(other.InTransaction);
        Assert.Empty(await other.ListAsync(Select(S.Id).From(S)));
    }

    private static async Task Fails(
        string backend, DatabaseErrorKind kind, Func<Sql.Compilation.Dialect, Sql.Compilation.CompiledStatement> statement, Func<Connection, Task> action)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        await db.ExecuteAsync(AddShelf, ("label", "top"));
        for (var again = 0; again < 2; again++)
        {
            var error = await Assert.ThrowsAsync<DatabaseException>(() => action(db));
            Assert.Equal(kind, error.Kind);
            Assert.Equal(statement(db.Dialect).Sql, error.Sql);
            Assert.NotNull(error.InnerException);
            await db.ExecuteAsync(DeleteFrom(S).Where(S.Label != "top"));
        }

        Assert.Equal(["top"], await db.ListAsync(Select(S.Label).From(S)));
    }

    private static async Task Refused(string backend, Func<Connection, string> message, Func<Connection, Task> action)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        for (var again = 0; again < 2; again++)
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => action(db));
            Assert.Equal(message(db), error.Message);
        }

        Assert.Equal(1, await db.ExecuteAsync(AddShelf, ("label", "afterwards")));
        Assert.Equal([1L], await db.ListAsync(Find, ("label", "afterwards"), ("after", 0)));
    }
}
