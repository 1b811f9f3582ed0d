using Kelpie.Sql.Compilation;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Compilation;

public sealed class CompilationTests
{
    private static readonly BooksTable B = Library.Books;
    private static readonly Dialect Sqlite = SqliteDialect.Instance;
    private static readonly Dialect PostgreSql = PostgreSqlDialect.Instance;

    [Fact]
    public void A_statement_is_compiled_once_for_each_dialect()
    {
        var statement = Select(B.Id).From(B);
        var sqlite = statement.Compile(Sqlite);
        var postgresql = statement.Compile(PostgreSql);
        Assert.NotSame(sqlite, postgresql);
        Assert.Same(sqlite, statement.Compile(Sqlite));
        Assert.Same(postgresql, statement.Compile(PostgreSql));
    }

    [Fact]
    public void Many_threads_may_compile_a_statement_at_once()
    {
        for (var round = 0; round < 50; round++)
        {
            var statement = Select(B.Id).From(B).Where(B.Title == Param<string>("title"));
            var compiled = new CompiledStatement[8];
            Parallel.For(0, compiled.Length, i => compiled[i] = statement.Compile(i % 2 == 0 ? Sqlite : PostgreSql));
            Assert.All(compiled, (text, i) => Assert.Equal(
                $"SELECT books.id FROM books WHERE books.title = {(i % 2 == 0 ? "@title" : "$1")}", text.Sql));
        }
    }

    [Fact]
    public void A_statement_made_of_another_leaves_that_as_it_was()
    {
        var all = Select(B.Id).From(B);
        var some = all.Where(B.IsLent);
        _ = some.OrderBy(B.Id).Limit(1).Offset(2).GroupBy(B.Id).Having(B.IsLent).Distinct().CrossJoin(B.As("b"));
        AssertSql(all, "SELECT books.id FROM books");
        AssertSql(some, "SELECT books.id FROM books WHERE books.is_lent");

        var insert = InsertInto(B).Set(B.Copies, B.Id + B.Id);
        _ = insert.Set(B.Pages, 1).Columns(B.Title);
        Assert.Equal("INSERT INTO books (copies) VALUES (books.id + books.id)", insert.Compile(Sqlite).Sql);

        var upsert = UpsertInto(B, B.Id).Set(B.Id, 1);
        _ = upsert.Set(B.Pages, 2).SetIfNew(B.Copies, 3).SetIfOld(B.Rating, 4).When(B.IsLent);
        Assert.Equal("INSERT INTO books (id) VALUES ($1) ON CONFLICT (id) DO NOTHING", upsert.Compile(PostgreSql).Sql);

        var update = Update(B).Set(B.Copies, B.Id).Where(B.IsLent);
        _ = update.Set(B.Pages, 1).Where(B.Id == 7).AllRows();
        AssertSql(update, "UPDATE books SET copies = books.id WHERE books.is_lent");

        var delete = DeleteFrom(B).Where(B.IsLent);
        _ = delete.Where(B.Id == 7).AllRows();
        AssertSql(delete, "DELETE FROM books WHERE books.is_lent");

        var text = Text("SELECT 1");
        _ = text.On("sqlite", "SELECT 2").Bind(Param<long>("a"));
        AssertSql(text, "SELECT 1");
    }

    [Fact]
    public void Constants_are_sent_and_never_pasted()
    {
        var statement = Select(B.Id).From(B).Where(B.Title == "'; DROP TABLE books; --" & B.Pages > 5 & B.IsLent == true);
        Assert.DoesNotContain("DROP", statement.Compile(Sqlite).Sql, StringComparison.Ordinal);
        Assert.Equal(["'; DROP TABLE books; --", 5L, 1L], Constants(statement, Sqlite));
        Assert.Equal(["'; DROP TABLE books; --", 5, true], Constants(statement, PostgreSql));
    }

    [Fact]
    public void Parameters_are_in_the_order_of_first_use()
    {
        var statement = Select(B.Id).From(B).Where(B.Pages == Param<int>("b") & B.Title == "x" & B.Copies == Param<long>("a") & B.Pages != Param<int>("b"));
        foreach (var dialect in new[] { Sqlite, PostgreSql })
        {
            Assert.Equal(["b", "p1", "a"], statement.Compile(dialect).Parameters.Select(parameter => parameter.Name));
        }
    }

    [Fact]
    public void A_parameter_may_have_the_name_of_a_constant() => AssertCondition(
        B.Title == Param<string>("p1") & B.Subtitle == "x" & B.Pages == Param<int>("p0"),
        "books.title = @p0 AND books.subtitle = @p1 AND books.pages = @p2",
        "books.title = $1 AND books.subtitle = $2 AND books.pages = $3");

    [Fact]
    public void A_parameter_may_have_any_name() => AssertCondition(
        B.Title == Param<string>("the title") & B.Subtitle == Param<string?>("ü"),
        "books.title = @p0 AND books.subtitle = @p1",
        "books.title = $1 AND books.subtitle = $2");

    [Fact]
    public void A_parameter_of_one_name_and_two_types_is_refused()
    {
        var statement = Select(B.Id).From(B).Where(B.Title == Param<string>("x") & B.Pages == Param<int>("x"));
        var error = Assert.Throws<InvalidOperationException>(() => statement.Compile(Sqlite));
        Assert.Equal("The parameter x is a String in one place and a Int32 in another; give the two different names.", error.Message);
    }

    [Theory]
    [InlineData(32_766)]
    public void SQLite_takes_so_many_parameters(int most) => AssertMost(Sqlite, most);

    [Theory]
    [InlineData(65_535)]
    public void PostgreSql_takes_so_many_parameters(int most) => AssertMost(PostgreSql, most);

    [Fact]
    public void A_compiled_statement_shows_its_text() =>
        Assert.Equal("SELECT books.id FROM books", Select(B.Id).From(B).Compile(Sqlite).ToString());

    [Fact]
    public void What_the_dialects_are_called_and_can_do()
    {
        Assert.Equal(["sqlite", "postgresql"], [Sqlite.Name, PostgreSql.Name]);
        Assert.Equal([true, true], [Sqlite.HasTransactionalDdl, PostgreSql.HasTransactionalDdl]);
    }

    private static void AssertMost(Dialect dialect, int most)
    {
        Statement WithParameters(int count) => Select(B.Id).From(B).Where(B.Id.In([.. Enumerable.Range(0, count).Select(i => (long)i)]));
        Assert.Equal(most, WithParameters(most).Compile(dialect).Parameters.Length);
        var error = Assert.Throws<NotSupportedException>(() => WithParameters(most + 1).Compile(dialect));
        Assert.Equal(
            $"The statement has {most + 1} parameters; {dialect.Name} takes {most} at the most. Split it, or use InsertMany.", error.Message);
    }
}
