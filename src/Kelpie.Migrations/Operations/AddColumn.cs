using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Adds a column to a table, behind those it has.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Column">The column.</param>
public sealed record AddColumn(string Table, ColumnDefinition Column) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.AddColumn(Table, Column);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropColumn(Table, Column.Name)];

    private protected override MetaData Apply(MetaData before)
    {
        before.TableOf(Table).RequireNoColumn(Column.Name);
        if (Column.IsIdentity)
        {
            throw new InvalidOperationException($"{Table}.{Column.Name} numbers the rows; such a column can be had only from the table's creation on.");
        }

        return before.Change(Table, table => table with { Columns = [.. table.Columns, Column] });
    }

    internal override void Describe(CanonicalText text) => text.Word("add column").Name(Table).EndLine().Column(Column);
}
