using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Compilation;

/// <content>JSON.</content>
public abstract partial class StatementCompiler
{
    /// <summary>What stands at a place in a JSON document, or NULL where that is of another kind. Written so that it stands alone.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">The steps to the place; none for the document itself.</param>
    /// <param name="kind">What is asked for.</param>
    protected internal abstract void VisitJsonValue(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind);

    /// <summary>A JSON object of some members.</summary>
    protected internal virtual void VisitJsonObject(IReadOnlyList<(string Name, Expression Value)> members) =>
        Write($"{JsonObjectFunction}(")
            .WriteAll(members, member =>
            {
                Write(dialect.QuoteText(member.Name)).Write(", ");
                WriteJson(member.Value);
            })
            .Write(")");

    /// <summary>A JSON array of some values.</summary>
    protected internal virtual void VisitJsonArray(IReadOnlyList<Expression> elements) =>
        Write($"{JsonArrayFunction}(").WriteAll(elements, WriteJson).Write(")");

    /// <summary>The function that makes an object of names and values.</summary>
    protected virtual string JsonObjectFunction => "JSON_OBJECT";

    /// <summary>The function that makes an array of values.</summary>
    protected virtual string JsonArrayFunction => "JSON_ARRAY";

    /// <summary>A value as the function takes it that makes JSON of it.</summary>
    protected virtual void WriteJson(Expression value) => Write(value);

    /// <summary>A truth value as JSON text; NULL where it is.</summary>
    protected void WriteJsonTruth(Expression value)
    {
        Write("CASE WHEN ").WriteTruth(value).Write($" THEN {dialect.QuoteText("true")} WHEN NOT ");
        WriteTruth(value, Precedence.Comparison).Write($" THEN {dialect.QuoteText("false")} END");
    }

    /// <summary>Writes an expression beside an operator, for a text that holds it several times.</summary>
    protected string Beside(Expression expression) => Aside(() => WriteOperand(expression));
}
