using Kelpie.Sql.Expressions;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>The code of docs/sql/README.md, run. What stands there stands here, word for word.</summary>
public sealed class TourTests
{
    private static readonly Authors A = Shelf.A;
    private static readonly Books B = Shelf.B;

    private static readonly Select<(string, string)> LongBooks =
        Select(A.FullName, B.Title)
            .From(B)
            .Join(A, A.Id == B.AuthorId)
            .Where(B.Pages >= Param<int>("pages"))
            .OrderBy(A.FullName, B.Pages.Descending());

    private sealed record Book(long Id, string Title, int Pages, DateOnly? Bought);

    [Fact]
    public async Task Connect_and_create()
    {
        await using var engine = Engine.Create(DatabaseUrl.Parse("sqlite://"), [SqliteDriver.Instance]);
        await using var db = await engine.ConnectAsync();

        foreach (Table table in new Table[] { A, B })
        {
            foreach (var sql in db.Dialect.Ddl.Compile(new CreateTable(table.Definition)))
            {
                await db.ExecuteScriptAsync(sql);
            }
        }

        Assert.Equal(["authors", "books"], await engine.Driver.Inspector.TableNamesAsync(db));
    }

    [Fact]
    public async Task Read()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;
        var lines = new List<string>();

        await foreach (var (author, title) in db.QueryAsync(LongBooks, ("pages", 300)))
        {
            lines.Add($"{author}: {title}");
        }

        List<(string, string)> all = await db.ListAsync(LongBooks, ("pages", 0));
        long count = await db.FirstAsync(Select(CountAll()).From(B));
        string? first = await db.FirstOrDefaultAsync(Select(B.Title).From(B).OrderBy(B.Title).Limit(1));

        Assert.Equal(["Eliot: Middlemarch"], lines);
        Assert.Equal([("Eliot", "Middlemarch"), ("Eliot", "Silas Marner"), ("Melville", "Bartleby")], all);
        Assert.Equal((3, "Bartleby"), (count, first));
    }

    [Fact]
    public async Task Rows_of_your_own()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var books = SelectRows(row => new Book(row.Get(B.Id), row.Get(B.Title), row.Get(B.Pages), row.Get(B.Bought)))
            .From(B)
            .Where(B.Bought == null);

        Assert.Equal([new Book(2, "Silas Marner", 208, null)], await db.ListAsync(books));
    }

    [Fact]
    public void Conditions()
    {
        string[] titles = ["Emma", "Persuasion"];

        Expression<bool> wanted =
            B.Pages.Between(100, 400) & (B.Title.StartsWith("M") | B.Title.In(titles)) & B.Bought != null;

        AssertSpelled(
            Select(B.Id).From(B).Where(wanted),
            """
            SELECT books.id FROM books WHERE books.pages BETWEEN @p0 AND @p1 AND (books.title GLOB @p2 OR books.title IN (@p3, @p4)) AND books.bought IS NOT NULL
            """,
            """
            SELECT books.id FROM books WHERE books.pages BETWEEN $1 AND $2 AND (books.title LIKE $3 ESCAPE '\' OR books.title IN ($4, $5)) AND books.bought IS NOT NULL
            """);
    }

    [Fact]
    public async Task Write()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var addAuthor = InsertInto(A).Columns(A.FullName).Returning(A.Id);

        var buy = UpsertInto(B, B.AuthorId, B.Title)
            .Columns(B.AuthorId, B.Title, B.Pages)
            .SetIfOld(B.Copies, B.Copies + 1);

        var lend = Update(B).Set(B.Copies, B.Copies - 1).Where(B.Id == Param<long>("book") & B.Copies > 0);

        await using (var transaction = await db.BeginAsync())
        {
            var author = await db.FirstAsync(addAuthor, ("name", "Austen"));
            await db.ExecuteAsync(buy, ("author_id", author), ("title", "Emma"), ("pages", 474));
            await db.ExecuteAsync(buy, ("author_id", author), ("title", "Emma"), ("pages", 480));
            await transaction.CommitAsync();
        }

        var emma = await db.FirstAsync(Select(B.Id, B.Pages, B.Copies).From(B).Where(B.Title == "Emma"));
        Assert.Equal((480, 2L), (emma.Item2, emma.Item3));
        Assert.Equal(1, await db.ExecuteAsync(lend, ("book", emma.Item1)));
        Assert.Equal(1, await db.ExecuteAsync(lend, ("book", emma.Item1)));
        Assert.Equal(0, await db.ExecuteAsync(lend, ("book", emma.Item1)));
    }

    [Fact]
    public async Task Write_many()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;
        (string Title, int Pages)[] delivery = [("Emma", 474), ("Persuasion", 249), ("Bartleby", 64)];

        var add = InsertInto(B).Each<(string Title, int Pages)>(row => row
            .Set(B.AuthorId, _ => 2)
            .Set(B.Title, book => book.Title)
            .Set(B.Pages, book => book.Pages));

        long added = await db.InsertAsync(add.SkipExisting(B.AuthorId, B.Title), delivery);

        Assert.Equal(2, added);
    }

    [Fact]
    public async Task Text_of_your_own()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var longest = Text("SELECT title, length(title) FROM books WHERE pages < :pages ORDER BY 2 DESC LIMIT 1")
            .Bind(Param<int>("pages"))
            .Rows(Types.Text, Types.BigInt);

        var tidy = TextOn("sqlite", "PRAGMA optimize").On("postgresql", "ANALYZE");

        Assert.Equal(("Silas Marner", 12L), await db.FirstAsync(longest, ("pages", 300)));
        await db.ExecuteAsync(tidy);
        Assert.Equal("ANALYZE", tidy.Compile(PostgreSqlDialect.Instance).Sql);
    }

    [Fact]
    public async Task Errors()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;
        var addAuthor = InsertInto(A).Columns(A.FullName);
        var known = false;

        try
        {
            await db.ExecuteAsync(addAuthor, ("name", "Melville"));
        }
        catch (DatabaseException error) when (error.Kind == DatabaseErrorKind.Unique)
        {
            known = true;
        }

        Assert.True(known);
    }

    [Fact]
    public void Sql_without_a_database()
    {
        string sql = LongBooks.Compile(PostgreSqlDialect.Instance).Sql;

        Assert.Equal(
            "SELECT authors.name, books.title FROM books JOIN authors ON authors.id = books.author_id WHERE books.pages >= $1 ORDER BY authors.name, books.pages DESC",
            sql);
    }

    private static void AssertSpelled(Statement statement, string sqlite, string postgresql)
    {
        Assert.Equal(sqlite, statement.Compile(SqliteDialect.Instance).Sql);
        Assert.Equal(postgresql, statement.Compile(PostgreSqlDialect.Instance).Sql);
    }
}
