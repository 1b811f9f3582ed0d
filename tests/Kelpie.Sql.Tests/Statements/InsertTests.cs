using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements;

public sealed class InsertTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Values() => AssertSql(
        InsertInto(A).Set(A.FullName, "Ovid").Set(A.Born, Param("born", A.Born)),
        "INSERT INTO authors (name, born) VALUES (@p0, @born)",
        "INSERT INTO authors (name, born) VALUES ($1, $2)");

    [Fact]
    public void Columns_by_parameters_of_their_names() => AssertSql(
        InsertInto(A).Columns(A.FullName, A.Born),
        "INSERT INTO authors (name, born) VALUES (@name, @born)",
        "INSERT INTO authors (name, born) VALUES ($1, $2)");

    [Fact]
    public void Columns_whose_names_are_no_parameters_names_are_numbered() => AssertSql(
        InsertInto(Library.Odd).Columns(Library.Odd.Id, Library.Odd.Quoted, Library.Odd.Group),
        "INSERT INTO \"order\" (\"Id\", \"a \"\"b\"\" c\", \"group\") VALUES (@Id, @p1, @group)",
        "INSERT INTO \"order\" (\"Id\", \"a \"\"b\"\" c\", \"group\") VALUES ($1, $2, $3)");

    [Fact]
    public void A_query_of_one_value() => AssertSql(
        InsertInto(A).Set(A.FullName, Scalar(Select(B.Title).From(B).Limit(1), Types.Text)),
        "INSERT INTO authors (name) VALUES ((SELECT books.title FROM books LIMIT @p0))",
        "INSERT INTO authors (name) VALUES ((SELECT books.title FROM books LIMIT $1))");

    [Fact]
    public void Null() => Assert.Equal(
        [DBNull.Value], Constants(InsertInto(A).Set(A.Born, (DateOnly?)null), SqliteDialect.Instance));

    [Fact]
    public void Null_text_is_a_null_and_no_gap() => AssertSql(
        InsertInto(B).Set(B.Subtitle, (string?)null), "INSERT INTO books (subtitle) VALUES (@p0)", "INSERT INTO books (subtitle) VALUES ($1)");

    [Fact]
    public void Returning() => AssertSql(
        InsertInto(A).Columns(A.FullName).Returning(A.Id, A.FullName.As("of whom")),
        "INSERT INTO authors (name) VALUES (@name) RETURNING authors.id, authors.name AS \"of whom\"",
        "INSERT INTO authors (name) VALUES ($1) RETURNING authors.id, authors.name AS \"of whom\"");

    [Fact]
    public void Into_a_table_by_another_name()
    {
        var writers = A.As("writers");
        AssertSql(
            InsertInto(writers).Columns(writers.FullName).Returning(writers.Id),
            "INSERT INTO authors AS writers (name) VALUES (@name) RETURNING id",
            "INSERT INTO authors AS writers (name) VALUES ($1) RETURNING id");
    }

    [Fact]
    public void An_insert_that_sets_nothing_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => InsertInto(A).Compile(SqliteDialect.Instance));
        Assert.Equal("The insert into authors sets no column; say Set(column, value).", error.Message);
    }

    [Fact]
    public void A_column_set_twice_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => InsertInto(A).Set(A.FullName, "a").Set(A.FullName, "b").Compile(PostgreSqlDialect.Instance));
        Assert.Equal("The insert into authors sets the column name twice.", error.Message);
    }

    [Fact]
    public void A_column_of_another_table_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => InsertInto(A).Set(A.FullName, "a").Set(B.Title, "b").Compile(PostgreSqlDialect.Instance));
        Assert.Equal("The insert into authors sets books.title, a column of another table.", error.Message);
    }

    [Fact]
    public void Many_rows_are_statements_of_powers_of_two()
    {
        var many = InsertInto(A).Each<string>(row => row.Set(A.FullName, name => name)).Compile(PostgreSqlDialect.Instance);
        Assert.Equal(12, many.LargestPower);
        Assert.Equal([1, 2, 4, 8], Enumerable.Range(0, 4).Select(power => many.Statement(power).Parameters.Length));
        Assert.Equal("INSERT INTO authors (name) VALUES ($1)", many.Statement(0).Sql);
        Assert.Equal("INSERT INTO authors (name) VALUES ($1), ($2), ($3), ($4)", many.Statement(2).Sql);
    }

    [Fact]
    public void Many_rows_of_several_columns()
    {
        var many = InsertInto(A).Each<(string Name, DateOnly? Born)>(
            row => row.Set(A.FullName, author => author.Name).Set(A.Born, author => author.Born));
        Assert.Equal(
            "INSERT INTO authors (name, born) VALUES (?, ?), (?, ?)", many.Compile(SqliteDialect.Instance).Statement(1).Sql);
        Assert.Equal(
            "INSERT INTO authors (name, born) VALUES ($1, $2), ($3, $4)", many.Compile(PostgreSqlDialect.Instance).Statement(1).Sql);
    }

    [Fact]
    public void Many_rows_of_which_some_are_there()
    {
        var many = InsertInto(A).Each<string>(row => row.Set(A.FullName, name => name)).SkipExisting(A.FullName);
        Assert.Equal(
            "INSERT INTO authors (name) VALUES (?) ON CONFLICT (name) DO NOTHING", many.Compile(SqliteDialect.Instance).Statement(0).Sql);
        Assert.Equal(
            "INSERT INTO authors (name) VALUES ($1) ON CONFLICT (name) DO NOTHING",
            many.Compile(PostgreSqlDialect.Instance).Statement(0).Sql);
    }

    [Fact]
    public void Many_rows_of_no_column_are_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => InsertInto(A).Each<string>(row => row).Compile(SqliteDialect.Instance));
        Assert.Equal("The insert into authors sets no column; say Set(column, value).", error.Message);
    }

    [Fact]
    public void What_was_set_before_Each_is_not_forgotten()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => InsertInto(A).Set(A.Born, new DateOnly(1, 1, 1)).Each<string>(row => row.Set(A.FullName, name => name)));
        Assert.Equal("Each(...) says all that the rows get; move what is set before it into it.", error.Message);
    }
}
