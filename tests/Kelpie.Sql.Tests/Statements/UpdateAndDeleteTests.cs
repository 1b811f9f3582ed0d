using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements;

public sealed class UpdateAndDeleteTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void An_update() => AssertSql(
        Update(B).Set(B.Title, Param<string>("title")).Set(B.Copies, B.Copies + 1).Where(B.Id == Param<long>("id")),
        "UPDATE books SET title = @title, copies = books.copies + @p1 WHERE books.id = @id",
        "UPDATE books SET title = $1, copies = books.copies + $2 WHERE books.id = $3");

    [Fact]
    public void An_update_to_null() => AssertSql(
        Update(B).Set(B.Subtitle, (string?)null).Set(B.Rating, (double?)null).AllRows(),
        "UPDATE books SET subtitle = @p0, rating = @p1",
        "UPDATE books SET subtitle = $1, rating = $2");

    [Fact]
    public void Conditions_of_an_update_add_up() => AssertSql(
        Update(B).Set(B.Copies, B.Id).Where(B.IsLent).Where(B.Id == B.Copies | B.IsLent),
        "UPDATE books SET copies = books.id WHERE books.is_lent AND (books.id = books.copies OR books.is_lent)");

    [Fact]
    public void An_update_of_a_table_by_another_name()
    {
        var old = B.As("old");
        AssertSql(
            Update(old).Set(old.Copies, old.Id).Where(!Exists(Select(B.Id).From(B).Where(B.Id == old.Copies))),
            "UPDATE books AS old SET copies = old.id WHERE NOT EXISTS (SELECT books.id FROM books WHERE books.id = old.copies)");
    }

    [Fact]
    public void A_table_that_is_called_otherwise_here_is_meant_by_that_name()
    {
        var other = B.Named("exp_books");
        Assert.Equal("UPDATE exp_books SET copies = exp_books.id", Update(other).Set(other.Copies, other.Id).AllRows().Compile(SqliteDialect.Instance).Sql);
        Assert.Equal(("exp_books", "books", "books"), (other.Definition.Name, B.Definition.Name, B.Name));
    }

    [Fact]
    public void An_update_returning_values() => AssertSql(
        Update(B).Set(B.Copies, B.Id).AllRows().Returning(B.Id, B.Title),
        "UPDATE books SET copies = books.id RETURNING books.id, books.title");

    [Fact]
    public void An_update_must_say_which_rows()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Update(B).Set(B.Title, "x").Compile(SqliteDialect.Instance));
        Assert.Equal("The update on books says neither Where(...) nor AllRows(): which rows is it meant for?", error.Message);
    }

    [Fact]
    public void An_update_that_sets_nothing_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Update(B).AllRows().Compile(SqliteDialect.Instance));
        Assert.Equal("The update of books sets no column; say Set(column, value).", error.Message);
    }

    [Fact]
    public void A_column_set_twice_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Update(B).Set(B.Pages, 1).Set(B.Pages, 2).AllRows().Compile(PostgreSqlDialect.Instance));
        Assert.Equal("The update of books sets the column pages twice.", error.Message);
    }

    [Fact]
    public void A_column_of_another_table_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Update(B).Set(A.FullName, "x").AllRows().Compile(PostgreSqlDialect.Instance));
        Assert.Equal("The update of books sets authors.name, a column of another table.", error.Message);
    }

    [Fact]
    public void A_delete() => AssertSql(
        DeleteFrom(B).Where(B.Id == Param<long>("id")).Where(!B.IsLent),
        "DELETE FROM books WHERE books.id = @id AND NOT books.is_lent",
        "DELETE FROM books WHERE books.id = $1 AND NOT books.is_lent");

    [Fact]
    public void A_delete_of_all_rows() => AssertSql(DeleteFrom(B).AllRows(), "DELETE FROM books");

    [Fact]
    public void A_delete_from_a_table_by_another_name()
    {
        var old = B.As("old");
        AssertSql(DeleteFrom(old).Where(old.IsLent), "DELETE FROM books AS old WHERE old.is_lent");
    }

    [Fact]
    public void Values_returned_from_a_table_by_another_name()
    {
        var old = B.As("old");
        AssertSql(
            Update(old).Set(old.Copies, old.Id).Where(old.IsLent).Returning(old.Id + old.Copies),
            "UPDATE books AS old SET copies = old.id WHERE old.is_lent RETURNING id + copies");
        AssertSql(
            DeleteFrom(old).Where(old.IsLent).Returning(old.Title), "DELETE FROM books AS old WHERE old.is_lent RETURNING title");
    }

    [Fact]
    public void A_delete_returning_values() => AssertSql(
        DeleteFrom(B).Where(B.IsLent).Returning(B.Title), "DELETE FROM books WHERE books.is_lent RETURNING books.title");

    [Fact]
    public void A_delete_must_say_which_rows()
    {
        var error = Assert.Throws<InvalidOperationException>(() => DeleteFrom(B).Compile(PostgreSqlDialect.Instance));
        Assert.Equal("The delete on books says neither Where(...) nor AllRows(): which rows is it meant for?", error.Message);
    }

    [Fact]
    public void Returning_does_not_make_up_for_a_missing_condition()
    {
        var error = Assert.Throws<InvalidOperationException>(() => DeleteFrom(B).Returning(B.Id).Compile(SqliteDialect.Instance));
        Assert.Equal("The delete on books says neither Where(...) nor AllRows(): which rows is it meant for?", error.Message);
    }
}
