using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Drops a column and what is in it. No key, constraint or index may use it any more.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Name">The column's name.</param>
public sealed record DropColumn(string Table, string Name) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.DropColumn(Table, Name);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before)
    {
        var column = before.Tables.TableOf(Table).ColumnOf(Name);
        return column is { IsNullable: false, Default: null }
            ? throw new InvalidOperationException(
                $"{Table}.{Name} is never NULL and has no default, so it cannot be added again to a table with rows; write the downgrade, or drop NOT NULL first.")
            : [new AddColumn(Table, column)];
    }

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var column = table.ColumnOf(Name);
        if (UserIn(before, table) is { } user)
        {
            throw new InvalidOperationException($"{Table}.{Name} is still used by {user}; drop that first.");
        }

        return before.Change(Table, _ => table with { Columns = table.Columns.Where(other => other != column).ToValueList() });
    }

    internal override void Describe(CanonicalText text) => text.Word("drop column").Name(Table).Name(Name).EndLine();

    private string? UserIn(MetaData schema, TableDefinition table)
    {
        IEnumerable<string> users =
        [
            .. table.PrimaryKey is { } key && key.Columns.Contains(Name) ? ["the primary key"] : Array.Empty<string>(),
            .. table.ForeignKeys.Where(key => key.Columns.Contains(Name)).Select(key => $"foreign key {key.Name}"),
            .. table.Uniques.Where(unique => unique.Columns.Contains(Name)).Select(unique => $"unique constraint {unique.Name}"),
            .. table.Checks.Where(check => SqlNames.Mentions(check.Sql, Name)).Select(check => $"check {check.Name}"),
            .. table.Indexes.Where(Uses).Select(index => $"index {index.Name}"),
            .. schema.Tables.SelectMany(other => other.ForeignKeys)
                .Where(key => key.ReferencedTable == Table && key.ReferencedColumns.Contains(Name)).Select(key => $"foreign key {key.Name}"),
        ];
        return users.FirstOrDefault();
    }

    private bool Uses(IndexDefinition index) =>
        index.Columns.Any(column => column.IsExpression ? SqlNames.Mentions(column.Name, Name) : column.Name == Name)
        || (index.Where is { } where && SqlNames.Mentions(where, Name));
}
