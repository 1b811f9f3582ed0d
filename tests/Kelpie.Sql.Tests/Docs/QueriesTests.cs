using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>The code of docs/sql/queries.md, run. What stands there stands here, word for word.</summary>
public sealed class QueriesTests
{
    private static readonly Authors A = Shelf.A;
    private static readonly Books B = Shelf.B;

    [Fact]
    public async Task Joins()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var everyone = Select(A.FullName, B.Title.OrNull())
            .From(A)
            .LeftJoin(B, B.AuthorId == A.Id)
            .OrderBy(A.FullName, B.Title);

        Assert.Equal([("Eliot", "Middlemarch"), ("Eliot", "Silas Marner"), ("Melville", "Bartleby"), ("Nobody", null)], await db.ListAsync(everyone));
    }

    [Fact]
    public async Task A_query_as_a_table()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var pages = Sum(B.Pages).As("pages");
        var totals = Select(B.AuthorId, pages).From(B).GroupBy(B.AuthorId).AsCommonTable("totals");
        var busiest = Select(A.FullName, totals.Get(pages))
            .From(A)
            .Join(totals, totals.Get(B.AuthorId) == A.Id)
            .OrderBy(totals.Get(pages).Descending())
            .Limit(1);

        Assert.Equal([("Eliot", (long?)1088)], await db.ListAsync(busiest));
    }

    [Fact]
    public async Task Two_queries_made_one()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var names = Select(A.FullName).From(A).Union(Select(B.Title).From(B)).OrderBy(A.FullName);

        Assert.Equal(["Bartleby", "Eliot", "Melville", "Middlemarch", "Nobody", "Silas Marner"], await db.ListAsync(names));
    }

    [Fact]
    public async Task Windows_and_case()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var place = RowNumber().Over(Window.All.PartitionBy(B.AuthorId).OrderBy(B.Pages.Descending()));
        var size = Case(B.Pages > 500, Value("long")).When(B.Pages > 100, Value("middling")).Else(Value("short"));
        var ranked = Select(B.Title, place, size).From(B).OrderBy(B.AuthorId, place);

        Assert.Equal([("Middlemarch", 1L, "long"), ("Silas Marner", 2L, "middling"), ("Bartleby", 1L, "short")], await db.ListAsync(ranked));
    }

    [Fact]
    public async Task Pages()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var page = Select(B.Pages, B.Id).From(B).OrderBy(B.Pages, B.Id).Limit(2);
        var first = await db.ListAsync(page);
        var second = await db.ListAsync(page.After(Value(first[^1].Item1), Value(first[^1].Item2)));

        Assert.Equal([[(64, 3L), (208, 2L)], [(880, 1L)]], new[] { first, second });
    }

    [Fact]
    public async Task Null_and_like()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var unsold = B.Bought.IsNotDistinctFrom(Null(Types.Date.Nullable()));
        var matching = B.Title.Like("%" + LikePattern.Escape("100%") + "%");

        Assert.Equal([2L], await db.ListAsync(Select(B.Id).From(B).Where(unsold)));
        Assert.Equal([], await db.ListAsync(Select(B.Id).From(B).Where(matching)));
    }

    [Fact]
    public async Task Json()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var doc = Param("doc", Types.Json);
        var author = Select(doc.JsonText("authors", 0, "name"), doc.JsonInteger("pages"));
        var made = Select(JsonObject(("title", B.Title), ("pages", B.Pages))).From(B).OrderBy(B.Id).Limit(1);

        Assert.Equal(("Austen", (long?)474), await db.FirstAsync(author, ("doc", """{"authors": [{"name": "Austen"}], "pages": 474}""")));
        Assert.Equal("""{"title":"Middlemarch","pages":880}""", await db.FirstAsync(made));
    }
}
