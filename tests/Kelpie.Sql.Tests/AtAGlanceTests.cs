using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests;

/// <summary>The toolkit on one page. The tests beside it go through it piece by piece.</summary>
public sealed class AtAGlanceTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    private static readonly Insert AddAuthor = InsertInto(A).Columns(A.FullName, A.Born);

    private static readonly Upsert AddBook = UpsertInto(B, B.AuthorId, B.Title)
        .Set(B.AuthorId, Param("author", B.AuthorId))
        .Set(B.Title, Param("title", B.Title))
        .Set(B.Pages, Param("pages", B.Pages))
        .SetIfOld(B.Copies, B.Copies + 1);

    private static readonly Select<(string, string, long)> LongBooks = Select(A.FullName, B.Title, B.Copies)
        .From(B)
        .Join(A, A.Id == B.AuthorId)
        .Where(B.Pages >= Param<int>("pages") & !B.IsLent)
        .OrderBy(A.FullName, B.Pages.Descending())
        .Limit(10);

    [Fact]
    public async Task Tables_are_typed_and_statements_are_values_that_run_with_parameters()
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse("sqlite://"), [SqliteDriver.Instance]);
        await using var db = await engine.ConnectAsync();
        await db.CreateAsync(A, B);

        await using (var transaction = await db.BeginAsync())
        {
            var melville = await db.FirstAsync(AddAuthor.Returning(A.Id), ("name", "Melville"), ("born", new DateOnly(1819, 8, 1)));
            await db.ExecuteAsync(AddBook, ("author", melville), ("title", "Moby-Dick"), ("pages", 635));
            await db.ExecuteAsync(AddBook, ("author", melville), ("title", "Bartleby"), ("pages", 64));
            await db.ExecuteAsync(AddBook, ("author", melville), ("title", "Moby-Dick"), ("pages", 720));
            await transaction.CommitAsync();
        }

        var found = new List<string>();
        await foreach (var (author, title, copies) in db.QueryAsync(LongBooks, ("pages", 300)))
        {
            found.Add($"{author}: {title}, {copies} copies");
        }

        Assert.Equal(["Melville: Moby-Dick, 2 copies"], found);
        Assert.Equal(2, await db.FirstAsync(Select(CountAll()).From(B)));
    }

    [Fact]
    public void The_same_statement_is_spelled_for_each_database() => SqlAssert.AssertSql(
        LongBooks,
        sqlite: """
            SELECT authors.name, books.title, books.copies
            FROM books JOIN authors ON authors.id = books.author_id
            WHERE books.pages >= @pages AND NOT books.is_lent
            ORDER BY authors.name, books.pages DESC
            LIMIT @p1
            """,
        postgresql: """
            SELECT authors.name, books.title, books.copies
            FROM books JOIN authors ON authors.id = books.author_id
            WHERE books.pages >= $1 AND NOT books.is_lent
            ORDER BY authors.name, books.pages DESC
            LIMIT $2
            """);
}
