using System.Globalization;
using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Runner;

namespace Kelpie.Conformance.Migrations;

/// <summary>Many processes at once, twenty times; as often as KELPIE_TEST_ROUNDS says.</summary>
public sealed class ManyMigratorsTests
{
    private const int Processes = 8;
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("KELPIE_TEST_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    [Theory, EveryBackend(Shared = true)]
    public async Task Eight_that_upgrade_one_empty_database_all_end_well_and_apply_each_revision_once(string backend)
    {
        await using var alone = await MigratingDatabase.CreateAsync(backend);
        await alone.Migrator(Shop.Revisions).UpgradeAsync();
        var whole = await alone.ReadAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await using var database = await MigratingDatabase.CreateAsync(backend);
            var runs = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => RunnerProcess.RunAsync(database.Url, "up")));
            Assert.All(runs, run => Assert.True(run.ExitCode == 0, $"round {round}: {run.Said}"));
            Assert.Equal(Shop.Revisions.Count, runs.Sum(run => run.Steps));
            Assert.Single(runs, run => run.Steps > 0);
            Assert.Equal(whole, await database.ReadAsync());
        }
    }
}
