using CsCheck;
using Kelpie.Conformance.Backends;
using Kelpie.Conformance.SchemaChanges;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Migrations;

/// <summary>Revisions that were drafted, run up and down on databases with rows in them.</summary>
public sealed class DraftedRevisionTests(ITestOutputHelper output)
{
    [Theory, EveryBackend]
    public async Task A_drafted_revision_leads_there_and_back(string backend)
    {
        var kind = EveryBackendAttribute.Named(backend);
        var (run, refusals) = (0, new List<string>());
        await new SchemaPairs(kind.HasPartialIndexes, kind.HasExpressionIndexes).Changed.SampleAsync(
            async pair =>
            {
                run++;
                if (await RunAsync(backend, pair) is { } refusal)
                {
                    refusals.Add(refusal);
                }
            },
            iter: 60,
            threads: 1,
            print: pair => pair.ToString());
        output.WriteLine($"{run} pairs, {refusals.Count} refused:\n{string.Join('\n', refusals)}");
        Assert.True(refusals.Count * 10 <= run, $"{refusals.Count} of {run} are refused:\n{string.Join('\n', refusals)}");
    }

    private static async Task<string?> RunAsync(string backend, SchemaPair pair)
    {
        await using var database = await MigratedDatabase.CreateAsync(backend);
        var first = new MadeUpRevision("00000001", null, Operations(SchemaDraft.Between(MetaData.Empty, pair.Before)));
        await database.Migrator(first).UpgradeAsync();
        await FillAsync(database, new SchemaHistory(new RevisionGraph(first)).At("head"));
        Assert.Empty((await database.CheckAsync(new DriftCheck(pair.Before))).Describe());

        var draft = SchemaDraft.Between(pair.Before, pair.After, pair.Renames);
        var second = new MadeUpRevision("00000002", "00000001", Operations(draft));
        try
        {
            await UpgradeAsync(database, first, second);
        }
        catch (MigrationException exception) when (exception.InnerException is NotSupportedException)
        {
            return exception.Message;
        }

        var there = await database.CheckAsync(new DriftCheck(pair.After));
        Assert.Empty(there.Describe());
        Assert.Empty(there.UnknownTables);
        try
        {
            await database.Migrator(first, second).DowngradeAsync("00000001");
        }
        catch (MigrationException exception) when (exception.InnerException is NotSupportedException)
        {
            return exception.Message;
        }

        var back = await database.CheckAsync(new DriftCheck(pair.Before));
        Assert.Empty(back.Describe());
        Assert.Empty(back.UnknownTables);
        return null;
    }

    // A reference that was left NULL may be drafted to be never so: rightly refused, until the rows are gone.
    private static async Task UpgradeAsync(MigratedDatabase database, params IReadOnlyList<Migration> migrations)
    {
        try
        {
            await database.Migrator(migrations).UpgradeAsync();
        }
        catch (UpgradeRefusedException refused) when (refused.Stakes.All(stake => stake.Hazard.Kind == HazardKind.RefusesNull))
        {
            await database.RunAsync([.. refused.Stakes.Select(stake => $"DELETE FROM {database.Engine.Dialect.Quote(stake.Table!)}").Distinct()]);
            await database.Migrator(migrations).UpgradeAsync();
        }
    }

    private static IEnumerable<Operation> Operations(SchemaDraft draft) => draft.Operations.Select(drafted => drafted.Operation);

    // Two rows in each table; what refers to another table is left NULL.
    private static async Task FillAsync(MigratedDatabase database, MetaData schema)
    {
        var dialect = database.Engine.Dialect;
        foreach (var table in schema.Tables)
        {
            var columns = table.Columns.Where(column => !column.IsIdentity && !table.ForeignKeys.Any(key => key.Columns.Contains(column.Name))).ToList();
            for (var row = 1; row <= 2; row++)
            {
                await database.RunAsync(
                    $"INSERT INTO {dialect.Quote(table.Name)} ({string.Join(", ", columns.Select(column => dialect.Quote(column.Name)))}) "
                    + $"VALUES ({string.Join(", ", columns.Select(column => Values.Of(dialect.Name, column.Type, row)))})");
            }
        }
    }
}
