using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Schema;

/// <summary>A column, whatever it holds.</summary>
public interface IColumn
{
    /// <summary>The table it belongs to.</summary>
    Table Table { get; }

    /// <summary>Its name in the database.</summary>
    string Name { get; }

    /// <summary>What it holds, nullability included.</summary>
    SqlType SqlType { get; }
}

/// <summary>A column of a typed table.</summary>
/// <typeparam name="T">The C# type of its values; nullable where the column is.</typeparam>
public sealed class Column<T> : Expression<T>, ISettable
{
    private readonly SqlType<T> _type;

    internal Column(Table table, string name, SqlType<T> type) => (Table, Name, _type) = (table, name, type);

    /// <inheritdoc/>
    public Table Table { get; }

    /// <inheritdoc/>
    public string Name { get; }

    internal override SqlType<T> TypeIfKnown => _type;

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitColumn(Table, Name);

    /// <summary>This column with a value, NULL for null.</summary>
    internal Assignment Gets(Expression<T>? value) =>
        new(this, value is null ? new NullLiteral<T>(_type) : Literal<T>.Typed(value, this));

    Assignment ISettable.ToParameter() => new(this, new Parameter<T>(Name, _type));

    Expression ISettable.Proposed() => new ProposedValue<T>(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Table.Alias ?? Table.Name}.{Name}";
}
