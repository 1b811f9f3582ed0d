using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>
/// What makes of a table that is in both schemas the one it is to be, foreign keys between tables aside. All of it stands
/// together, so that it can be one rebuild.
/// </summary>
internal sealed class TablePlan
{
    private readonly TableDefinition _before;
    private readonly TableDefinition _after;
    private readonly HashSet<string> _retyped;
    private readonly HashSet<string> _moved;

    internal TablePlan(TableDefinition before, TableDefinition after)
    {
        (_before, _after) = (before, after);
        _retyped = [.. Common().Where(pair => !pair.Before.Type.Equals(pair.After.Type)).Select(pair => pair.After.Name)];
        _moved = [.. _retyped, .. Dropped().Select(column => column.Name)];
        DroppedIndexes = [.. before.Indexes.Where(index => !after.Indexes.Any(other => SchemaEquality.Declared.Same(index, other) && index.Name == other.Name) || IsMoved(index))];
        DroppedUniques = [.. before.Uniques.Where(unique => !after.Uniques.Contains(unique))];
        DroppedChecks = [.. before.Checks.Where(check => !after.Checks.Contains(check) || Mentions(check.Sql))];
        KeyChanges = !Equals(before.PrimaryKey, after.PrimaryKey);
    }

    internal IReadOnlyList<IndexDefinition> DroppedIndexes { get; }

    internal IReadOnlyList<UniqueConstraint> DroppedUniques { get; }

    internal IReadOnlyList<CheckConstraint> DroppedChecks { get; }

    /// <summary>Whether the primary key goes, comes, or becomes another.</summary>
    internal bool KeyChanges { get; }

    /// <summary>Whether anything changes that a foreign key of another table may rest on.</summary>
    internal bool MovesKeys => KeyChanges || DroppedUniques.Count > 0 || _moved.Count > 0 || Common().Any(pair => pair.Before.IsNullable != pair.After.IsNullable);

    /// <summary>Whether no operation leads from one to the other: the numbering of rows cannot be had or lost, nor its key renamed.</summary>
    internal bool IsImpossible =>
        _before.Columns.Where(column => column.IsIdentity).Select(column => column.Name).ToHashSet()
            .SetEquals(_after.Columns.Where(column => column.IsIdentity).Select(column => column.Name)) is false
        || (KeyChanges && _before.Columns.Any(column => column.IsIdentity));

    /// <summary>Whether a foreign key over these columns of the table must go while they change.</summary>
    internal bool Moves(ValueList<string> columns) =>
        columns.Any(name => _moved.Contains(name) || _before.FindColumn(name)?.IsNullable != _after.FindColumn(name)?.IsNullable);

    /// <summary>Whether a key that another table refers to by these columns is dropped.</summary>
    internal bool DropsKey(ValueList<string> columns)
    {
        var wanted = columns.ToHashSet();
        return (KeyChanges && _before.PrimaryKey is { } key && wanted.SetEquals(key.Columns)) || DroppedUniques.Any(unique => wanted.SetEquals(unique.Columns));
    }

    /// <summary>Whether an index goes that MySQL may need for a foreign key over these columns; it would refuse to drop it.</summary>
    internal bool DropsIndexOf(ValueList<string> columns)
    {
        var wanted = columns.ToHashSet();
        IEnumerable<IEnumerable<string>> dropped =
        [
            .. DroppedIndexes.Select(index => index.Columns.Select(column => column.Name)),
            .. DroppedUniques.Select(unique => unique.Columns),
            .. KeyChanges && _before.PrimaryKey is { } key ? [key.Columns] : Array.Empty<IEnumerable<string>>(),
        ];
        return dropped.Any(index => wanted.SetEquals(index.Take(columns.Count)));
    }

    internal IEnumerable<DraftedOperation> Operations() =>
    [
        .. DroppedIndexes.Select(index => new DraftedOperation(new DropIndex(_before.Name, index.Name))),
        .. DroppedChecks.Select(check => new DraftedOperation(new DropCheck(_before.Name, check.Name))),
        .. DroppedUniques.Select(unique => new DraftedOperation(new DropUnique(_before.Name, unique.Name))),
        .. KeyChanges && _before.PrimaryKey is not null ? [new DraftedOperation(new DropPrimaryKey(_before.Name))] : Array.Empty<DraftedOperation>(),
        .. new ColumnPlan(_before, _after).Operations(),
        .. KeyChanges && _after.PrimaryKey is { } key ? [Added(new AddPrimaryKey(_before.Name, key), "two rows of one key")] : Array.Empty<DraftedOperation>(),
        .. _after.Uniques.Where(unique => !_before.Uniques.Contains(unique))
            .Select(unique => Added(new AddUnique(_before.Name, unique), $"two rows of the same {string.Join(", ", unique.Columns)}")),
        .. _after.Checks.Where(check => !_before.Checks.Contains(check) || DroppedChecks.Contains(check)).Select(check =>
            _before.Checks.Contains(check) ? new DraftedOperation(new AddCheck(_before.Name, check)) : Added(new AddCheck(_before.Name, check), $"rows that are not {check.Sql}")),
        .. _after.Indexes.Where(index => !_before.Indexes.Any(other => other.Name == index.Name) || DroppedIndexes.Any(other => other.Name == index.Name)).Select(Created),
    ];

    private DraftedOperation Created(IndexDefinition index) => new(
        new CreateIndex(index), index.IsUnique && !_before.Indexes.Any(other => other.Name == index.Name && SchemaEquality.Declared.Same(other, index)) ? OperationRisk.MayFail : OperationRisk.None);

    private static DraftedOperation Added(TableOperation operation, string fails) =>
        new(operation, OperationRisk.MayFail, $"{operation.Table} must have no {fails}.");

    private IEnumerable<(ColumnDefinition Before, ColumnDefinition After)> Common() =>
        _before.Columns.Where(column => _after.FindColumn(column.Name) is not null).Select(column => (column, _after.Column(column.Name)));

    private IEnumerable<ColumnDefinition> Dropped() => _before.Columns.Where(column => _after.FindColumn(column.Name) is null);

    // A condition is tied to the types of its columns; so is an index over an expression, or with a condition.
    private bool IsMoved(IndexDefinition index) =>
        index.Columns.Any(column => column.IsExpression && Mentions(column.Name)) || (index.Where is { } where && Mentions(where));

    private bool Mentions(string sql) => _moved.Any(name => SqlNames.Mentions(sql, name));
}
