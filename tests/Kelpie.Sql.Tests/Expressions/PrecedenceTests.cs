using Kelpie.Sql.Schema;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

/// <summary>Parentheses stand where they are needed, and nowhere else.</summary>
public sealed class PrecedenceTests
{
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void And_binds_tighter_than_or() => AssertCondition(
        B.IsLent | (B.Id == B.Copies & B.Id != B.AuthorId), "books.is_lent OR books.id = books.copies AND books.id <> books.author_id");

    [Fact]
    public void Or_within_and_is_in_parentheses() => AssertCondition(
        (B.IsLent | B.Id == B.Copies) & (B.Rating.IsNull() | B.IsLent),
        "(books.is_lent OR books.id = books.copies) AND (books.rating IS NULL OR books.is_lent)");

    [Fact]
    public void And_and_or_need_none_among_themselves()
    {
        AssertCondition(B.IsLent & (B.IsLent & B.IsLent), "books.is_lent AND books.is_lent AND books.is_lent");
        AssertCondition(B.IsLent | (B.IsLent | B.IsLent), "books.is_lent OR books.is_lent OR books.is_lent");
    }

    [Fact]
    public void Not_of_a_comparison_needs_none() => AssertCondition(!(B.Id == B.Copies), "NOT books.id = books.copies");

    [Fact]
    public void Not_of_and_or_and_not()
    {
        AssertCondition(!(B.IsLent & B.IsLent), "NOT (books.is_lent AND books.is_lent)");
        AssertCondition(!(B.IsLent | B.IsLent), "NOT (books.is_lent OR books.is_lent)");
        AssertCondition(!!B.IsLent, "NOT (NOT books.is_lent)");
    }

    [Fact]
    public void Not_compared_with_something() => AssertCondition(!B.IsLent == B.IsLent, "(NOT books.is_lent) = books.is_lent");

    [Fact]
    public void A_comparison_of_comparisons() => AssertCondition(
        (B.Id == B.Copies) == (B.Id < B.Copies), "(books.id = books.copies) = (books.id < books.copies)");

    [Fact]
    public void A_null_test_of_a_condition() => AssertCondition((B.Id == B.Copies).IsNull(), "(books.id = books.copies) IS NULL");

    [Fact]
    public void Multiplication_binds_tighter_than_addition()
    {
        AssertValue(B.Id + B.Copies * B.AuthorId, "books.id + books.copies * books.author_id");
        AssertValue((B.Id + B.Copies) * B.AuthorId, "(books.id + books.copies) * books.author_id");
    }

    [Fact]
    public void Arithmetic_groups_from_the_left()
    {
        AssertValue(B.Id - B.Copies - B.AuthorId, "books.id - books.copies - books.author_id");
        AssertValue(B.Id - (B.Copies - B.AuthorId), "books.id - (books.copies - books.author_id)");
        AssertValue(B.Id / (B.Copies * B.AuthorId), "books.id / (books.copies * books.author_id)");
        AssertValue(B.Id + (B.Copies + B.AuthorId), "books.id + (books.copies + books.author_id)");
    }

    [Fact]
    public void Arithmetic_within_a_comparison_needs_none() =>
        AssertCondition(B.Id + B.Copies > B.AuthorId * B.Id, "books.id + books.copies > books.author_id * books.id");

    [Fact]
    public void Arithmetic_with_literals() => AssertValue(B.Copies * 2 + 1, "books.copies * @p0 + @p1", "books.copies * $1 + $2");

    [Fact]
    public void Concatenation() => AssertValue(
        B.Title.Concat(": ").Concat(B.Title), "books.title || @p0 || books.title", "books.title || $1 || books.title");

    [Fact]
    public void Concatenation_within_a_comparison_needs_none() =>
        AssertCondition(B.Title.Concat(B.Title) == B.Title, "books.title || books.title = books.title");

    [Fact]
    public void A_fragment_is_in_parentheses_beside_an_operator_and_bare_alone()
    {
        var fragment = Fragment<bool>("books.pages % 2 = 0", Types.Bool);
        AssertCondition(fragment, "books.pages % 2 = 0");
        AssertCondition(fragment & B.IsLent, "(books.pages % 2 = 0) AND books.is_lent");
        AssertCondition(!fragment, "NOT (books.pages % 2 = 0)");
    }

    [Fact]
    public void Between_in_and_like_take_operands_in_parentheses_where_needed()
    {
        var compared = B.Id == B.Copies;
        AssertCondition(compared.Between(B.IsLent, !B.IsLent), "(books.id = books.copies) BETWEEN books.is_lent AND (NOT books.is_lent)");
        AssertCondition(compared.In(Select(B.IsLent).From(B)), "(books.id = books.copies) IN (SELECT books.is_lent FROM books)");
    }

    [Fact]
    public void A_list_and_a_null_test_bind_like_comparisons() => AssertCondition(
        !B.Id.In(Select(B.AuthorId).From(B)) & B.Rating.IsNull(),
        "NOT books.id IN (SELECT books.author_id FROM books) AND books.rating IS NULL");
}
