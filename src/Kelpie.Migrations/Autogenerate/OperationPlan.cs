using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>
/// The operations that lead from one schema to another, in an order that every database takes: foreign keys go before what they
/// rest on, tables go before those they refer to and come after them, and where tables refer to each other in a circle a key comes last.
/// </summary>
internal sealed class OperationPlan
{
    private readonly MetaData _before;
    private readonly MetaData _after;
    private readonly SortedDictionary<string, TablePlan> _changed = new(StringComparer.Ordinal);
    private readonly List<TableDefinition> _dropped = [];
    private readonly List<TableDefinition> _created = [];
    private readonly List<DraftedOperation> _operations = [];
    private readonly List<(string Table, ForeignKey Key)> _late = [];

    private OperationPlan(MetaData before, MetaData after)
    {
        (_before, _after) = (before, after);
        foreach (var table in before.Tables)
        {
            if (after.Find(table.Name) is { } other && new TablePlan(table, other) is { IsImpossible: false } plan)
            {
                _changed[table.Name] = plan;
            }
            else
            {
                _dropped.Add(table);
            }
        }

        _created.AddRange(after.Tables.Where(table => !_changed.ContainsKey(table.Name)));
    }

    internal static IReadOnlyList<DraftedOperation> Between(MetaData before, MetaData after)
    {
        var plan = new OperationPlan(before, after);
        plan.DropForeignKeys();
        plan.DropTables();
        plan.ChangeTables();
        plan.CreateTables();
        plan._operations.AddRange(plan._late.Select(late => Added(late.Table, late.Key, plan._before)));
        return plan._operations;
    }

    // Those that would stand in the way of a change of another table.
    private void DropForeignKeys() => _operations.AddRange(
        from name in _changed.Keys
        from key in _before.Table(name).ForeignKeys
        where Goes(name, key) && IsInTheWay(name, key)
        select new DraftedOperation(new DropForeignKey(name, key.Name)));

    private bool IsInTheWay(string table, ForeignKey key) =>
        key.ReferencedTable != table && _before.Find(key.ReferencedTable) is not null && (!_changed.TryGetValue(key.ReferencedTable, out var plan) || plan.MovesKeys);

    private bool Goes(string table, ForeignKey key) => !_after.Table(table).ForeignKeys.Contains(key) || Rests(table, key);

    // A key that stays, but what it rests on does not.
    private bool Rests(string table, ForeignKey key)
    {
        var own = _changed[table];
        return own.Moves(key.Columns) || own.DropsIndexOf(key.Columns)
            || (_before.Find(key.ReferencedTable) is not null
                && (!_changed.TryGetValue(key.ReferencedTable, out var target) || target.Moves(key.ReferencedColumns) || target.DropsKey(key.ReferencedColumns)
                    || target.DropsIndexOf(key.ReferencedColumns)));
    }

    private void DropTables()
    {
        var left = _dropped.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(table => Referring(left, table).Count == 0);
            if (next is null)
            {
                next = left[0];
                _operations.AddRange(Referring(left, next).Select(pair => new DraftedOperation(new DropForeignKey(pair.Table.Name, pair.Key.Name))));
                left = [.. left.Select(table => table with { ForeignKeys = table.ForeignKeys.Where(key => table == next || key.ReferencedTable != next.Name).ToValueList() })];
                continue;
            }

            _operations.Add(new DraftedOperation(new DropTable(next.Name), OperationRisk.Destructive, NoteOnDropping(next)));
            left.Remove(next);
        }
    }

    private static List<(TableDefinition Table, ForeignKey Key)> Referring(IEnumerable<TableDefinition> tables, TableDefinition target) =>
        [.. tables.Where(table => table.Name != target.Name).SelectMany(table => table.ForeignKeys.Where(key => key.ReferencedTable == target.Name).Select(key => (table, key)))];

    private string NoteOnDropping(TableDefinition table)
    {
        if (_after.Find(table.Name) is not null)
        {
            return $"All rows of {table.Name} are lost: the numbering of its rows changes, which only a new table can have. To keep them, write the revision: create the new table, copy the rows, drop the old one, rename the new one.";
        }

        var lookalike = _created.FirstOrDefault(other => _before.Find(other.Name) is null && LooksLike(table, other));
        return lookalike is null
            ? $"All rows of {table.Name} are lost."
            : $"All rows of {table.Name} are lost. If it is {lookalike.Name} from now on, say so: --rename {table.Name}:{lookalike.Name}";
    }

    private static bool LooksLike(TableDefinition table, TableDefinition other)
    {
        var same = table.Columns.Count(column => other.FindColumn(column.Name)?.Type.Equals(column.Type) ?? false);
        return same * 2 > Math.Max(table.Columns.Count, other.Columns.Count);
    }

    private void ChangeTables()
    {
        foreach (var (name, plan) in _changed)
        {
            var (before, after) = (_before.Table(name), _after.Table(name));
            _operations.AddRange(before.ForeignKeys.Where(key => Goes(name, key) && !IsInTheWay(name, key)).Select(key => new DraftedOperation(new DropForeignKey(name, key.Name))));
            _operations.AddRange(plan.Operations());
            foreach (var key in after.ForeignKeys.Where(key => !before.ForeignKeys.Contains(key) || Goes(name, key)))
            {
                if (key.ReferencedTable == name || (_changed.TryGetValue(key.ReferencedTable, out var target) && !target.MovesKeys))
                {
                    _operations.Add(Added(name, key, _before));
                }
                else
                {
                    _late.Add((name, key));
                }
            }
        }
    }

    private void CreateTables()
    {
        var left = _created.ToList();
        while (left.Count > 0)
        {
            var next = left.Find(table => table.ForeignKeys.All(key => !IsLeft(table, key))) ?? left[0];
            var held = next.ForeignKeys.Where(key => IsLeft(next, key)).ToList();
            _operations.Add(new DraftedOperation(new CreateTable(held.Count == 0 ? next : next with { ForeignKeys = next.ForeignKeys.Except(held).ToValueList() })));
            _late.AddRange(held.Select(key => (next.Name, key)));
            left.Remove(next);
        }

        bool IsLeft(TableDefinition table, ForeignKey key) => key.ReferencedTable != table.Name && left.Exists(other => other.Name == key.ReferencedTable);
    }

    private static DraftedOperation Added(string table, ForeignKey key, MetaData before) =>
        before.Find(table)?.ForeignKeys.Contains(key) is false
            ? new(new AddForeignKey(table, key), OperationRisk.MayFail, $"{table} must have no rows whose {string.Join(", ", key.Columns)} {key.ReferencedTable} does not have.")
            : new(new AddForeignKey(table, key));
}
