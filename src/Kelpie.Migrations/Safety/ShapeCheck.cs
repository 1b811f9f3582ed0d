using System.Text;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Looks whether the tables that a plan adopts are what it expects, where they are there. Reads only.</summary>
/// <param name="db">A connection.</param>
internal sealed class ShapeCheck(Connection db)
{
    /// <summary>Refuses a plan that would adopt a table of another shape, or one that others refer to.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="command">What a person types to run it.</param>
    /// <param name="align">What a person types to make such a table what is expected, behind which its name comes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UpgradeRefusedException">It would.</exception>
    internal async Task RequireAsync(MigrationPlan plan, string command, string align, CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        var message = new StringBuilder();
        foreach (var (step, adopt) in plan.Steps.SelectMany(step => step.Changes.SelectMany(change => change.Operations).OfType<AdoptTable>().Select(adopt => (step, adopt))))
        {
            if (await db.Driver.Inspector.FindTableAsync(db, adopt.Table.Name, cancellationToken).ConfigureAwait(false) is { } live)
            {
                var differences = SchemaComparison.Of(MetaData.Empty.Add(Columns(adopt.Table)), MetaData.Empty.Add(Columns(live)), new DatabaseEquality(db.Dialect), null)
                    .Describe("revision", "database");
                var referring = await ReferringAsync(live.Name, cancellationToken).ConfigureAwait(false);
                var found = message.Length;
                foreach (var line in differences.Concat(referring.Select(other => $"{other} refers to it, and would refer to nothing")))
                {
                    message.Append($"\n  {step.Migration}: {line}");
                }

                if (message.Length > found)
                {
                    tables.Add(live.Name);
                }
            }
        }

        if (message.Length > 0)
        {
            throw new UpgradeRefusedException(
                [], $"A table that the upgrade adopts is not what it expects:{message}\nNothing was run. Make it so, run: {string.Join(", ", tables.Select(table => $"{align} {table}"))}, and then: {command}\nOr leave it as it is, beside an empty one, and run: {command} --leave-experiments");
        }
    }

    // Keys and indexes of the table do not matter, nor how long a text or a number may be: its rows go into another one, which has its
    // own, and refuses what does not fit.
    private static TableDefinition Columns(TableDefinition table) => new(
        table.Name, table.Columns.Select(column => column with { Type = Kind(column.Type), Default = null, IsIdentity = false, Comment = null }).ToValueList());

    /// <summary>The kind of a type, for which rows can be moved from one to the other.</summary>
    internal static SqlType Kind(SqlType type) => type switch
    {
        { Spellings: var spellings } when !spellings.Equals(SpellingSet.Empty) => type,
        TextType or AsciiKeyType or UnknownType { IsText: true } => Types.Text,
        IntegerType or BigIntType => Types.BigInt,
        _ => type,
    };

    private async Task<IReadOnlyList<string>> ReferringAsync(string table, CancellationToken cancellationToken) =>
        [.. (await db.Driver.Inspector.ReadAsync(db, cancellationToken).ConfigureAwait(false)).Tables
            .Where(other => other.Name != table && other.ForeignKeys.Any(key => key.ReferencedTable == table)).Select(other => other.Name)];
}
