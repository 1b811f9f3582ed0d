using System.Text;
using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance;

/// <summary>Expressions mean the same on every database.</summary>
public sealed class QueryTests
{
    private static readonly CellsTable C = CellsTable.Instance;
    private static readonly ShelvesTable S = ShelvesTable.Instance;
    private static readonly ItemsTable I = ItemsTable.Instance;

    [Theory, EveryBackend]
    public async Task Comparisons_with_what_is_missing(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 1, null, 2);
        Assert.Equal([2L], await Ids(db, C.BigInt == null));
        Assert.Equal([1L, 3L], await Ids(db, C.BigInt != null));
        Assert.Equal([1L], await Ids(db, C.BigInt == 1L));
        Assert.Equal([3L], await Ids(db, C.BigInt != 1L));
        Assert.Equal([3L], await Ids(db, !(C.BigInt == 1L)));
        Assert.Equal([], await Ids(db, C.BigInt == Param<long?>("none"), ("none", null)));
    }

    [Theory, EveryBackend]
    public async Task Conditions_in_all_their_forms(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 10, 20, 30);
        Assert.Equal([1L, 2L], await Ids(db, C.BigInt < 30L));
        Assert.Equal([2L, 3L], await Ids(db, C.BigInt.Between(15L, 30L)));
        Assert.Equal([1L, 3L], await Ids(db, C.BigInt.In(10L, 30L, 99L)));
        Assert.Equal([], await Ids(db, C.BigInt.In([])));
        Assert.Equal([1L, 2L, 3L], await Ids(db, !C.BigInt.In([])));
        Assert.Equal([3L], await Ids(db, C.Id.In(Select(Max(C.Id)).From(C))));
        Assert.Equal([1L, 3L], await Ids(db, C.BigInt == 10L | C.BigInt == 30L & C.Id == 3L));
        Assert.Equal([3L], await Ids(db, (C.BigInt == 10L | C.BigInt == 30L) & C.Id == 3L));
        Assert.Equal([1L, 2L, 3L], await Ids(db, Exists(Select(C.Id).From(C).Where(C.Id == 2L))));
        Assert.Equal([], await Ids(db, !Exists(Select(C.Id).From(C))));
    }

    [Theory, EveryBackend]
    public async Task Arithmetic_is_that_of_whole_numbers(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 0);
        async Task<long> Value(Expression<long> expression) => await db.FirstAsync(Select(expression).From(C), ("a", 7L), ("b", 2L));
        var (a, b) = (Param<long>("a"), Param<long>("b"));
        Assert.Equal(3, await Value(a / b));
        Assert.Equal(-9, await Value(b - a - b * b));
        Assert.Equal(7, await Value(b * (a - b) - (a - b - b)));
    }

    [Theory, EveryBackend]
    public async Task Aggregates_of_some_and_of_none(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 5, null, 7);
        var all = Select(CountAll(), Count(C.BigInt), Sum(C.Id), Max(C.BigInt), Min(C.BigInt)).From(C);
        Assert.Equal((3L, 2L, (long?)6L, (long?)7L, (long?)5L), await db.FirstAsync(all));
        Assert.Equal((0L, 0L, (long?)null, (long?)null, (long?)null), await db.FirstAsync(all.Where(C.Id < 0L)));
        Assert.Equal(12L, await db.FirstAsync(Select(Sum(Coalesce<long>(C.BigInt, 0))).From(C)));
    }

    [Theory, EveryBackend]
    public async Task Groups_labels_and_order(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        await Fill(db);
        var many = CountAll().As("how many");
        Assert.Equal(
            [("top", 2L), ("low", 1L)],
            await db.ListAsync(Select(S.Label, many).From(I).Join(S, S.Id == I.ShelfId).GroupBy(S.Label).Having(many > 0).OrderBy(many.Descending())));
    }

    [Theory, EveryBackend]
    public async Task Joins_and_tables_used_twice(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S, I);
        await Fill(db);
        Assert.Equal(
            [("top", "cup"), ("top", "vase"), ("low", "pot"), ("empty", null)],
            await db.ListAsync(Select(S.Label, Cast(I.Label, Types.Text.Nullable())).From(S).LeftJoin(I, I.ShelfId == S.Id).OrderBy(S.Id, I.Label)));
        var other = I.As("other one");
        Assert.Equal(
            [("cup", "vase")],
            await db.ListAsync(Select(I.Label, other.Label).From(I).Join(other, I.ShelfId == other.ShelfId & I.Label < other.Label)));
        Assert.Equal(9, await db.FirstAsync(Select(CountAll()).From(S).CrossJoin(I)));
    }

    [Theory, EveryBackend]
    public async Task Pages(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 1, 2, 3, 4, 5);
        var page = Select(C.Id).From(C).OrderBy(C.Id.Descending());
        Assert.Equal([5L, 4L], await db.ListAsync(page.Limit(2)));
        Assert.Equal([3L, 2L], await db.ListAsync(page.Limit(Param<long>("n")).Offset(Param<long>("m")), ("n", 2L), ("m", 2L)));
        Assert.Equal([2L, 1L], await db.ListAsync(page.Offset(3)));
        Assert.Equal([], await db.ListAsync(page.Limit(0)));
    }

    [Theory, EveryBackend]
    public async Task Distinct_rows(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 1, 1, null, null);
        Assert.Equal([null, 1L], (await db.ListAsync(Select(C.BigInt).From(C).Distinct())).Order());
    }

    [Theory, EveryBackend]
    public async Task Text_compares_and_sorts_by_code_point(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        string[] texts = ["", "A", "Z", "a", "a ", "ab", "z", "é", "\uFFFD", "😀"];
        await using var db = await Texts(database, [.. texts.Reverse()]);
        Assert.Equal(texts, await db.ListAsync(Select(C.Text).From(C).OrderBy(C.Text)));
        Assert.Equal(["a"], await db.ListAsync(Select(C.Text).From(C).Where(C.Text == "a")));
        Assert.Equal(["😀"], await db.ListAsync(Select(C.Text).From(C).Where(Cast(C.Text, Types.Text) > "\uFFFD")));
    }

    [Theory, EveryBackend]
    public async Task A_prefix_and_a_part_are_found_to_the_letter(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(C);
        var text = Gen.Int[0, 11].Select(i => new Rune("aA%_\\*?[]^é"[..].EnumerateRunes().Append(new Rune(0x1F600)).ElementAt(i).Value).ToString())
            .Array[0, 5].Select(string.Concat);
        var column = Cast(C.Text, Types.Text);
        await Gen.Select(text.Array[1, 40], text).SampleAsync(async (texts, part) =>
        {
            await db.ExecuteAsync(DeleteFrom(C).AllRows());
            await db.InsertAsync(InsertInto(C).Each<string>(row => row.Set(C.Text, value => value)), texts);
            Assert.Equal(
                texts.Where(value => value.StartsWith(part, StringComparison.Ordinal)),
                await db.ListAsync(Select(column).From(C).Where(column.StartsWith(part)).OrderBy(C.Id)));
            Assert.Equal(
                texts.Where(value => value.Contains(part, StringComparison.Ordinal)),
                await db.ListAsync(Select(column).From(C).Where(column.Contains(part)).OrderBy(C.Id)));
            Assert.Equal(
                texts.Where(value => value == part),
                await db.ListAsync(Select(column).From(C).Where(column.Like(LikePattern.Escape(part)) & column == part).OrderBy(C.Id)));
        }, iter: 100, threads: 1);
    }

    [Theory, EveryBackend]
    public async Task A_text_as_somebody_wrote_it(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await database.ConnectAsync(S);
        var add = Text("INSERT INTO shelves (label) VALUES (:label || ':label')").Bind(Param<string>("label"));
        Assert.Equal(1, await db.ExecuteAsync(add, ("label", "'; DROP TABLE shelves; --")));
        var find = Text("SELECT id, label FROM shelves WHERE id = :id OR id = :id + 1 ORDER BY id").Bind(Param<long>("id")).Rows(Types.BigInt, Types.Text);
        Assert.Equal([(1L, "'; DROP TABLE shelves; --:label")], await db.ListAsync(find, ("id", 1)));
    }

    [Theory, EveryBackend]
    public async Task The_first_row_and_none(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Numbers(database, 5, 6);
        var query = Select(C.BigInt).From(C).OrderBy(C.Id);
        Assert.Equal(5L, await db.FirstAsync(query));
        Assert.Equal(5L, await db.FirstOrDefaultAsync(query));
        var none = query.Where(C.Id < 0L);
        Assert.Null(await db.FirstOrDefaultAsync(none));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.FirstAsync(none));
        Assert.Equal($"The query found no row: {none.Compile(db.Dialect).Sql}", error.Message);
    }

    private static async Task<Connection> Numbers(TestDatabase database, params long?[] values)
    {
        var db = await database.ConnectAsync(C);
        await db.InsertAsync(InsertInto(C).Each<long?>(row => row.Set(C.BigInt, value => value)), values);
        return db;
    }

    private static async Task<Connection> Texts(TestDatabase database, params string[] values)
    {
        var db = await database.ConnectAsync(C);
        await db.InsertAsync(InsertInto(C).Each<string>(row => row.Set(C.Text, value => value)), values);
        return db;
    }

    private static async Task<List<long>> Ids(Connection db, Expression<bool> condition, params Argument[] arguments) =>
        await db.ListAsync(Select(C.Id).From(C).Where(condition).OrderBy(C.Id), arguments);

    private static async Task Fill(Connection db)
    {
        await db.InsertAsync(InsertInto(S).Each<string>(row => row.Set(S.Label, label => label)), ["top", "low", "empty"]);
        await db.InsertAsync(
            InsertInto(I).Each<(long Shelf, string Label)>(row => row.Set(I.ShelfId, item => item.Shelf).Set(I.Label, item => item.Label)),
            [(1, "vase"), (1, "cup"), (2, "pot")]);
    }
}
