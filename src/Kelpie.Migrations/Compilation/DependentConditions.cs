using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Compilation;

/// <summary>Takes checks and indexes out of the way of a new name for a column they speak of, where the database does not rename it in them.</summary>
internal sealed class DependentConditions(Dialect dialect, SchemaState before, SchemaState after)
{
    /// <summary>The statements of an operation, with what conditions need before and after them.</summary>
    internal IReadOnlyList<string> Around(Operation operation, IReadOnlyList<string> statements)
    {
        if (operation is not RenameColumn rename || dialect.Capabilities.HasRenamesInConditions)
        {
            return statements;
        }

        var (old, renamed) = (before.Tables.TableOf(rename.Table), after.Tables.TableOf(rename.Table));
        var checks = old.Checks.Where(check => SqlNames.Mentions(check.Sql, rename.Name)).Select(check => check.Name).ToHashSet(StringComparer.Ordinal);
        var indexes = old.Indexes.Where(index => Speaks(index, rename.Name)).Select(index => index.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. checks.SelectMany(check => new DropCheck(rename.Table, check).Compile(dialect, before)),
            .. indexes.SelectMany(index => new DropIndex(rename.Table, index).Compile(dialect, before)),
            .. statements,
            .. renamed.Checks.Where(check => checks.Contains(check.Name)).SelectMany(check => new AddCheck(rename.Table, check).Compile(dialect, after)),
            .. renamed.Indexes.Where(index => indexes.Contains(index.Name)).SelectMany(index => new CreateIndex(index).Compile(dialect, after)),
        ];
    }

    private static bool Speaks(IndexDefinition index, string column) =>
        index.Columns.Any(part => part.IsExpression && SqlNames.Mentions(part.Name, column)) || (index.Where is { } where && SqlNames.Mentions(where, column));
}
