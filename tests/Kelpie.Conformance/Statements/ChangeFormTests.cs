using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Statements;

/// <summary>Statements of every form change the same rows on every database, or are refused before they are sent.</summary>
public sealed class ChangeFormTests
{
    private static readonly ShelvesTable S = Stock.Shelves;
    private static readonly ItemsTable I = Stock.Items;
    private static readonly Select<(long, long)> Amounts = Select(I.Id, I.Amount).From(I).OrderBy(I.Id);

    [Theory, EveryBackend]
    public async Task An_insert_of_what_a_query_finds(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var copy = InsertInto(S).From(Select(I.Label).From(I).Where(I.Amount == 3L), S.Label).SkipExisting(S.Label);
        await db.ExecuteAsync(copy);
        await db.ExecuteAsync(copy);
        Assert.Equal(["bees", "cats", "empty", "left", "right"], await db.ListAsync(Select(S.Label).From(S).OrderBy(S.Label)));
    }

    [Theory, EveryBackend]
    public async Task An_insert_from_a_common_table(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var few = Select(I.Label).From(I).Where(I.Amount == 1L).AsCommonTable("few");
        await db.ExecuteAsync(InsertInto(S).From(Select(few.Get(I.Label)).From(few), S.Label));
        Assert.Equal(1, await db.FirstAsync(Select(CountAll()).From(S).Where(S.Label == "dogs")));
    }

    [Theory, EveryBackend]
    public async Task An_update_by_a_subquery_and_by_another_table(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        await db.ExecuteAsync(Update(I).Set(I.Note, Select(S.Label).From(S).Where(S.Id == I.ShelfId).AsScalar()).Where(I.Amount == 3L));
        Assert.Equal(["b", "left", "right", null, "c"], await db.ListAsync(Select(I.Note).From(I).OrderBy(I.Id)));
        var update = Update(I).Set(I.Note, S.Label.OrNull()).Set(I.Amount, I.Amount + S.Id).From(S).Where(I.ShelfId == S.Id & S.Label == "right");
        Assert.Equal(3, await db.ExecuteAsync(update));
        Assert.Equal([(1L, 5L), (2L, 3L), (3L, 5L), (4L, 3L), (5L, 10L)], await db.ListAsync(Amounts));
        Assert.Equal(["b", "left", "right", "right", "right"], await db.ListAsync(Select(I.Note).From(I).OrderBy(I.Id)));
    }

    [Theory, EveryBackend]
    public async Task An_update_of_rows_found_in_the_same_table(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var most = Select(Max(I.Amount)).From(I).AsScalar();
        await db.ExecuteAsync(Update(I).Set(I.Amount, Value(0L)).Where(I.Amount.OrNull() == most));
        Assert.Equal([(1L, 5L), (2L, 3L), (3L, 3L), (4L, 1L), (5L, 0L)], await db.ListAsync(Amounts));
        await db.ExecuteAsync(DeleteFrom(I).Where(I.Id.In(Select(I.Id).From(I).OrderBy(I.Amount.Descending(), I.Id).Limit(2L))));
        Assert.Equal([(3L, 3L), (4L, 1L), (5L, 0L)], await db.ListAsync(Amounts));
    }

    [Theory, EveryBackend]
    public async Task A_delete_through_another_table(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var delete = DeleteFrom(I).Using(S).Where(I.ShelfId == S.Id & S.Label == "left");
        if (!db.Dialect.Capabilities.HasDeleteUsing)
        {
            Assert.Throws<NotSupportedException>(() => delete.Compile(db.Dialect));
            delete = DeleteFrom(I).Where(Exists(Select(S.Id).From(S).Where(I.ShelfId == S.Id & S.Label == "left")));
        }

        Assert.Equal(2, await db.ExecuteAsync(delete));
        Assert.Equal([(3L, 3L), (4L, 1L), (5L, 8L)], await db.ListAsync(Amounts));
    }

