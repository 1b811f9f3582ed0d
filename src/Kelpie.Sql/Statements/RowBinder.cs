using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>Says which columns get what of an item.</summary>
/// <typeparam name="TItem">The type of an item.</typeparam>
public sealed class RowBinder<TItem>
{
    private readonly IReadOnlyList<Binding> _bindings;

    private RowBinder(IReadOnlyList<Binding> bindings) => _bindings = bindings;

    internal static RowBinder<TItem> Empty { get; } = new([]);

    internal IReadOnlyList<IColumn> Columns => [.. _bindings.Select(binding => binding.Column)];

    /// <summary>Gives a column a value of the item.</summary>
    public RowBinder<TItem> Set<T>(Column<T> column, Func<TItem, T> value) =>
        new([.. _bindings, new Binding<T>(column, value)]);

    internal IReadOnlyList<Func<TItem, object>> Bind(Codecs codecs) => [.. _bindings.Select(binding => binding.Bind(codecs))];

    private abstract record Binding(IColumn Column)
    {
        internal abstract Func<TItem, object> Bind(Codecs codecs);
    }

    private sealed record Binding<T>(Column<T> Typed, Func<TItem, T> Value) : Binding(Typed)
    {
        internal override Func<TItem, object> Bind(Codecs codecs)
        {
            var codec = Typed.Type.Codec(codecs);
            return item => codec.ToDatabase(Value(item));
        }
    }
}
