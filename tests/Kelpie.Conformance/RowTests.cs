using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

public sealed class RowTests
{
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;

    private sealed record Item(long Id, string Label, string? Note, long Amount, bool IsFragile, string Shelf);

    [Theory, EveryBackend]
    public async Task A_function_makes_rows_of_columns(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        var items = SelectRows(row => new Item(
                row.Get(I.Id), row.Get(I.Label), row.Get(I.Note), row.Get(I.Amount), row.Get(I.IsFragile), row.Get(S.Label)))
            .From(I).Join(S, S.Id == I.ShelfId).Where(I.Amount > Param<long>("more than")).OrderBy(I.Label);
        Assert.Equal(
            [new Item(2, "cup", null, 6, true, "top"), new Item(1, "vase", "blue", 1, true, "top")],
            await db.ListAsync(items, ("more than", 0)));
        Assert.Equal(new Item(2, "cup", null, 6, true, "top"), await db.FirstOrDefaultAsync(items, ("more than", 1)));
        Assert.Null(await db.FirstOrDefaultAsync(items, ("more than", 9)));
    }

    [Theory, EveryBackend]
    public async Task A_column_may_be_taken_twice(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        Assert.Equal(["vase/vase"], await db.ListAsync(SelectRows(row => row.Get(I.Label) + "/" + row.Get(I.Label)).From(I).Where(I.Id == 1L)));
    }

    [Theory, EveryBackend]
    public async Task Computed_columns_are_made_outside_the_function(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        var doubled = I.Amount * 2;
        Assert.Equal([("vase", 2L), ("cup", 12L)], await db.ListAsync(SelectRows(row => (row.Get(I.Label), row.Get(doubled))).From(I).OrderBy(I.Id)));
    }

    [Theory, EveryBackend]
    public async Task A_column_asked_for_only_sometimes_is_an_error_that_names_it(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        var sometimes = SelectRows(row => row.Get(I.Amount) > 5 ? row.Get(I.Note) : "").From(I).OrderBy(I.Id);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.ListAsync(sometimes));
        Assert.Equal("The column items.note was not asked for when the statement was built; ask for it in every case.", error.Message);
        Assert.Equal(2, await db.FirstAsync(Select(CountAll()).From(I)));
    }

    [Theory, EveryBackend]
    public async Task A_column_made_within_the_function_is_an_error_that_says_so(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        var made = SelectRows(row => row.Get(I.Amount * 2)).From(I);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.ListAsync(made));
        Assert.Equal("An expression was not asked for when the statement was built; make it once, outside the function, and ask for it in every case.", error.Message);
    }

    [Fact]
    public void A_function_that_takes_no_column_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => SelectRows(_ => 1));
        Assert.Equal("The function takes no column from the row; take at least one. (Parameter 'map')", error.Message);
    }

    [Theory, EveryBackend]
    public async Task An_error_of_the_function_is_its_own_and_leaves_the_connection_usable(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        var failing = SelectRows<int>(row => row.Get(I.Amount) == 0 ? 0 : throw new FormatException("mine")).From(I);
        var error = await Assert.ThrowsAsync<FormatException>(() => db.ListAsync(failing));
        Assert.Equal("mine", error.Message);
        Assert.Equal(2, await db.ExecuteAsync(DeleteFrom(I).AllRows()));
    }

    [Theory, EveryBackend]
    public async Task Eight_columns_of_different_types(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Filled(database);
        var (id, shelf, label, amount, note, fragile, state, added) = await db.FirstAsync(
            Select(I.Id, I.ShelfId, I.Label, I.Amount, I.Note, I.IsFragile, I.State, I.Added).From(I).OrderBy(I.Id));
        Assert.Equal((1L, 1L, "vase", 1L, "blue", true, "it's new"), (id, shelf, label, amount, note, fragile, state));
        Assert.Equal(DateTimeKind.Utc, added.Kind);
    }

    private static async Task<Connection> Filled(TestDatabase database)
    {
        var db = await database.ConnectAsync(S, I);
        await db.ExecuteAsync(InsertInto(S).Set(S.Label, "top"));
        var add = InsertInto(I).Each<(string Label, long Amount, string? Note)>(row => row
            .Set(I.ShelfId, _ => 1).Set(I.Label, item => item.Label).Set(I.Amount, item => item.Amount).Set(I.Note, item => item.Note));
        await db.InsertAsync(add, [("vase", 1, "blue"), ("cup", 6, null)]);
        return db;
    }
}
