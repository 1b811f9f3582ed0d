using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements;

public sealed class UpsertTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    private static readonly Upsert Keyed = UpsertInto(B, B.AuthorId, B.Title).Set(B.AuthorId, Param<long>("author")).Set(B.Title, Param<string>("title"));

    [Fact]
    public void What_is_set_is_set_either_way_but_for_the_key() => AssertSql(
        Keyed.Set(B.Pages, 7),
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages",
        "INSERT INTO books (author_id, title, pages) VALUES ($1, $2, $3) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages");

    [Fact]
    public void With_nothing_to_update_an_old_row_is_left_alone() => AssertSql(
        UpsertInto(A, A.FullName).Set(A.FullName, "Ovid"),
        "INSERT INTO authors (name) VALUES (@p0) ON CONFLICT (name) DO NOTHING",
        "INSERT INTO authors (name) VALUES ($1) ON CONFLICT (name) DO NOTHING");

    [Fact]
    public void Values_for_a_new_row_and_for_an_old_one() => AssertSql(
        Keyed.SetIfNew(B.Pages, 7).SetIfOld(B.Copies, B.Copies + Proposed(B.Copies)),
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) ON CONFLICT (author_id, title) DO UPDATE SET copies = books.copies + excluded.copies",
        "INSERT INTO books (author_id, title, pages) VALUES ($1, $2, $3) ON CONFLICT (author_id, title) DO UPDATE SET copies = books.copies + excluded.copies");

    [Fact]
    public void Columns_by_parameters_of_their_names() => AssertSql(
        UpsertInto(B, B.AuthorId, B.Title).Columns(B.AuthorId, B.Title, B.Pages),
        "INSERT INTO books (author_id, title, pages) VALUES (@author_id, @title, @pages) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages",
        "INSERT INTO books (author_id, title, pages) VALUES ($1, $2, $3) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages");

    [Fact]
    public void Only_when_a_condition_is_met() => AssertSql(
        Keyed.Set(B.Pages, 7).When(B.Pages < Proposed(B.Pages)),
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages WHERE books.pages < excluded.pages",
        "INSERT INTO books (author_id, title, pages) VALUES ($1, $2, $3) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages WHERE books.pages < excluded.pages");

    [Fact]
    public void Returning() => AssertSql(
        Keyed.Set(B.Pages, 7).Returning(B.Id),
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages RETURNING books.id",
        "INSERT INTO books (author_id, title, pages) VALUES ($1, $2, $3) ON CONFLICT (author_id, title) DO UPDATE SET pages = excluded.pages RETURNING books.id");

    [Fact]
    public void A_column_of_the_key_can_be_given_another_value_if_asked_for() => AssertSql(
        Keyed.SetIfOld(B.Title, Proposed(B.Title).Concat("!")),
        "INSERT INTO books (author_id, title) VALUES (@author, @title) ON CONFLICT (author_id, title) DO UPDATE SET title = excluded.title || @p2",
        "INSERT INTO books (author_id, title) VALUES ($1, $2) ON CONFLICT (author_id, title) DO UPDATE SET title = excluded.title || $3");

    [Fact]
    public void A_value_for_an_old_row_replaces_the_one_for_either() => AssertSql(
        Keyed.Set(B.Copies, 1).SetIfOld(B.Copies, B.Copies + Proposed(B.Copies)),
        "INSERT INTO books (author_id, title, copies) VALUES (@author, @title, @p2) ON CONFLICT (author_id, title) DO UPDATE SET copies = books.copies + excluded.copies",
        "INSERT INTO books (author_id, title, copies) VALUES ($1, $2, $3) ON CONFLICT (author_id, title) DO UPDATE SET copies = books.copies + excluded.copies");

    [Fact]
    public void Names_are_quoted() => AssertSql(
        UpsertInto(Library.Odd, Library.Odd.Id).Set(Library.Odd.Id, 1).Set(Library.Odd.Group, "g"),
        "INSERT INTO \"order\" (\"Id\", \"group\") VALUES (@p0, @p1) ON CONFLICT (\"Id\") DO UPDATE SET \"group\" = excluded.\"group\"",
        "INSERT INTO \"order\" (\"Id\", \"group\") VALUES ($1, $2) ON CONFLICT (\"Id\") DO UPDATE SET \"group\" = excluded.\"group\"");

    [Fact]
    public void An_upsert_without_a_key_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => UpsertInto(A));
        Assert.Equal("An upsert into authors needs the columns of a primary key or unique constraint. (Parameter 'key')", error.Message);
    }

    [Fact]
    public void Skipping_rows_without_a_key_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(
            () => InsertInto(A).Each<string>(row => row.Set(A.FullName, name => name)).SkipExisting());
        Assert.Equal("To skip rows of authors that are there takes the columns of a primary key or unique constraint. (Parameter 'key')", error.Message);
    }

    [Fact]
    public void A_condition_without_an_update_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Keyed.When(B.IsLent).Compile(PostgreSqlDialect.Instance));
        Assert.Equal("The upsert into books says When(...) and updates nothing; say Set or SetIfOld too.", error.Message);
    }
}
