using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>A statement that inserts, updates or deletes rows of a table, and can hand values of them back.</summary>
public abstract class RowCommand : Command
{
    private protected RowCommand(RowCommandBody body) => Body = body;

    /// <summary>The table whose rows change.</summary>
    public Table Table => Body.Table;

    internal RowCommandBody Body { get; }

    /// <inheritdoc/>
    protected internal sealed override void Accept(StatementCompiler compiler) => compiler.VisitRowCommand(Body);
}

internal sealed class Returning<TRow>(RowCommand command, RowShape<TRow> shape) : Query<TRow>
{
    internal override RowShape<TRow> Shape => shape;

    protected internal override void Accept(StatementCompiler compiler) =>
        compiler.VisitRowCommand(command.Body with { Returning = shape.Columns });
}
