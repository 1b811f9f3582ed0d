using System.Numerics;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>
/// The statements of an insert of many rows, one for each power of two: any number of rows is made of a few of them,
/// and each stays prepared. Each is compiled when it is first needed.
/// </summary>
internal sealed class CompiledInsertMany<TItem>
{
    // The larger the better for full-text tables filled by trigger: FTS5 flushes what it has gathered at each statement.
    private const int LargestBatch = 4096;
    private readonly Table _table;
    private readonly IReadOnlyList<IColumn> _columns;
    private readonly ConflictRule? _conflict;
    private readonly CompiledStatement?[] _byPower;

    internal CompiledInsertMany(Dialect dialect, Table table, RowBinder<TItem> binder, ConflictRule? conflict)
    {
        Dialect = dialect;
        Values = binder.Bind(dialect.Codecs);
        _table = table;
        _columns = binder.Columns;
        _conflict = conflict;
        var mostRows = Math.Max(1, Math.Min(Math.Min(LargestBatch, dialect.MaxRows), dialect.MaxParameters / Math.Max(1, _columns.Count)));
        _byPower = new CompiledStatement?[BitOperations.Log2((uint)mostRows) + 1];
        // What is wrong with the insert is wrong with one row, and is said before any is sent.
        Statement(0);
    }

    internal Dialect Dialect { get; }

    internal IReadOnlyList<Func<TItem, object>> Values { get; }

    /// <summary>The power of two that is the most rows of a statement.</summary>
    internal int LargestPower => _byPower.Length - 1;

    /// <summary>The statement of two to some power rows.</summary>
    internal CompiledStatement Statement(int power)
    {
        if (_byPower[power] is { } known)
        {
            return known;
        }

        var rows = new InsertBody(_table, _columns, new InsertSource.Places(1 << power)) { Conflict = _conflict };
        return _byPower[power] = Dialect.Compile(new InsertPlaces(rows));
    }

    private sealed class InsertPlaces(InsertBody body) : RowCommand(body);
}
