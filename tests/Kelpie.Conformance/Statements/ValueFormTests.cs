using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Statements;

/// <summary>Expressions of every form have the same value on every database.</summary>
public sealed class ValueFormTests
{
    private static readonly ItemsTable I = Stock.Items;

    [Theory, EveryBackend]
    public async Task Case_by_case(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        var size = Case(I.Amount > 4L, Value("many")).When(I.Amount == 1L, Value("one")).Else(Value("some"));
        Assert.Equal(["many", "some", "some", "one", "many"], await db.ListAsync(Select(size).From(I).OrderBy(I.Id)));
        Assert.Equal([null, 3L, 3L, 1L, null], await db.ListAsync(Select(Case(I.Amount < 4L, I.Amount).End()).From(I).OrderBy(I.Id)));
        Assert.Equal([true, false, false, false, true], await db.ListAsync(Select(Case(I.Amount > 4L, Value(true)).Else(Value(false))).From(I).OrderBy(I.Id)));
    }

    [Theory, EveryBackend]
    public async Task Sameness(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        async Task<List<long>> Ids(Expression<bool> condition, params Argument[] arguments) =>
            await db.ListAsync(Select(I.Id).From(I).Where(condition).OrderBy(I.Id), arguments);
        Assert.Equal([2L, 4L], await Ids(I.Note.IsNotDistinctFrom(Param<string?>("note", Types.Text.Nullable())), ("note", null)));
        Assert.Equal([3L], await Ids(I.Note.IsNotDistinctFrom(Param<string?>("note", Types.Text.Nullable())), ("note", "a")));
        Assert.Equal([1L, 2L, 4L, 5L], await Ids(I.Note.IsDistinctFrom("a")));
        Assert.Equal([1L, 3L, 5L], await Ids(!I.Note.IsNotDistinctFrom(Null(Types.Text.Nullable()))));
    }

    [Theory, EveryBackend]
    public async Task Functions_of_text(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        async Task<T> Of<T>(Func<Expression<string>, Expression<T>> function, string text) =>
            await db.FirstAsync(Select(function(Param<string>("text"))), ("text", text));
        Assert.Equal(0, await Of(Length, ""));
        Assert.Equal(4, await Of(Length, "aé日😀"));
        Assert.Equal(3, await Of(Length, "a  "));
        Assert.Equal("abc", await Of(Lower, "ABC"));
        Assert.Equal("ABC", await Of(Upper, "abc"));
        Assert.Equal("a b", await Of(Trim, "  a b "));
        Assert.Equal("b😀", await Of(text => Substring(text, Value(2), Value(2)), "ab😀d"));
        Assert.Equal("xbxb", await Of(text => Replace(text, Value("a"), Value("x")), "abab"));
        Assert.Equal("it's 100%", await Of(text => text.Concat(Value(" 100%")), "it's"));
        Assert.Null(await Of(text => NullIf(text, Value("")), ""));
        Assert.Equal("x", await Of(text => NullIf(text, Value("")), "x"));
    }

    [Theory, EveryBackend]
    public async Task Functions_of_numbers_and_moments(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        Assert.Equal(5, await db.FirstAsync(Select(Abs(Param<long>("n"))), ("n", -5L)));
        var moment = new DateTime(2024, 2, 29, 23, 59, 58, 999, DateTimeKind.Utc);
        var parts = Enum.GetValues<DatePart>().Select(part => Extract(part, Param<DateTime>("moment"))).ToArray();
        var found = new List<int>();
        foreach (var part in parts)
        {
            found.Add(await db.FirstAsync(Select(part), ("moment", moment)));
        }

        Assert.Equal([2024, 2, 29, 23, 59, 58], found);
        var now = await db.FirstAsync(Select(Now()));
        Assert.Equal(DateTimeKind.Utc, now.Kind);
        Assert.InRange(now, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
    }

    [Theory, EveryBackend]
    public async Task Casts(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        Assert.Equal(42L, await db.FirstAsync(Select(Cast(Param<string>("text"), Types.BigInt)), ("text", "42")));
        Assert.Equal("42", await db.FirstAsync(Select(Cast(Param<long>("n"), Types.Varchar(20))), ("n", 42L)));
        Assert.Equal(0.5, await db.FirstAsync(Select(Cast(Param<string>("text"), Types.DoublePrecision)), ("text", "0.5")));
    }

    [Theory, EveryBackend]
    public async Task Users_text_in_LIKE_and_everywhere_else(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var db = await Stock.FillAsync(database);
        string[] texts = ["100%", "100x", "a_b", "axb", @"back\slash", "it's", "[x]", "*?"];
        foreach (var (text, i) in texts.Select((text, i) => (text, i)))
        {
            await db.ExecuteAsync(InsertInto(I).Set(I.Id, 100L + i).Set(I.ShelfId, 3L).Set(I.Label, text));
        }

        foreach (var text in texts)
        {
            var found = Select(I.Label).From(I).OrderBy(I.Id);
            Assert.Equal([text], await db.ListAsync(found.Where(I.Label.Like(LikePattern.Escape(text)))));
            Assert.Equal([text], await db.ListAsync(found.Where(I.Label.StartsWith(text))));
            Assert.Equal([text], await db.ListAsync(found.Where(I.Label.Contains(text))));
            Assert.Equal([text], await db.ListAsync(found.Where(I.Label == text)));
        }

        Assert.Equal([], await db.ListAsync(Select(I.Label).From(I).Where(I.Label.StartsWith("A_"))));
    }
}
