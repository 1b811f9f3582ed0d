using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.Docs;

/// <summary>The code of docs/sql/changes.md, run. What stands there stands here, word for word.</summary>
public sealed class ChangesTests
{
    private static readonly Authors A = Shelf.A;
    private static readonly Books B = Shelf.B;

    [Fact]
    public async Task A_row()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var add = InsertInto(B).Set(B.AuthorId, 1L).Columns(B.Title, B.Pages);
        int added = await db.ExecuteAsync(add, ("title", "Romola"), ("pages", 583));

        Assert.Equal(1, added);
        Assert.Equal((583, 1L, null), await db.FirstAsync(Select(B.Pages, B.Copies, B.Bought).From(B).Where(B.Title == "Romola")));
        AssertSpelled(add, SqliteDialect.Instance, """
            INSERT INTO books (author_id, title, pages) VALUES (@p0, @title, @pages)
            """);
    }

    [Fact]
    public async Task Rows_handed_back()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var addAuthor = InsertInto(A).Columns(A.FullName).Returning(A.Id);
        var lend = Update(B).Set(B.Copies, B.Copies - 1).Where(B.Id == Param<long>("book") & B.Copies > 0).Returning(B.Copies);

        long austen = await db.FirstAsync(addAuthor, ("name", "Austen"));
        long? left = await db.FirstOrNullAsync(lend, ("book", 2L));

        Assert.Equal((4, 0), (austen, left));
        Assert.Null(await db.FirstOrNullAsync(lend, ("book", 2L)));
        AssertRefused(lend, MySqlDialect.MariaDb, "mariadb hands back nothing from an update; select the rows by their key in the same transaction.");
        AssertRefused(
            DeleteFrom(B).AllRows().Returning(B.Id),
            MySqlDialect.MySql,
            "mysql hands back nothing from a delete; select the rows by their key in the same transaction.");
        Assert.NotNull(addAuthor.Compile(MySqlDialect.MySql));

        long copies;
        await using (var transaction = await db.BeginAsync())
        {
            await db.ExecuteAsync(Update(B).Set(B.Copies, B.Copies + 2).Where(B.Id == Param<long>("book")), ("book", 2L));
            copies = await db.FirstAsync(Select(B.Copies).From(B).Where(B.Id == Param<long>("book")), ("book", 2L));
            await transaction.CommitAsync();
        }

        Assert.Equal(2, copies);
    }

    [Fact]
    public async Task Many_rows()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;
        (string Title, int Pages)[] delivery = [("Romola", 583), ("Middlemarch", 880)];
        var archive = Enumerable.Range(1, 10_000).Select(number => ($"Letters, {number}", number));

        var addBooks = InsertInto(B).Each<(string Title, int Pages)>(row => row
            .Set(B.AuthorId, _ => 1)
            .Set(B.Title, book => book.Title)
            .Set(B.Pages, book => book.Pages));

        long inserted = await db.InsertAsync(addBooks.SkipExisting(B.AuthorId, B.Title), delivery);

        long loaded = await db.LoadAsync(addBooks, archive);

        Assert.Equal((1, 10_000), (inserted, loaded));
        Assert.Equal(10_004, await db.FirstAsync(Select(CountAll()).From(B)));
    }

    [Fact]
    public async Task Rows_of_a_query()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var fromTitles = InsertInto(A).From(Select(B.Title).From(B).Where(B.Pages > 500), A.FullName).SkipExisting(A.FullName);

        Assert.Equal(1, await db.ExecuteAsync(fromTitles));
        Assert.Equal(0, await db.ExecuteAsync(fromTitles));
        AssertSpelled(fromTitles, SqliteDialect.Instance, """
            INSERT INTO authors (name) SELECT books.title FROM books WHERE books.pages > @p0 ON CONFLICT (name) DO NOTHING
            """);
    }

    [Fact]
    public async Task A_row_that_may_be_there()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var buy = UpsertInto(B, B.AuthorId, B.Title)
            .Columns(B.AuthorId, B.Title, B.Pages)
            .SetIfNew(B.Copies, 1L)
            .SetIfOld(B.Copies, B.Copies + 1);

        var correct = buy.When(B.Pages < Proposed(B.Pages));
        var ensure = UpsertInto(A, A.FullName).Columns(A.FullName);

        Argument[] thin = [("author_id", 1L), ("title", "Romola"), ("pages", 500)];
        Assert.Equal(1, await db.ExecuteAsync(buy, thin));
        Assert.Equal(1, await db.ExecuteAsync(buy, thin));
        Assert.Equal(0, await db.ExecuteAsync(correct, thin));
        Assert.Equal(1, await db.ExecuteAsync(correct, ("author_id", 1L), ("title", "Romola"), ("pages", 583)));
        Assert.Equal((583, 3L), await db.FirstAsync(Select(B.Pages, B.Copies).From(B).Where(B.Title == "Romola")));
        Assert.Equal(1, await db.ExecuteAsync(ensure, ("name", "Austen")));
        Assert.Equal(0, await db.ExecuteAsync(ensure, ("name", "Austen")));
        AssertSpelled(buy, SqliteDialect.Instance, """
            INSERT INTO books (author_id, title, pages, copies) VALUES (@author_id, @title, @pages, @p3)
            ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages, copies = books.copies + @p4
            """);
        AssertSpelled(buy, MySqlDialect.MySql, """
            INSERT INTO books (author_id, title, pages, copies) VALUES (@author_id, @title, @pages, @p3) AS proposed
            ON DUPLICATE KEY UPDATE pages = proposed.pages, copies = books.copies + @p4
            """);
        AssertSpelled(buy, SqlServerDialect.Instance, """
            MERGE INTO books WITH (HOLDLOCK) USING (VALUES (@author_id, @title, @pages, @p3)) AS proposed (author_id, title, pages, copies)
            ON books.author_id = proposed.author_id AND books.title = proposed.title AND DATALENGTH(books.title) = DATALENGTH(proposed.title)
            WHEN MATCHED THEN UPDATE SET pages = proposed.pages, copies = books.copies + @p4
            WHEN NOT MATCHED THEN INSERT (author_id, title, pages, copies) VALUES (proposed.author_id, proposed.title, proposed.pages, proposed.copies);
            """);
        AssertRefused(
            UpsertInto(B, B.AuthorId, B.Title).Columns(B.Id, B.AuthorId, B.Title),
            MySqlDialect.MySql,
            "The upsert into books goes by (author_id, title), but on MySQL a row that meets the primary key would be updated as well; "
            + "leave a column of each out of the insert, or use Insert and Update in a transaction.");
    }

    [Fact]
    public async Task Values_see_the_row_as_it_was()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var swap = Update(B).Set(B.Copies, Cast(B.Pages, Types.BigInt)).Set(B.Pages, Cast(B.Copies, Types.Integer)).AllRows();

        Assert.Equal(3, await db.ExecuteAsync(swap));
        Assert.Equal((1, 880L), await db.FirstAsync(Select(B.Pages, B.Copies).From(B).Where(B.Id == 1)));
        AssertRefused(
            swap,
            MySqlDialect.MySql,
            "The update of books sets copies, pages each from what another of them was, and MySQL sets one after the other; "
            + "read the old values first and give them as parameters, or go by a column more.");
        Assert.Throws<InvalidOperationException>(() => Update(B).Set(B.Pages, 0).Compile(SqliteDialect.Instance));
    }

    [Fact]
    public async Task Through_other_tables()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var sign = Update(B).Set(B.Title, A.FullName.Concat(": ").Concat(B.Title)).From(A).Where(A.Id == B.AuthorId & B.Pages > 500);
        var remove = DeleteFrom(B).Using(A).Where(A.Id == B.AuthorId & A.FullName == Param<string>("name"));

        var removeAnywhere = DeleteFrom(B).Where(Exists(Select(A.Id).From(A).Where(A.Id == B.AuthorId & A.FullName == Param<string>("name"))));

        Assert.Equal(1, await db.ExecuteAsync(sign));
        Assert.Equal(1, await db.ExecuteAsync(removeAnywhere, ("name", "Melville")));
        Assert.Equal(["Eliot: Middlemarch", "Silas Marner"], await db.ListAsync(Select(B.Title).From(B).OrderBy(B.Id)));
        AssertSpelled(sign, PostgreSqlDialect.Instance, """
            UPDATE books SET title = authors.name || $1 || books.title FROM authors WHERE authors.id = books.author_id AND books.pages > $2
            """);
        AssertSpelled(sign, MySqlDialect.MySql, """
            UPDATE books CROSS JOIN authors SET books.title = authors.name || @p0 || books.title
            WHERE authors.id = books.author_id AND books.pages > @p1
            """);
        AssertSpelled(removeAnywhere, SqliteDialect.Instance, """
            DELETE FROM books WHERE EXISTS (SELECT authors.id FROM authors WHERE authors.id = books.author_id AND authors.name = @name)
            """);
        Assert.NotNull(remove.Compile(PostgreSqlDialect.Instance));
        AssertRefused(remove, SqliteDialect.Instance, "sqlite has no DELETE that looks at other tables; say Where(Exists(...)) or Where(key.In(...)).");
    }

    [Fact]
    public async Task Sql_of_your_own()
    {
        await using var shelf = await Shelf.OpenAsync();
        var db = shelf.Db;

        var trim = Text("UPDATE books SET title = trim(title) WHERE id = :book").Bind(Param<long>("book"));

        Assert.Equal(1, await db.ExecuteAsync(trim, ("book", 1L)));
        AssertRefused(TextOn("sqlite", "PRAGMA optimize"), MySqlDialect.MySql, "This text has no form for mysql; add one with On(\"mysql\", ...).");
    }

    [Fact]
    public async Task All_or_nothing()
    {
        var shelf = await Shelf.OpenAsync();
        await using var engine = shelf.Engine;
        await shelf.Db.DisposeAsync();
        var addAuthor = InsertInto(A).Columns(A.FullName).Returning(A.Id);
        var buy = UpsertInto(B, B.AuthorId, B.Title).Columns(B.AuthorId, B.Title, B.Pages);

        await engine.TransactAsync(async (db, token) =>
        {
            var author = await db.FirstAsync(addAuthor, [("name", "Gaskell")], token);
            await db.ExecuteAsync(buy, [("author_id", author), ("title", "Cranford"), ("pages", 257)], token);
        });

        await using var after = await engine.ConnectAsync();
        Assert.Equal("Gaskell", await after.FirstAsync(Select(A.FullName).From(B).Join(A, A.Id == B.AuthorId).Where(B.Title == "Cranford")));
    }

    private static void AssertSpelled(Statement statement, Dialect dialect, string sql) =>
        Assert.Equal(sql.ReplaceLineEndings(" "), statement.Compile(dialect).Sql);

    private static void AssertRefused(Statement statement, Dialect dialect, string message) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => statement.Compile(dialect)).Message);
}
