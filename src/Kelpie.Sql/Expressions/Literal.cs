using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>NULL within a statement.</summary>
internal sealed class NullLiteral<T>(SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitConstant(DBNull.Value, type);
}

/// <summary>A C# value within a statement. It is sent as a parameter, never pasted into the text.</summary>
internal sealed class Literal<T>(T value, SqlType<T>? type) : Expression<T>, ILiteral
{
    object? ILiteral.Value => value;

    internal T Value => value;

    internal override SqlType<T>? TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) =>
        compiler.VisitConstant(Type.Codec(compiler.Dialect.Codecs).ToDatabase(value), Type);

    internal override Expression TypedLike(Expression peer) => peer is Expression<T> like ? Typed(this, like) : this;

    /// <summary>A bare literal with the type of what it stands beside; anything else as it is.</summary>
    internal static Expression<T> Typed(Expression<T> expression, Expression<T> peer) =>
        expression is Literal<T> { TypeIfKnown: null } literal ? new Literal<T>(literal.Value, peer.Type) : expression;
}

/// <summary>A C# value within a statement, whatever its type.</summary>
internal interface ILiteral
{
    object? Value { get; }
}
