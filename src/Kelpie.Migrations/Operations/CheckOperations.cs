using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Adds a condition; the rows that are there must keep it.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Check">The condition.</param>
public sealed record AddCheck(string Table, CheckConstraint Check) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.AddCheck(Table, Check);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropCheck(Table, Check.Name)];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        table.RequireNoConstraint(Check.Name);
        return before.Change(Table, _ => table with { Checks = [.. table.Checks, Check] });
    }

    internal override void Describe(CanonicalText text) => text.Word("add check").Name(Table).Name(Check.Name).Name(Check.Sql).EndLine();
}

/// <summary>Drops a condition.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Name">The constraint's name.</param>
public sealed record DropCheck(string Table, string Name) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.DropCheck(Table, Name);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new AddCheck(Table, CheckOf(before.Tables.TableOf(Table)))];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var dropped = CheckOf(table);
        return before.Change(Table, _ => table with { Checks = table.Checks.Where(check => check != dropped).ToValueList() });
    }

    internal override void Describe(CanonicalText text) => text.Word("drop check").Name(Table).Name(Name).EndLine();

    private CheckConstraint CheckOf(TableDefinition table) => table.Checks.Named(Name, check => check.Name, table, "check");
}
