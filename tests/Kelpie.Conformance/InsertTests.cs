using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class InsertTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;
    private static readonly CellsTable C = CellsTable.Instance;
    private static readonly OddTable O = OddTable.Instance;

    private static readonly Insert AddShelf = InsertInto(S).Columns(S.Label);
    private static readonly InsertMany<string> AddShelves = InsertInto(S).Each<string>(row => row.Set(S.Label, label => label));

    private static readonly Upsert Stock = UpsertInto(I, I.ShelfId, I.Label)
        .Set(I.ShelfId, Param("shelf", I.ShelfId))
        .Set(I.Label, Param("label", I.Label))
        .Set(I.Note, Param("note", I.Note))
        .SetIfNew(I.State, "first")
        .SetIfOld(I.Amount, I.Amount + 1);

    [Theory, EveryBackend]
    public async Task A_row_and_its_defaults(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        Assert.Equal(1, await db.ExecuteAsync(AddShelf, ("label", "top")));
        Assert.Equal(1, await db.ExecuteAsync(InsertInto(I).Set(I.ShelfId, 1).Set(I.Label, "vase")));

        var before = DateTime.UtcNow;
        var (amount, note, fragile, state, added) = await db.FirstAsync(Select(I.Amount, I.Note, I.IsFragile, I.State, I.Added).From(I));
        Assert.Equal((1, null, true, "it's new"), (amount, note, fragile, state));
        Assert.InRange(added, before.AddMinutes(-5), before.AddMinutes(5));
    }

    [Theory, EveryBackend]
    public async Task Rows_are_numbered_and_a_number_is_never_given_twice(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var add = AddShelf.Returning(S.Id);
        var first = await db.FirstAsync(add, ("label", "a"));
        var second = await db.FirstAsync(add, ("label", "b"));
        Assert.True(second > first);
        await db.ExecuteAsync(DeleteFrom(S).AllRows());
        Assert.True(await db.FirstAsync(add, ("label", "c")) > second);
    }

    [Theory, EveryBackend]
    public async Task A_number_can_be_said(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        Assert.Equal(42, await db.FirstAsync(InsertInto(S).Columns(S.Id, S.Label).Returning(S.Id), ("id", 42L), ("label", "a")));
    }

    [Theory]
    [EveryBackend]
    public async Task Any_number_of_rows(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        foreach (var count in new[] { 0, 1, 2, 63, 64, 65, 511, 512, 513, 1000, 1025 })
        {
            await db.ExecuteAsync(DeleteFrom(S).AllRows());
            string[] labels = [.. Enumerable.Range(0, count).Select(i => $"{count} {i}")];
            Assert.Equal(count, await db.InsertAsync(AddShelves, labels));
            Assert.Equal(labels, await db.ListAsync(Select(S.Label).From(S).OrderBy(S.Id)));
        }
    }

    [Theory, EveryBackend]
    public async Task Rows_of_many_columns_go_in_as_many_statements_as_their_parameters_need(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var add = InsertInto(C).Each<int>(row => row
            .Set(C.Integer, i => i).Set(C.BigInt, i => i).Set(C.Double, i => i).Set(C.Text, i => $"{i}").Set(C.Varchar, i => $"{i}")
            .Set(C.Boolean, i => i % 2 == 0).Set(C.Decimal, i => i).Set(C.Date, _ => DateOnly.MinValue).Set(C.Timestamp, _ => DateTime.UnixEpoch)
            .Set(C.AsciiKey, i => $"{i:00000000}").Set(C.Json, _ => "{}").Set(C.Bytes, _ => []).Set(C.Guid, _ => Guid.Empty));
        Assert.Equal(9000, await db.InsertAsync(add, [.. Enumerable.Range(0, 9000)]));
        Assert.Equal((9000L, 9000 * 8999L / 2), await db.FirstAsync(Select(CountAll(), Cast(Sum(C.BigInt), Types.BigInt)).From(C)));
    }

    [Theory, EveryBackend]
    public async Task Rows_that_are_there_can_be_skipped(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.InsertAsync(AddShelves, ["b", "d"]);
        var skipped = EveryBackendAttribute.Named(backend).CountsOnlyNewRows ? 2 : 0;
        Assert.Equal(5 - skipped, await db.InsertAsync(AddShelves.SkipExisting(S.Label), ["a", "b", "c", "d", "e"]));
        Assert.Equal(["a", "b", "c", "d", "e"], await db.ListAsync(Select(S.Label).From(S).OrderBy(S.Label)));
    }

    [Theory, EveryBackend]
    public async Task Many_rows_of_which_one_is_refused_leave_nothing_in_a_transaction(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        string[] labels = [.. Enumerable.Range(0, 200).Select(i => $"{i}"), "7"];
        await using (var transaction = await db.BeginAsync())
        {
            var error = await Assert.ThrowsAsync<DatabaseException>(() => db.InsertAsync(AddShelves, labels));
            Assert.Equal(DatabaseErrorKind.Unique, error.Kind);
        }

        Assert.Equal(0, await db.FirstAsync(Select(CountAll()).From(S)));
    }

    [Theory, EveryBackend]
    public async Task An_item_that_fails_half_way_leaves_the_insert_usable(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var picky = InsertInto(S).Each<string>(row => row.Set(S.Label, label => label.Length > 0 ? label : throw new FormatException("empty")));
        for (var round = 0; round < 300; round++)
        {
            await Assert.ThrowsAsync<FormatException>(() => db.InsertAsync(picky, ["a", ""]));
        }

        Assert.Equal(2, await db.InsertAsync(picky, ["a", "b"]));
        Assert.Equal(["a", "b"], await db.ListAsync(Select(S.Label).From(S).OrderBy(S.Label)));
    }

    [Theory, EveryBackend]
    public async Task An_upsert_inserts_and_then_updates(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        var shelf = await db.FirstAsync(AddShelf.Returning(S.Id), ("label", "top"));
        var id = Stock.Returning(I.Id);
        var row = Select(I.Amount, I.Note, I.State).From(I).Where(I.Id == Param<long>("id"));

        var first = await db.FirstAsync(id, ("shelf", shelf), ("label", "vase"), ("note", "blue"));
        Assert.Equal((1L, "blue", "first"), await db.FirstAsync(row, ("id", first)));
        Assert.Equal(first, await db.FirstAsync(id, ("shelf", shelf), ("label", "vase"), ("note", null)));
        Assert.Equal([(2L, null, "first")], await db.ListAsync(row, ("id", first)));
        if (EveryBackendAttribute.Named(backend).ReturnsRows)
        {
            var upsert = Stock.Returning(I.Id, I.Amount, I.Note, I.State);
            Assert.Equal((first, 3L, "red", "first"), await db.FirstAsync(upsert, ("shelf", shelf), ("label", "vase"), ("note", "red")));
        }
    }

    [Theory, EveryBackend]
    public async Task An_upsert_with_nothing_to_update_leaves_the_row_alone(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var ensure = UpsertInto(S, S.Label).Set(S.Label, Param<string>("label"));
        Assert.Equal(1, await db.ExecuteAsync(ensure, ("label", "a")));
        Assert.Equal(EveryBackendAttribute.Named(backend).CountsOnlyNewRows ? 0 : 1, await db.ExecuteAsync(ensure, ("label", "a")));
        Assert.Equal(1, await db.FirstAsync(Select(CountAll()).From(S)));
    }

    [Theory, EveryBackend]
    public async Task An_upsert_updates_only_when_a_condition_is_met(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        await db.ExecuteAsync(AddShelf, ("label", "top"));
        var raise = UpsertInto(I, I.ShelfId, I.Label)
            .Set(I.ShelfId, 1L).Set(I.Label, "vase").Set(I.Amount, Param("amount", I.Amount)).When(I.Amount < Proposed(I.Amount));
        foreach (var (amount, kept) in new[] { (5L, 5L), (3L, 5L), (8L, 8L) })
        {
            await db.ExecuteAsync(raise, ("amount", amount));
            Assert.Equal(kept, await db.FirstAsync(Select(I.Amount).From(I)));
        }
    }

    // The table of docs/sql/changes.md.
    [Theory, EveryBackend]
    public async Task An_upsert_counts_its_rows_as_the_database_does(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        await db.ExecuteAsync(AddShelf, ("label", "top"));
        var set = UpsertInto(I, I.ShelfId, I.Label).Set(I.ShelfId, 1L).Set(I.Label, "vase").Set(I.Amount, Param("amount", I.Amount));
        var (once, twice) = EveryBackendAttribute.Named(backend).CountsOnlyNewRows ? (0, 1) : (1, 2);
        Assert.Equal(1, await db.ExecuteAsync(set, ("amount", 5L)));
        Assert.Equal(twice, await db.ExecuteAsync(set, ("amount", 6L)));
        Assert.Equal(1, await db.ExecuteAsync(set, ("amount", 6L)));
        Assert.Equal(once, await db.ExecuteAsync(set.When(I.Amount < Proposed(I.Amount)), ("amount", 2L)));
    }

    [Theory, EveryBackend]
    public async Task Updates_and_deletes_say_how_many_rows_and_return_them(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        await db.InsertAsync(AddShelves, ["a", "b", "c", "d"]);
        Assert.Equal(2, await db.ExecuteAsync(Update(S).Set(S.Label, S.Label.Concat("!")).Where(S.Label.In("a", "b"))));
        Assert.Equal(0, await db.ExecuteAsync(Update(S).Set(S.Label, "x").Where(S.Label == "missing")));
        var (update, delete) = (Update(S).Set(S.Label, S.Label.Concat("!")).Where(S.Label == "c"), DeleteFrom(S).Where(S.Label < "c"));
        if (EveryBackendAttribute.Named(backend).ReturnsUpdatedRows)
        {
            Assert.Equal(["c!"], await db.ListAsync(update.Returning(S.Label)));
        }
        else
        {
            Assert.Throws<NotSupportedException>(() => update.Returning(S.Label).Compile(db.Dialect));
        }

        if (EveryBackendAttribute.Named(backend).ReturnsRows)
        {
            Assert.Equal(["a!", "b!"], (await db.ListAsync(delete.Returning(S.Label))).Order());
        }
        else
        {
            Assert.Throws<NotSupportedException>(() => delete.Returning(S.Label).Compile(db.Dialect));
            Assert.Equal(2, await db.ExecuteAsync(delete));
        }

        Assert.Equal(2, await db.ExecuteAsync(DeleteFrom(S).AllRows()));
    }

    [Theory, EveryBackend]
    public async Task Names_that_need_quotes(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(O);
        await db.ExecuteAsync(InsertInto(O).Columns(O.Id, O.Quoted, O.Dotted), (O.Id.Name, 1L), (O.Quoted.Name, "q"), (O.Dotted.Name, "d"));
        await db.ExecuteAsync(UpsertInto(O, O.Quoted).Set(O.Quoted, "q").SetIfOld(O.Dotted, Cast(Cast(O.Dotted, Types.Text).Concat(O.Quoted), Types.Text.Nullable())));
        Assert.Equal([(1L, "q", "dq")], await db.ListAsync(Select(O.Id, O.Quoted, O.Dotted).From(O).Where(O.Dotted.IsNotNull())));
        Assert.Contains("Order %", await db.Driver.Inspector.TableNamesAsync(db));
        Assert.Equal(1, await db.ExecuteAsync(DeleteFrom(O).Where(O.Quoted == "q")));
    }
}
