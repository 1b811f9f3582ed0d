using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using AlterColumn = Kelpie.Migrations.Operations.AlterColumn;
using RenameColumn = Kelpie.Migrations.Operations.RenameColumn;

namespace Kelpie.Migrations.Compilation;

/// <summary>Turns the operations of one revision into statements for one kind of database.</summary>
/// <param name="dialect">How the database wants things said.</param>
/// <param name="handmade">Triggers and indexes that no migration has made; they outlive a rebuild of their table.</param>
internal sealed class StepCompiler(Dialect dialect, Handmade handmade)
{
    /// <param name="operations">The operations, in order.</param>
    /// <param name="before">The schema before the first.</param>
    /// <exception cref="UnfitOperationException">The database has no way to do one of them.</exception>
    internal IReadOnlyList<CompiledChange> Compile(IReadOnlyList<Operation> operations, SchemaState before)
    {
        var changes = new List<CompiledChange>();
        for (var next = 0; next < operations.Count;)
        {
            try
            {
                changes.Add(Take(operations, next, before));
            }
            catch (Exception exception) when (exception is InvalidOperationException or NotSupportedException or ArgumentException)
            {
                throw new UnfitOperationException(operations[next], exception);
            }

            (before, next) = (changes[^1].After, next + changes[^1].Operations.Count);
        }

        return changes;
    }

    private CompiledChange Take(IReadOnlyList<Operation> operations, int first, SchemaState before)
    {
        var count = CountToRebuild(operations, first, before);
        var taken = operations.Skip(first).Take(Math.Max(1, count)).ToList();
        var after = taken.Aggregate(before, (state, operation) => operation.Apply(state));
        return new CompiledChange(taken, before, after, count > 0
            ? Rebuild(taken.Cast<TableOperation>().ToList(), before, after)
            : new DependentViews(dialect, before, after).Around(
                taken[0], new DependentConditions(dialect, before, after).Around(taken[0], taken[0].Compile(dialect, before))))
        {
            MakesTableAnew = count > 0,
        };
    }

    // How many operations, from this one on, alter one table by one rebuild; 0 where none is needed.
    private int CountToRebuild(IReadOnlyList<Operation> operations, int first, SchemaState before)
    {
        var (count, needed) = (0, 0);
        for (var i = first; i < operations.Count && operations[i] is TableOperation operation && operation.Table == ((TableOperation)operations[first]).Table; i++)
        {
            if (count > 0 && operation is AlterColumn { Type: not null } && operations.Take(i).Skip(first).Any(earlier => CopiedColumns.Touches(earlier, operation)))
            {
                // Of a value that the rebuild makes, another one is made by another rebuild.
                break;
            }

            if (operation is RenameColumn rename && IsReferredTo(before, rename))
            {
                // A table made anew tells those that refer to it nothing of a new name; the database's own way does.
                break;
            }

            count++;
            if (dialect.Ddl.NeedsRebuild(StatementOf(operation, before)))
            {
                needed = count;
            }

            before = operation.Apply(before);
        }

        return needed;
    }

    private static bool IsReferredTo(SchemaState state, RenameColumn rename) => state.Tables.Tables.Any(other => other.Name != rename.Table
        && other.ForeignKeys.Any(key => key.ReferencedTable == rename.Table && key.ReferencedColumns.Contains(rename.Name)));

    private DdlStatement StatementOf(TableOperation operation, SchemaState before) =>
        operation is AlterColumn alter ? alter.ToStatement(before, dialect.Name) : operation.ToStatement(before);

    private IReadOnlyList<string> Rebuild(IReadOnlyList<TableOperation> operations, SchemaState before, SchemaState after)
    {
        var table = before.Tables.TableOf(operations[0].Table);
        var rebuilt = after.Tables.TableOf(table.Name);
        return dialect.Ddl.Compile(new RebuildTable(table, rebuilt, CopiedColumns.Of(before, operations, dialect))
        {
            Taken = after.Tables.Tables.Select(other => other.Name).Concat(after.Views.Keys).Where(name => name != table.Name).ToValueList(),
            Restore = Restored(after, rebuilt),
        });
    }

    private ValueList<string> Restored(SchemaState after, TableDefinition table) =>
    [
        .. after.Triggers.Values.Where(trigger => trigger.Table == table.Name)
            .SelectMany(trigger => SqlScript.Split(trigger.Scripts.For(dialect.Name)?.Sql ?? "")),
        .. RawObjects.Of(after, dialect.Name, handmade)
            .Where(raw => raw.Table == table.Name && table.Indexes.All(index => index.Name != raw.Name))
            .DistinctBy(raw => (raw.Kind, raw.Name)).Select(raw => raw.Sql),
    ];
}
