using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements;

/// <summary>Statements that change rows of one table by those of others.</summary>
public sealed class ThroughOthersTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void An_update_takes_values_from_another_table() => AssertSql(
        Update(B).Set(B.Subtitle, A.FullName.OrNull()).From(A).Where(B.AuthorId == A.Id & B.Subtitle == null),
        "UPDATE books SET subtitle = authors.name FROM authors WHERE books.author_id = authors.id AND books.subtitle IS NULL");

    [Fact]
    public void A_delete_looks_at_another_table_where_the_database_can()
    {
        var delete = DeleteFrom(B).Using(A).Where(B.AuthorId == A.Id & A.Born == null);
        Assert.Equal(
            "DELETE FROM books USING authors WHERE books.author_id = authors.id AND authors.born IS NULL",
            delete.Compile(PostgreSqlDialect.Instance).Sql);
        var refused = Assert.Throws<NotSupportedException>(() => delete.Compile(SqliteDialect.Instance));
        Assert.Equal("sqlite has no DELETE that looks at other tables; say Where(Exists(...)) or Where(key.In(...)).", refused.Message);
    }

    [Fact]
    public void An_insert_takes_what_a_query_finds() => AssertSql(
        InsertInto(A).From(Select(B.Title).From(B).Where(B.Copies > 1L), A.FullName).SkipExisting(A.FullName),
        "INSERT INTO authors (name) SELECT books.title FROM books WHERE books.copies > @p0 ON CONFLICT (name) DO NOTHING",
        "INSERT INTO authors (name) SELECT books.title FROM books WHERE books.copies > $1 ON CONFLICT (name) DO NOTHING");

    [Fact]
    public void The_query_and_the_columns_agree_in_number_and_type()
    {
        var number = Assert.Throws<ArgumentException>(() => InsertInto(A).From(Select(B.Title).From(B), A.FullName, A.Born));
        Assert.StartsWith("The insert into authors names 2 columns, and its query selects 1.", number.Message, StringComparison.Ordinal);
        var type = Assert.Throws<ArgumentException>(() => InsertInto(A).From(Select(B.Id).From(B), A.FullName));
        Assert.Contains("select Cast(...) of it.", type.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_NULL() => AssertSql(
        Update(B).Set(B.Subtitle, null).Where(B.Id == 1L),
        "UPDATE books SET subtitle = @p0 WHERE books.id = @p1",
        "UPDATE books SET subtitle = $1 WHERE books.id = $2");

    [Fact]
    public void Rows_are_locked_where_the_database_locks_rows()
    {
        var query = Select(B.Id).From(B).Where(B.IsLent == false).Limit(1L).ForUpdate(skipLocked: true);
        Assert.Equal(
            "SELECT books.id FROM books WHERE books.is_lent = $1 LIMIT $2 FOR UPDATE SKIP LOCKED", query.Compile(PostgreSqlDialect.Instance).Sql);
        Assert.Throws<NotSupportedException>(() => query.Compile(SqliteDialect.Instance));
    }
}
