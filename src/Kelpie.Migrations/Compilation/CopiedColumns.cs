using Kelpie.Migrations.Operations;
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
    /// <param name="table">The table before.</param>
    /// <param name="operations">What alters it, in order.</param>
    /// <param name="dialect">How the database wants things said.</param>
    /// <exception cref="NotSupportedException">A value is to be converted from one that was converted by the same rebuild.</exception>
    internal static ValueList<ColumnCopy> Of(TableDefinition table, IReadOnlyList<TableOperation> operations, Dialect dialect)
    {
        // By the name of the new column: its value over the old ones.
        var values = table.Columns.Select(column => (column.Name, Value: dialect.Quote(column.Name))).ToList();
        // The names that columns have by now, and had in the old table.
        var former = table.Columns.ToDictionary(column => column.Name, column => column.Name, StringComparer.Ordinal);
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
                case AlterColumn alter when alter.Conversion.For(dialect.Name) is { } conversion:
                    values.RemoveAll(value => value.Name == alter.Name);
                    values.Add((alter.Name, $"({InFormerNames(conversion.Sql, former)})"));
                    break;
                default:
                    break;
            }
        }

        return values.Select(value => new ColumnCopy(value.Name, value.Value)).ToValueList();
    }

    private static string InFormerNames(string sql, Dictionary<string, string> former) => former
        .Where(name => name.Key != name.Value)
        .Aggregate(sql, (text, name) => SqlNames.Rename(text, name.Key, name.Value));
}
