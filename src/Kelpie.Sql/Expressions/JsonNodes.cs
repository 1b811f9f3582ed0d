using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>What is asked of a place in a JSON document. What is of another kind there is NULL.</summary>
public enum JsonKind
{
    /// <summary>A text, a number or a truth value, as text.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>An object or an array, as a document.</summary>
    Part,
}

internal sealed class JsonValue<T>(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitJsonValue(document, path, kind);
}

internal sealed class JsonObjectOf(IReadOnlyList<(string Name, Expression Value)> members) : Expression<string>
{
    internal override SqlType<string> TypeIfKnown => Types.Json;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitJsonObject(members);
}

internal sealed class JsonArrayOf(IReadOnlyList<Expression> elements) : Expression<string>
{
    internal override SqlType<string> TypeIfKnown => Types.Json;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitJsonArray(elements);
}
