using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Gives a table another name. What refers to it follows; its keys, constraints, indexes and triggers keep their names.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="NewName">Its name from then on.</param>
public sealed record RenameTable(string Name, string NewName) : SchemaOperation
{
    /// <inheritdoc/>
    public override SchemaState Apply(SchemaState before)
    {
        before.Tables.TableOf(Name);
        before.RequireNoRelation(NewName);
        return before with
        {
            Tables = before.Tables.Tables.Aggregate(MetaData.Empty, (after, table) => after.Add(Renamed(table))),
            Views = before.Views.Rewritten(Name, Name, NewName),
            Triggers = before.Triggers.Rewritten(Name, Name, NewName),
            Raw = before.Raw.Add(new RawChange.TableRenamed(Name, NewName)),
        };
    }

    /// <inheritdoc/>
    public override DdlStatement ToStatement(SchemaState before) => new Ddl.RenameTable(Name, NewName);

    /// <inheritdoc/>
    public override IReadOnlyList<Operation> Invert(SchemaState before) => [new RenameTable(NewName, Name)];

    internal override void Describe(CanonicalText text) => text.Word("rename table").Name(Name).Name(NewName).EndLine();

    private TableDefinition Renamed(TableDefinition table)
    {
        var referring = table with
        {
            ForeignKeys = table.ForeignKeys
                .Select(key => key.ReferencedTable == Name ? key with { ReferencedTable = NewName } : key).ToValueList(),
        };
        return table.Name != Name ? referring : referring with
        {
            Name = NewName,
            Indexes = table.Indexes.Select(index => index with { Table = NewName }).ToValueList(),
        };
    }
}
