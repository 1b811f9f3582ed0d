using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>
/// Follows tables and columns through operations: what each was called at the start, whether it was there at all, and whether its
/// rows are still those of the start.
/// </summary>
/// <param name="dialect">The kind of database: of raw SQL, its own text counts.</param>
/// <param name="start">The tables at the start.</param>
internal sealed class Lineage(string dialect, MetaData start)
{
    // By today's name: the name then, and today's columns with theirs.
    private readonly Dictionary<string, (string Then, Dictionary<string, string> Columns)> _tables = start.Tables.ToDictionary(
        table => table.Name, table => (table.Name, table.Columns.ToDictionary(column => column.Name, column => column.Name, StringComparer.Ordinal)), StringComparer.Ordinal);

    // By today's name. Raw SQL that runs what is not in sight may have changed any.
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Table, string Column)> _converted = [];
    private bool _allChanged;

    /// <summary>What a table was called at the start; null where it was not there.</summary>
    internal string? TableThen(string table) => _tables.TryGetValue(table, out var known) ? known.Then : null;

    /// <summary>What a column was called at the start; null where it was not there.</summary>
    internal string? ColumnThen(string table, string column) =>
        _tables.TryGetValue(table, out var known) ? known.Columns.GetValueOrDefault(column) : null;

    /// <summary>The columns of a table that were there at the start, under the names they have now and had then.</summary>
    internal IReadOnlyDictionary<string, string> Columns(string table) => _tables.TryGetValue(table, out var known) ? known.Columns : new Dictionary<string, string>();

    /// <summary>Whether the rows of a table may be others than at the start.</summary>
    internal bool MayHaveChanged(string table) => _allChanged || _changed.Contains(table);

    /// <summary>Whether the values of a column may be others than at the start.</summary>
    internal bool MayHaveChanged(string table, string column) => MayHaveChanged(table) || _converted.Contains((table, column));

    /// <summary>A table that no operation has made may be there from the start, with rows.</summary>
    internal void Adopt(TableDefinition table) =>
        _tables[table.Name] = (table.Name, table.Columns.ToDictionary(column => column.Name, column => column.Name, StringComparer.Ordinal));

    /// <summary>Goes past an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="before">The tables before it.</param>
    internal void Follow(Operation operation, MetaData before)
    {
        switch (operation)
        {
            case CreateTable create:
                Forget(create.Table.Name);
                break;
            case DropTable drop:
                Forget(drop.Name);
                break;
            case RenameTable rename:
                Rename(rename.Name, rename.NewName);
                break;
            case AddColumn add when _tables.TryGetValue(add.Table, out var added):
                added.Columns.Remove(add.Column.Name);
                break;
            case DropColumn drop when _tables.TryGetValue(drop.Table, out var dropped):
                dropped.Columns.Remove(drop.Name);
                _converted.Remove((drop.Table, drop.Name));
                break;
            case RenameColumn rename when _tables.TryGetValue(rename.Table, out var renamed):
                if (renamed.Columns.Remove(rename.Name, out var then))
                {
                    renamed.Columns[rename.NewName] = then;
                }

                if (_converted.Remove((rename.Table, rename.Name)))
                {
                    _converted.Add((rename.Table, rename.NewName));
                }

                break;
            case AlterColumn alter when Converts(alter):
                _converted.Add((alter.Table, alter.Name));
                break;
            case ExecuteInBatches batches:
                _changed.Add(batches.Table);
                Run(batches.Scripts, before);
                break;
            case ExecuteSql raw:
                Run(raw.Scripts, before);
                break;
            default:
                break;
        }
    }

    // What a wider type held meanwhile fits the former one as it did.
    private bool Converts(AlterColumn alter) => alter.Conversion.For(dialect) is not null
        || (alter.Type is { } wanted && ColumnThen(alter.Table, alter.Name) is { } then
            && !(start.Find(TableThen(alter.Table)!)?.Column(then).Type is { } type && Widening.Holds(type, wanted)));

    private void Forget(string table)
    {
        _tables.Remove(table);
        _changed.Remove(table);
        _converted.RemoveWhere(column => column.Table == table);
    }

    private void Rename(string table, string newName)
    {
        if (_tables.Remove(table, out var known))
        {
            _tables[newName] = known;
        }

        if (_changed.Remove(table))
        {
            _changed.Add(newName);
        }

        foreach (var column in _converted.Where(column => column.Table == table).ToList())
        {
            _converted.Remove(column);
            _converted.Add((newName, column.Column));
        }
    }

    private void Run(ValueList<SqlScript> scripts, MetaData before)
    {
        foreach (var statement in SqlScript.Split(scripts.For(dialect)?.Sql ?? ""))
        {
            switch (RawStatement.Effect(statement))
            {
                case RawEffect.Unknown:
                    _allChanged = true;
                    break;
                case RawEffect.Rows:
                    foreach (var table in before.Tables.Where(table => RawStatement.Mentions(statement, table.Name)))
                    {
                        Change(table.Name, before);
                    }

                    break;
                default:
                    break;
            }
        }
    }

    // What is deleted or gets another key over there, may go or change here.
    private void Change(string table, MetaData before)
    {
        if (_changed.Add(table))
        {
            foreach (var referring in before.Tables.Where(other => other.ForeignKeys.Any(key => key.ReferencedTable == table)))
            {
                Change(referring.Name, before);
            }
        }
    }
}
