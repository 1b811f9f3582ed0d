using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

// A document that may be NULL and one that may not are one type at run time and two to the compiler; what stands here takes both.
#nullable disable annotations

/// <summary>
/// What stands at a place in a JSON document. A path is names and places, as in <c>book.JsonText("authors", 0, "name")</c>;
/// without any it is the document itself. NULL where nothing is there, or something of another kind.
/// Of two members of one name, which is found differs between databases.
/// </summary>
/// <remarks>
/// MariaDB finds a name as the document spells it: one written there with escapes, such as <c>\u00e9</c> for é, is not found by é.
/// </remarks>
public static class JsonOperators
{
    /// <summary>
    /// The text, number or truth value there, as text: <c>true</c> and <c>false</c> for the latter. The digits of a number that is not
    /// whole are as the database keeps them, <c>1.50</c> or <c>1.5</c>; <see cref="JsonNumber"/> is the same everywhere.
    /// </summary>
    /// <exception cref="ArgumentException">The value is no JSON document.</exception>
    public static Expression<string> JsonText(this Expression<string> document, params IReadOnlyList<JsonStep> path) =>
        At(document, path, JsonKind.Text, new OptionalReferenceType<string>(Types.Text));

    /// <summary>
    /// The whole number there, of 64 bits, also one written as 1.0 or 1e3. One written so and greater than 2^53 may be NULL, and is never
    /// rounded.
    /// </summary>
    /// <exception cref="ArgumentException">The value is no JSON document.</exception>
    public static Expression<long?> JsonInteger(this Expression<string> document, params IReadOnlyList<JsonStep> path) =>
        At(document, path, JsonKind.Integer, Types.BigInt.Nullable());

    /// <summary>The number there; NULL for one beyond those of 64 bits.</summary>
    /// <exception cref="ArgumentException">The value is no JSON document.</exception>
    public static Expression<double?> JsonNumber(this Expression<string> document, params IReadOnlyList<JsonStep> path) =>
        At(document, path, JsonKind.Number, Types.DoublePrecision.Nullable());

    /// <summary>The truth value there.</summary>
    /// <exception cref="ArgumentException">The value is no JSON document.</exception>
    public static Expression<bool?> JsonBoolean(this Expression<string> document, params IReadOnlyList<JsonStep> path) =>
        At(document, path, JsonKind.Boolean, Types.Bool.Nullable());

    /// <summary>The object or array there, as a document of its own. Its blanks and the order of its members may be other ones.</summary>
    /// <exception cref="ArgumentException">The value is no JSON document.</exception>
    public static Expression<string> JsonPart(this Expression<string> document, params IReadOnlyList<JsonStep> path) =>
        At(document, path, JsonKind.Part, new OptionalReferenceType<string>(Types.Json));

    private static JsonValue<T> At<T>(Expression<string> document, IReadOnlyList<JsonStep> path, JsonKind kind, SqlType<T> type)
    {
        var typed = document is Literal<string> { TypeIfKnown: null } literal ? new Literal<string>(literal.Value, Types.Json) : document;
        return typed.SqlType.Underlying is JsonType
            ? new JsonValue<T>(typed, [.. path], kind, type)
            : throw new ArgumentException(
                $"Json{kind} needs a JSON document, not {typed.SqlType.Underlying}; declare the column or parameter with Types.Json.", nameof(document));
    }
}
