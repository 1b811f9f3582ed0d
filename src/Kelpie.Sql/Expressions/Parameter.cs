using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

internal interface INamed
{
    string Name { get; }
}

/// <summary>A value that is given when the statement runs.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
public sealed class Parameter<T> : Expression<T>, INamed
{
    private readonly SqlType<T> _type;

    internal Parameter(string name, SqlType<T> type) => (Name, _type) = (name, type);

    /// <summary>The name under which the value is given.</summary>
    public string Name { get; }

    internal override SqlType<T> TypeIfKnown => _type;

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) =>
        compiler.VisitParameter(Name, _type);
}
