using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Statements;

/// <summary>Queries of every form find the same on every database.</summary>
public sealed class QueryFormTests
{
    private static readonly ShelvesTable S = Stock.Shelves;
    private static readonly ItemsTable I = Stock.Items;

    [Theory, EveryBackend]
    public async Task Joins(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        Assert.Equal(
            [("left", "bees"), ("right", "cats")],
            await db.ListAsync(Select(S.Label, I.Label).From(S).Join(I, I.ShelfId == S.Id & I.Amount == 3L).OrderBy(S.Label)));
        Assert.Equal(
            [("empty", null), ("left", null), ("right", 5L)],
            await db.ListAsync(Select(S.Label, I.Id.OrNull()).From(S).LeftJoin(I, I.ShelfId == S.Id & I.Amount > 5L).OrderBy(S.Label)));
        Assert.Equal(15, await db.FirstAsync(Select(CountAll()).From(S).CrossJoin(I)));
        var other = I.As("other");
        Assert.Equal(
            [("bees", "cats")],
            await db.ListAsync(Select(I.Label, other.Label).From(I).Join(other, other.Amount == I.Amount & other.Id > I.Id)));
    }

    [Theory, EveryBackend]
    public async Task Lateral_joins(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var most = Select(I.Label, I.Amount).From(I).Where(I.ShelfId == S.Id).OrderBy(I.Amount.Descending()).Limit(1L).AsTable("most");
        var inner = Select(S.Label, most.Get(I.Label)).From(S).CrossJoinLateral(most).OrderBy(S.Label);
        var left = Select(S.Label, most.Get(I.Label).OrNull()).From(S).LeftJoinLateral(most).OrderBy(S.Label);
        if (!db.Dialect.Capabilities.HasLateralJoins)
        {
            Assert.Contains("lateral", Assert.Throws<NotSupportedException>(() => inner.Compile(db.Dialect)).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Equal([("left", "ants"), ("right", "eels")], await db.ListAsync(inner));
        Assert.Equal([("empty", null), ("left", "ants"), ("right", "eels")], await db.ListAsync(left));
    }

    [Theory, EveryBackend]
    public async Task Subqueries(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var amount = Select(Sum(I.Amount)).From(I).Where(I.ShelfId == S.Id).AsScalar();
        Assert.Equal([("empty", null), ("left", 8L), ("right", 12L)], await db.ListAsync(Select(S.Label, amount).From(S).OrderBy(S.Label)));
        Assert.Equal(["empty"], await db.ListAsync(Select(S.Label).From(S).Where(!Exists(Select(I.Id).From(I).Where(I.ShelfId == S.Id)))));
        Assert.Equal(["right"], await db.ListAsync(Select(S.Label).From(S).Where(S.Id.In(Select(I.ShelfId).From(I).Where(I.Amount == 1L)))));
        var totals = Select(I.ShelfId, CountAll().As("n")).From(I).GroupBy(I.ShelfId).AsTable("totals");
        Assert.Equal(
            [("left", 2L), ("right", 3L)],
            await db.ListAsync(Select(S.Label, totals.Get("n", Types.BigInt)).From(S).Join(totals, totals.Get(I.ShelfId) == S.Id).OrderBy(S.Label)));
    }

    [Theory, EveryBackend]
    public async Task Common_tables(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var few = Select(I.Id, I.Label).From(I).Where(I.Amount <= 3L).AsCommonTable("few");
        var (a, b) = (few.As("a"), few.As("b"));
        Assert.Equal(
            [("bees", "cats"), ("bees", "dogs"), ("cats", "dogs")],
            await db.ListAsync(Select(a.Get(I.Label), b.Get(I.Label)).From(a).Join(b, b.Get(I.Id) > a.Get(I.Id)).OrderBy(a.Get(I.Label), b.Get(I.Label))));
        var first = Cast(Value(1L), Types.BigInt).As("n");
        var numbers = Recursive("numbers", Select(first), n => Select(n.Get(first) * 2L).From(n).Where(n.Get(first) < 50L));
        Assert.Equal([1L, 2L, 4L, 8L, 16L, 32L, 64L], await db.ListAsync(Select(numbers.Get(first)).From(numbers).OrderBy(numbers.Get(first))));
    }

    [Theory, EveryBackend]
    public async Task Recursion_that_drops_what_it_has_found_ends_in_a_circle(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var first = Cast(Value(1L), Types.BigInt).As("n");
        var circle = Recursive(
            "circle", Select(first), n => Select(Case(n.Get(first) == 3L, Value(1L)).Else(n.Get(first) + 1L)).From(n), distinct: true);
        var query = Select(circle.Get(first)).From(circle).OrderBy(circle.Get(first));
        if (db.Dialect.Capabilities.HasDistinctRecursion)
        {
            Assert.Equal([1L, 2L, 3L], await db.ListAsync(query));
        }
        else
        {
            Assert.Throws<NotSupportedException>(() => query.Compile(db.Dialect));
        }
    }

    [Theory, EveryBackend]
    public async Task Queries_made_one(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var amounts = Select(I.Amount).From(I);
        var shelves = Select(I.ShelfId).From(I);
        Assert.Equal([1L, 2L, 3L, 5L, 8L], await db.ListAsync(amounts.Union(shelves).OrderBy(I.Amount)));
        Assert.Equal([1L, 3L, 3L, 5L, 8L, 9L], (await db.ListAsync(amounts.UnionAll(Select(Cast(Value(9L), Types.BigInt))))).Order());
        Assert.Equal([1L], await db.ListAsync(amounts.Intersect(shelves)));
        Assert.Equal([8L, 5L, 3L], await db.ListAsync(amounts.Except(shelves).OrderBy(I.Amount.Descending())));
        Assert.Equal([3L, 5L], await db.ListAsync(amounts.Except(shelves).OrderBy(I.Amount).Limit(2L)));
        Assert.Equal([1L], await db.ListAsync(shelves.Union(amounts).Intersect(Select(S.Id).From(S).Where(S.Id == 1L))));
        Assert.Equal([1L, 8L], (await db.ListAsync(
            amounts.OrderBy(I.Amount).Limit(1L).UnionAll(amounts.OrderBy(I.Amount.Descending()).Limit(1L)))).Order());
    }

    [Theory, EveryBackend]
    public async Task Groups(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        Assert.Equal(
            [(2L, 3L, 12L, 4.0)],
            await db.ListAsync(Select(I.ShelfId, CountAll(), Sum(I.Amount), Avg(I.Amount)).From(I).GroupBy(I.ShelfId).Having(CountAll() > 2L)));
        Assert.Equal(
            [(1L, 1L, 1L), (2L, 1L, 2L)],
            await db.ListAsync(Select(I.ShelfId, CountAll().Where(I.Amount > 4L), Count(I.Note).Distinct()).From(I).GroupBy(I.ShelfId).OrderBy(I.ShelfId)));
        Assert.Equal([(1L, 8L, "a", "c")], await db.ListAsync(Select(Min(I.Amount).OrZero(), Max(I.Amount).OrZero(), Min(I.Note), Max(I.Note)).From(I)));
        Assert.Equal([(null, null)], await db.ListAsync(Select(Min(I.Amount), Sum(I.Amount)).From(I).Where(I.Id < 0L)));
        Assert.Equal(["eels, dogs, cats, bees, ants"], await db.ListAsync(Select(StringAgg(I.Label, ", ", I.Id.Descending())).From(I)));
        Assert.Equal([3L, 5L, 8L], await db.ListAsync(Select(I.Amount).From(I).Where(I.Amount > 1L).Distinct().OrderBy(I.Amount)));
    }

    [Theory, EveryBackend]
    public async Task Windows(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var place = RowNumber().Over(Window.All.PartitionBy(I.ShelfId).OrderBy(I.Amount.Descending()));
        var before = Lag(I.Label.OrNull()).Over(Window.All.OrderBy(I.Id));
        Assert.Equal(
            [("ants", 1L, null), ("bees", 2L, "ants"), ("cats", 2L, "bees"), ("dogs", 3L, "cats"), ("eels", 1L, "dogs")],
            await db.ListAsync(Select(I.Label, place, before).From(I).OrderBy(I.Id)));
        var running = Sum(I.Amount).Over(Window.All.OrderBy(I.Id).Rows(FrameBound.Start, FrameBound.CurrentRow));
        Assert.Equal([5L, 8L, 11L, 12L, 20L], await db.ListAsync(Select(running).From(I).OrderBy(I.Id)));
        Assert.Equal(
            [(4L, 1L, 1L), (2L, 2L, 2L), (3L, 2L, 2L), (1L, 4L, 3L), (5L, 5L, 4L)],
            await db.ListAsync(Select(I.Id, Rank().Over(Window.All.OrderBy(I.Amount)), DenseRank().Over(Window.All.OrderBy(I.Amount))).From(I).OrderBy(I.Amount, I.Id)));
    }

    [Theory, EveryBackend]
    public async Task Order_and_pages(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var byNote = Select(I.Id).From(I);
        Assert.Equal([2L, 4L, 3L, 1L, 5L], await db.ListAsync(byNote.OrderBy(I.Note.Ascending().NullsFirst(), I.Id)));
        Assert.Equal([3L, 1L, 5L, 2L, 4L], await db.ListAsync(byNote.OrderBy(I.Note.Ascending().NullsLast(), I.Id)));
        Assert.Equal([2L, 4L, 5L, 1L, 3L], await db.ListAsync(byNote.OrderBy(I.Note.Descending().NullsFirst(), I.Id)));
        Assert.Equal([5L, 1L, 3L, 2L, 4L], await db.ListAsync(byNote.OrderBy(I.Note.Descending().NullsLast(), I.Id)));
        Assert.Equal([3L, 4L], await db.ListAsync(byNote.OrderBy(I.Id).Limit(2L).Offset(2L)));
        Assert.Equal([4L, 5L], await db.ListAsync(byNote.OrderBy(I.Id).Offset(3L)));
        var page = byNote.OrderBy(I.Amount.Descending(), I.Id).After(Param("amount", I.Amount), Param("id", I.Id)).Limit(2L);
        Assert.Equal([2L, 3L], await db.ListAsync(page, ("amount", 5L), ("id", 1L)));
        Assert.Equal([3L, 4L], await db.ListAsync(page, ("amount", 3L), ("id", 2L)));
    }
}

internal static class Zeros
{
    internal static Expression<long> OrZero(this Expression<long?> value) => Coalesce(value, Value(0L));
}
