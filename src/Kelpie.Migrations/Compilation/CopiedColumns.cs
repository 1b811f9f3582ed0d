using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using AlterColumn = Kelpie.Migrations.Operations.AlterColumn;
using DropColumn = Kelpie.Migrations.Operations.DropColumn;
using RenameColumn = Kelpie.Migrations.Operations.RenameColumn;

namespace Kelpie.Migrations.Compilation;

/// <summary>What the columns of a rebuilt table get from the old one.</summary>
internal static class CopiedColumns
{
    /// <param name="before">The schema before.</param>
    /// <param name="operations">What alters the table, in order.</param>
    /// <param name="dialect">How the database wants things said.</param>
    /// <exception cref="NotSupportedException">A value cannot be converted.</exception>
    internal static ValueList<ColumnCopy> Of(SchemaState before, IReadOnlyList<TableOperation> operations, Dialect dialect)
    {
        var columns = before.Tables.TableOf(operations[0].Table).Columns;
        // By the name of the new column: its value over the old ones.
        var values = columns.Select(column => (column.Name, Value: dialect.Quote(column.Name))).ToList();
        // The names that columns have by now, and had in the old table.
        var former = columns.ToDictionary(column => column.Name, column => column.Name, StringComparer.Ordinal);
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case DropColumn drop:
                    values.RemoveAll(value => value.Name == drop.Name);
                    former.Remove(drop.Name);
                    break;
                case RenameColumn rename when values.FindIndex(value => value.Name == rename.Name) is var at and >= 0:
                    values[at] = (rename.NewName, values[at].Value);
                    former[rename.NewName] = former[rename.Name];
                    former.Remove(rename.Name);
                    break;
                case AlterColumn { Type: not null } alter when values.FindIndex(value => value.Name == alter.Name) is var at and >= 0:
                    values[at] = (alter.Name, dialect.Ddl.SpellConversion(InFormerNames(alter.ToStatement(before, dialect.Name), former)));
                    break;
                default:
                    break;
            }

            before = operation.Apply(before);
        }

        return values.Select(value => new ColumnCopy(value.Name, value.Value)).ToValueList();
    }

    /// <summary>Whether an operation has changed the values of the column that another one converts.</summary>
    internal static bool Touches(Operation earlier, TableOperation conversion) =>
        earlier is AlterColumn { Type: not null } alter && conversion is AlterColumn { Name: var name } && alter.Name == name;

    private static Kelpie.Sql.Statements.AlterColumn InFormerNames(Kelpie.Sql.Statements.AlterColumn alter, Dictionary<string, string> former) => alter with
    {
        Before = alter.Before with { Name = former[alter.Before.Name] },
        Conversion = alter.Conversion is { } sql
            ? former.Where(name => name.Key != name.Value).Aggregate(sql, (text, name) => SqlNames.Rename(text, name.Key, name.Value))
            : null,
    };
}
