using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Gives a table that has none a primary key.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Key">The key.</param>
public sealed record AddPrimaryKey(string Table, PrimaryKey Key) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.AddPrimaryKey(Table, Key);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new DropPrimaryKey(Table)];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        if (table.PrimaryKey is not null)
        {
            throw new InvalidOperationException($"Table {Table} has a primary key already; drop it first.");
        }

        if (Key.Columns.Select(table.ColumnOf).FirstOrDefault(column => column.IsNullable) is { } nullable)
        {
            throw new InvalidOperationException($"{Table}.{nullable.Name} may be NULL, so it cannot be of the primary key; alter it first.");
        }

        return before.Change(Table, _ => table with { PrimaryKey = Key });
    }

    internal override void Describe(CanonicalText text) => text.Word("add primary key").Name(Table).Names(Key.Columns).OptionalName(Key.Name).EndLine();
}

/// <summary>Takes a table its primary key. The columns stay.</summary>
/// <param name="Table">The table's name.</param>
public sealed record DropPrimaryKey(string Table) : TableOperation(Table)
{
    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.DropPrimaryKey(Table, KeyOf(before.Tables)) { Definition = before.Tables.TableOf(Table) };

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new AddPrimaryKey(Table, KeyOf(before.Tables))];

    private protected override MetaData Apply(MetaData before)
    {
        var table = before.TableOf(Table);
        var key = KeyOf(before);
        if (key.Columns.Select(table.Column).FirstOrDefault(column => column.IsIdentity) is { } identity)
        {
            throw new InvalidOperationException($"{Table}.{identity.Name} numbers the rows, so it stays the primary key.");
        }

        before.RequireNotReferenced(table, key.Columns);
        return before.Change(Table, _ => table with { PrimaryKey = null });
    }

    internal override void Describe(CanonicalText text) => text.Word("drop primary key").Name(Table).EndLine();

    private PrimaryKey KeyOf(MetaData schema) =>
        schema.TableOf(Table).PrimaryKey ?? throw new InvalidOperationException($"Table {Table} has no primary key.");
}
