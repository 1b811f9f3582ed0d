using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

// Text that may be NULL and text that may not are one type at run time and two to the compiler; what stands here takes both.
#nullable disable annotations

/// <summary>What can be done with text.</summary>
public static class TextOperators
{
    /// <summary>
    /// Whether a text fits a pattern of <c>%</c> and <c>_</c>; <c>\</c> makes either of them, and itself, a plain character.
    /// SQLite takes a and A for one letter here; <see cref="StartsWith"/> and <see cref="Contains"/> never do.
    /// </summary>
    public static Expression<bool> Like(this Expression<string> text, Expression<string> pattern) =>
        new Like(text, Literal<string>.Typed(pattern, text));

    /// <summary>Whether a text begins with exactly this, whatever characters it holds.</summary>
    public static Expression<bool> StartsWith(this Expression<string> text, string prefix) => new TextMatch(text, prefix, isPrefix: true);

    /// <summary>Whether a text holds exactly this, whatever characters it holds.</summary>
    public static Expression<bool> Contains(this Expression<string> text, string part) => new TextMatch(text, part, isPrefix: false);

    /// <summary>One text behind the other; NULL where either is.</summary>
    public static Expression<string> Concat(this Expression<string> left, Expression<string> right) =>
        new Binary<string>(left, BinaryOperator.Concatenate, right, TypeOf(left.IsNullable || right.IsNullable));

    private static SqlType<string> TypeOf(bool isNullable) => isNullable ? new OptionalReferenceType<string>(Types.Text) : Types.Text;
}
