using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Ddl = Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Operations;

/// <summary>Gives a table another name. What refers to it follows; its keys, constraints and indexes keep their names.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="NewName">Its name from then on.</param>
public sealed record RenameTable(string Name, string NewName) : Operation
{
    /// <inheritdoc/>
    public override MetaData Apply(MetaData before)
    {
        before.TableOf(Name);
        before.RequireNoTable(NewName);
        return before.Tables.Aggregate(MetaData.Empty, (after, table) => after.Add(Renamed(table)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(Dialect dialect, MetaData before) =>
        dialect.Ddl.Compile(new Ddl.RenameTable(Name, NewName));

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
