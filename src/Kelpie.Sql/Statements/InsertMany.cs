using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>
/// An insert of any number of rows, each made of an item. It is sent as statements of many rows each,
/// as many as the database takes at once.
/// </summary>
/// <typeparam name="TItem">The type of an item.</typeparam>
public sealed class InsertMany<TItem>
{
    private readonly Table _table;
    private readonly ConflictRule? _conflict;
    private CompiledInsertMany<TItem>? _compiled;

    internal InsertMany(Table table, RowBinder<TItem> binder, ConflictRule? conflict) =>
        (_table, Binder, _conflict) = (table, binder, conflict);

    internal RowBinder<TItem> Binder { get; }

    /// <summary>The table that gets the rows.</summary>
    public Table Table => _table;

    /// <summary>Whether rows that are there already are left alone, which no bulk loader can.</summary>
    internal bool SkipsExisting => _conflict is not null;

    /// <summary>Leaves a row alone that is there already by some key, instead of failing.</summary>
    /// <exception cref="ArgumentException">No column is named.</exception>
    public InsertMany<TItem> SkipExisting(params IReadOnlyList<IColumn> key) =>
        new(_table, Binder, ConflictRule.Skipping(_table, key));

    internal CompiledInsertMany<TItem> Compile(Dialect dialect)
    {
        if (_compiled is not { } known || !ReferenceEquals(known.Dialect, dialect))
        {
            _compiled = known = new CompiledInsertMany<TItem>(dialect, _table, Binder, _conflict);
        }

        return known;
    }
}
