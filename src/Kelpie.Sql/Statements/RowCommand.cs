using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>A statement that inserts, updates or deletes rows of a table, and can hand values of them back.</summary>
public abstract class RowCommand : Command
{
    private protected RowCommand(Table table) => Table = table;

    /// <summary>The table whose rows change.</summary>
    public Table Table { get; }
}

/// <summary>A column and the value it gets.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
public sealed record Assignment(IColumn Column, Expression Value);

internal sealed class Returning<TRow>(RowCommand command, RowShape<TRow> shape) : Query<TRow>
{
    internal override RowShape<TRow> Shape => shape;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitReturning(command, shape.Columns);
}
