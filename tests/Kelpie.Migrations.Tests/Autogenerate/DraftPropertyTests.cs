using CsCheck;
using Kelpie.Conformance.Migrations;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Tests.Autogenerate;

/// <summary>What holds of any two schemas.</summary>
public sealed class DraftPropertyTests
{
    private static readonly SchemaPairs Pairs = new(hasPartialIndexes: true, hasExpressionIndexes: true);

    [Fact]
    public void The_operations_lead_from_one_schema_to_the_other_and_their_inverse_back() => Pairs.Changed.Sample(LeadThereAndBack, iter: 2000, print: pair => pair.ToString());

    [Fact]
    public void So_they_do_between_schemas_that_have_nothing_in_common() => Pairs.Unrelated.Sample(LeadThereAndBack, iter: 1000, print: pair => pair.ToString());

    [Fact]
    public void A_schema_is_no_different_from_itself() => Pairs.Changed.Sample(
        pair => Assert.True(SchemaDraft.Between(pair.After, pair.After).IsEmpty), iter: 200, print: pair => pair.ToString());

    [Fact]
    public void Two_schemas_differ_if_and_only_if_one_says_something_else() => Pairs.Changed.Sample(
        pair => Assert.Equal(Sorted(pair.Before).Equals(Sorted(pair.After)), SchemaComparison.Of(pair.Before, pair.After).IsEmpty), iter: 1000, print: pair => pair.ToString());

    [Fact]
    public void The_code_compiles_and_does_what_was_drafted()
    {
        var pairs = new List<SchemaPair>();
        Gen.Frequency((3, Pairs.Changed), (1, Pairs.Unrelated)).Sample(pairs.Add, iter: 150, threads: 1);
        IReadOnlyList<SchemaDraft> drafts = [.. pairs.Select(pair => SchemaDraft.Between(pair.Before, pair.After, pair.Renames))];
        var run = CompiledMigrations.Run([.. drafts.Select(draft => draft.ToCode())]);
        foreach (var (draft, operations) in drafts.Zip(run))
        {
            Assert.Equal(draft.Operations.Select(drafted => drafted.Operation), operations);
        }
    }

    private static void LeadThereAndBack(SchemaPair pair)
    {
        IReadOnlyList<Operation> operations = [.. SchemaDraft.Between(pair.Before, pair.After, pair.Renames).Operations.Select(drafted => drafted.Operation)];
        var start = SchemaState.Of(pair.Before);
        var end = operations.Aggregate(start, (state, operation) => operation.Apply(state));
        Assert.Equal(Sorted(pair.After), Sorted(end.Tables));
        var back = Inverse.Of(operations, start).Aggregate(end, (state, operation) => operation.Apply(state));
        Assert.Equal(Sorted(pair.Before), Sorted(back.Tables));
    }

    // What an order means nothing of, in order; and without comments.
    private static MetaData Sorted(MetaData schema) => schema.Tables.Aggregate(MetaData.Empty, (all, table) => all.Add(table with
    {
        Comment = null,
        Columns = table.Columns.Select(column => column with { Comment = null }).OrderBy(column => column.Name, StringComparer.Ordinal).ToValueList(),
        ForeignKeys = table.ForeignKeys.OrderBy(key => key.Name, StringComparer.Ordinal).ToValueList(),
        Uniques = table.Uniques.OrderBy(unique => unique.Name, StringComparer.Ordinal).ToValueList(),
        Checks = table.Checks.OrderBy(check => check.Name, StringComparer.Ordinal).ToValueList(),
        Indexes = table.Indexes.OrderBy(index => index.Name, StringComparer.Ordinal).ToValueList(),
    }));
}
