using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Schema;

/// <summary>A column of a table of which only the definition is known.</summary>
internal abstract class AnyColumn
{
    internal abstract string Name { get; }

    internal abstract Expression Expression { get; }

    /// <summary>Whether its values sort alike on every database.</summary>
    internal abstract bool SortsAlike { get; }

    internal abstract object? Get(Row row);

    internal abstract RowBinder<object?[]> Set(RowBinder<object?[]> binder);

    /// <summary>Its value in a row, for a statement.</summary>
    internal abstract Expression Value(object?[] row);

    /// <exception cref="NotSupportedException">The library has no word for the column's type.</exception>
    internal static AnyColumn Of(Table table, int place, ColumnDefinition column) => column.Type switch
    {
        UnknownType unknown => throw new NotSupportedException(
            $"The column {table.Name}.{column.Name} is of the type {unknown.Spelling}, which only {unknown.Dialect} has."),
        SqlType<bool> type => OfValue(table, place, column, type),
        SqlType<int> type => OfValue(table, place, column, type),
        SqlType<long> type => OfValue(table, place, column, type),
        SqlType<double> type => OfValue(table, place, column, type),
        SqlType<decimal> type => OfValue(table, place, column, type),
        SqlType<DateTime> type => OfValue(table, place, column, type),
        SqlType<DateOnly> type => OfValue(table, place, column, type),
        SqlType<Guid> type => OfValue(table, place, column, type),
        SqlType<string> type => OfReference(table, place, column, type),
        SqlType<byte[]> type => OfReference(table, place, column, type),
        SqlType<float[]> type => OfReference(table, place, column, type),
        var type => throw new NotSupportedException($"The column {table.Name}.{column.Name} is of {type}, whose values cannot be read without knowing what they are."),
    };

    private static AnyColumn OfValue<T>(Table table, int place, ColumnDefinition column, SqlType<T> type)
        where T : struct => column.IsNullable
        ? (AnyColumn)new Typed<T?>(table, place, column, type.Nullable())
        : new Typed<T>(table, place, column, type);

    private static AnyColumn OfReference<T>(Table table, int place, ColumnDefinition column, SqlType<T> type)
        where T : class => column.IsNullable
        ? (AnyColumn)new Typed<T?>(table, place, column, type.Nullable())
        : new Typed<T>(table, place, column, type);

    private sealed class Typed<T>(Table table, int place, ColumnDefinition definition, SqlType<T> type) : AnyColumn
    {
        private readonly Column<T> _column = new(table, definition.Name, type);

        internal override string Name => definition.Name;

        internal override Expression Expression => _column;

        // SQLite keeps exact numbers as text; documents and vectors have no order.
        internal override bool SortsAlike => definition.Type is not (DecimalType or JsonType or VectorType or TextType { Collation: not TextCollation.Binary });

        internal override object? Get(Row row) => row.Get(_column);

        internal override RowBinder<object?[]> Set(RowBinder<object?[]> binder) => binder.Set(_column, row => (T)row[place]!);

        internal override Expression Value(object?[] row) => new Literal<T>((T)row[place]!, type);
    }
}