    [Theory, EveryBackend]
    public async Task All_columns_change_at_once(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var update = Update(I).Set(I.Amount, I.Amount + 1L).Set(I.ShelfId, Case(I.Amount > 4L, I.ShelfId).Else(Value(3L))).Where(I.ShelfId == 1L);
        await db.ExecuteAsync(update);
        Assert.Equal([(1L, 6L), (3L, 4L)], await db.ListAsync(Select(I.ShelfId, I.Amount).From(I).Where(I.Id <= 2L).OrderBy(I.Id)));
    }

    [Theory, EveryBackend]
    public async Task Rows_come_back_or_are_refused(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var can = db.Dialect.Capabilities;
        Assert.Equal(6L, await db.FirstAsync(InsertInto(I).Set(I.ShelfId, 1L).Set(I.Label, "foxes").Returning(I.Id)));
        await Comes(can.InsertReturns, InsertInto(I).Set(I.ShelfId, 1L).Set(I.Label, "goats").Returning(I.Id, I.State), [(7L, "it's new")]);
        await Comes(can.UpdateReturns, Update(I).Set(I.Amount, I.Amount * 2L).Where(I.Id == 1L).Returning(I.Label, I.Amount), [("ants", 10L)]);
        await Comes(can.DeleteReturns, DeleteFrom(I).Where(I.Id == 2L).Returning(I.Id, I.Label), [(2L, "bees")]);

        async Task Comes<TRow>(ReturnedRows returned, Query<TRow> query, TRow[] rows)
        {
            if (returned == ReturnedRows.All)
            {
                Assert.Equal(rows, await db.ListAsync(query));
            }
            else
            {
                Assert.Contains("select the rows by their key", Assert.Throws<NotSupportedException>(() => query.Compile(db.Dialect)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory, EveryBackend]
    public async Task An_upsert_knows_old_and_new(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var put = UpsertInto(I, I.ShelfId, I.Label)
            .Columns(I.ShelfId, I.Label, I.Amount)
            .SetIfNew(I.State, Value("new"))
            .SetIfOld(I.State, Value("old"))
            .SetIfOld(I.Note, I.Label.OrNull());
        await db.ExecuteAsync(put, ("shelf_id", 1L), ("label", "ants"), ("amount", 50L));
        await db.ExecuteAsync(put, ("shelf_id", 1L), ("label", "gnus"), ("amount", 7L));
        Assert.Equal(
            [("ants", 50L, "old", "ants"), ("gnus", 7L, "new", null)],
            await db.ListAsync(Select(I.Label, I.Amount, I.State, I.Note).From(I).Where(I.Label.In("ants", "gnus")).OrderBy(I.Label)));
        var raise = UpsertInto(I, I.ShelfId, I.Label).Columns(I.ShelfId, I.Label, I.Amount).When(I.Amount < Proposed(I.Amount));
        await db.ExecuteAsync(raise, ("shelf_id", 1L), ("label", "ants"), ("amount", 9L));
        await db.ExecuteAsync(raise, ("shelf_id", 1L), ("label", "gnus"), ("amount", 9L));
        Assert.Equal([50L, 9L], await db.ListAsync(Select(I.Amount).From(I).Where(I.Label.In("ants", "gnus")).OrderBy(I.Label)));
        var add = UpsertInto(I, I.ShelfId, I.Label).Columns(I.ShelfId, I.Label).SetIfNew(I.Amount, Value(1L)).SetIfOld(I.Amount, I.Amount + 1L);
        await db.ExecuteAsync(add, ("shelf_id", 1L), ("label", "gnus"));
        Assert.Equal(10L, await db.FirstAsync(Select(I.Amount).From(I).Where(I.Label == "gnus")));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Rows_locked_by_one_are_left_out_by_another(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var next = Select(I.Id).From(I).OrderBy(I.Id).Limit(1L).ForUpdate(skipLocked: true);
        if (!db.Dialect.Capabilities.HasRowLocks)
        {
            Assert.Throws<NotSupportedException>(() => next.Compile(db.Dialect));
            return;
        }

        await using var other = await database.ConnectAsync();
        await using var first = await db.BeginAsync();
        await using var second = await other.BeginAsync();
        Assert.Equal([1L], await db.ListAsync(next));
        Assert.Equal([2L], await other.ListAsync(next));
    }
}
