using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Statements;

/// <summary>Two shelves with five items and an empty one, numbered by the database from 1; the tests of statements ask about them.</summary>
internal static class Stock
{
    internal static readonly ShelvesTable Shelves = ShelvesTable.Instance;
    internal static readonly ItemsTable Items = ItemsTable.Instance;

    private static readonly InsertMany<string> AddShelves =
        InsertInto(Shelves).Each<string>(row => row.Set(Shelves.Label, label => label));

    private static readonly InsertMany<(long Shelf, string Label, long Amount, string? Note)> AddItems =
        InsertInto(Items).Each<(long Shelf, string Label, long Amount, string? Note)>(row => row
            .Set(Items.ShelfId, item => item.Shelf)
            .Set(Items.Label, item => item.Label)
            .Set(Items.Amount, item => item.Amount)
            .Set(Items.Note, item => item.Note));

    internal static async Task<Connection> FillAsync(TestDatabase database)
    {
        var db = await database.ConnectAsync(Shelves, Items);
        await db.InsertAsync(AddShelves, ["left", "right", "empty"]);
        await db.InsertAsync(
            AddItems, [(1, "ants", 5, "b"), (1, "bees", 3, null), (2, "cats", 3, "a"), (2, "dogs", 1, null), (2, "eels", 8, "c")]);
        return db;
    }
}
