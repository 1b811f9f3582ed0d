using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>What makes of the columns of a table those it is to have. What uses them has been dropped before, and comes back after.</summary>
internal sealed class ColumnPlan(TableDefinition before, TableDefinition after)
{
    internal IEnumerable<DraftedOperation> Operations()
    {
        var added = after.Columns.Where(column => before.FindColumn(column.Name) is null).ToList();
        var dropped = before.Columns.Where(column => after.FindColumn(column.Name) is null).ToList();
        // Added before others are dropped: no table is ever without columns.
        return
        [
            .. added.Select(column => new DraftedOperation(new AddColumn(before.Name, NeedsFilling(column) ? column with { IsNullable = true } : column))),
            .. before.Columns.Where(column => after.FindColumn(column.Name) is not null).SelectMany(column => Altered(column, after.Column(column.Name))),
            .. dropped.SelectMany(column => Dropped(column, added)),
            .. added.Where(NeedsFilling).Select(column => new DraftedOperation(
                new AlterColumn(before.Name, column.Name) { IsNullable = false },
                OperationRisk.MayFail,
                $"{before.Name}.{column.Name} is new, never NULL and has no default: give the rows that are there a value first, with op.Sql or op.InBatches.")),
        ];
    }

    private static bool NeedsFilling(ColumnDefinition column) => column is { IsNullable: false, Default: null };

    private IEnumerable<DraftedOperation> Altered(ColumnDefinition one, ColumnDefinition other)
    {
        var change = new AlterColumn(before.Name, one.Name)
        {
            Type = one.Type.Equals(other.Type) ? null : other.Type,
            IsNullable = one.IsNullable == other.IsNullable ? null : other.IsNullable,
            Default = SchemaEquality.Declared.SameDefault(one, other) ? null : new DefaultChange(other.Default),
        };
        if (change is { Type: null, IsNullable: null, Default: null })
        {
            yield break;
        }

        var (risk, note) = change.Type is null ? (OperationRisk.None, null) : TypeChange.Judge($"{before.Name}.{one.Name}", one.Type, other.Type);
        if (change.IsNullable == false)
        {
            risk = risk == OperationRisk.None ? OperationRisk.MayFail : risk;
            note = $"{(note is null ? "" : note + " ")}{before.Name}.{one.Name} must hold no NULL.";
        }

        yield return new DraftedOperation(change, risk, note);
    }

    private IEnumerable<DraftedOperation> Dropped(ColumnDefinition column, IReadOnlyList<ColumnDefinition> added)
    {
        // So that the way back can add it to a table with rows.
        if (NeedsFilling(column))
        {
            yield return new DraftedOperation(new AlterColumn(before.Name, column.Name) { IsNullable = true });
        }

        var note = $"What is in {before.Name}.{column.Name} is lost.";
        var lookalike = added.FirstOrDefault(other => other.Type.Equals(column.Type) && Place(after, other) == Place(before, column))
            ?? (added.Where(other => other.Type.Equals(column.Type)).ToList() is [var only] ? only : null);
        yield return new DraftedOperation(
            new DropColumn(before.Name, column.Name),
            OperationRisk.Destructive,
            lookalike is null ? note : $"{note} If it is {lookalike.Name} from now on, say so: --rename {before.Name}.{column.Name}:{lookalike.Name}");
    }

    private static int Place(TableDefinition table, ColumnDefinition column) => table.Columns.Index().First(pair => pair.Item == column).Index;
}
