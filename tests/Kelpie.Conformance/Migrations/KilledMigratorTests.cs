using System.Collections.Concurrent;
using System.Globalization;
using Kelpie.Conformance.Backends;
using Kelpie.Migrations.Runner;

namespace Kelpie.Conformance.Migrations;

/// <summary>
/// Migrators killed between any two statements, and while some of them run: always the same ones, others by KELPIE_TEST_KILL_SEED.
/// </summary>
public sealed class KilledMigratorTests
{
    private const int Running = 8;
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("KELPIE_TEST_KILL_SEED") ?? "1", CultureInfo.InvariantCulture);

    [Theory, EveryBackend(Shared = true)]
    public Task A_killed_upgrade_is_finished_by_the_next_and_nothing_is_done_twice(string backend) => KillAsync(backend, "up");

    [Theory, EveryBackend(Shared = true)]
    public Task A_killed_downgrade_is_finished_by_the_next_and_nothing_is_undone_twice(string backend) => KillAsync(backend, "down");

    [Theory, EveryBackend(Shared = true)]
    public async Task One_that_is_killed_again_and_again_comes_to_the_end(string backend)
    {
        var whole = await WholeAsync(backend, "up");
        await using var database = await MigratingDatabase.CreateAsync(backend);
        var kills = 0;
        // On the others a run that is killed has done nothing, or nothing of the revision at hand.
        for (var number = database.IsJournaled ? 60 : 20; ; kills++)
        {
            var run = await RunnerProcess.RunAsync(database.Url, "up", kills % 2 == 0 ? "after" : "before", number.ToString(CultureInfo.InvariantCulture));
            if (run.ExitCode == 0)
            {
                break;
            }

            Assert.True(run.ExitCode == RunnerProcess.Killed, run.Said);
            Assert.InRange(kills, 0, 30);
            number += database.IsJournaled ? 0 : 20;
        }

        Assert.InRange(kills, 1, 30);
        Assert.Equal(whole[^1], await database.ReadAsync());
    }

    private static async Task KillAsync(string backend, string way)
    {
        var whole = await WholeAsync(backend, way);
        var moments = Moments(await StatementsAsync(backend, way));
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(moments, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (moment, _) =>
        {
            if (await KillAsync(backend, way, moment.When, moment.Number, whole) is { } error)
            {
                wrong.Add($"{way} {moment.When} {moment.Number}: {error}");
            }
        });
        Assert.True(wrong.IsEmpty, $"seed {Seed}, {wrong.Count} of {moments.Count}:\n{string.Join('\n', wrong.Order(StringComparer.Ordinal))}");
    }

    private static async Task<string?> KillAsync(string backend, string way, string when, int number, IReadOnlyList<List<string>> whole)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        if (way == "down")
        {
            await database.Migrator(Shop.Revisions).UpgradeAsync();
        }

        var run = await RunnerProcess.RunAsync(database.Url, way, when, number.ToString(CultureInfo.InvariantCulture));
        // The last statement may be done before the end is noticed.
        if (run.ExitCode != RunnerProcess.Killed && !(when == "during" && run.ExitCode == 0))
        {
            return $"was not killed, but ended with {run.ExitCode}: {run.Said}";
        }

        var migrator = database.Migrator(Shop.Revisions);
        if (!database.IsJournaled)
        {
            var applied = (await migrator.HistoryAsync()).Count(entry => entry.Applied is not null);
            var left = whole[way == "up" ? applied : Shop.Revisions.Count - applied];
            if (Difference(left, await database.ReadAsync()) is { } torn)
            {
                return $"left {applied} revisions, but {torn}";
            }
        }

        try
        {
            await (way == "up" ? migrator.UpgradeAsync() : migrator.DowngradeAsync("base"));
        }
        catch (Exception exception)
        {
            return $"cannot be finished: {exception.Message}";
        }

        return Difference(whole[^1], await database.ReadAsync());
    }

    /// <summary>What an undisturbed run leads to: at first, and after each revision.</summary>
    private static async Task<IReadOnlyList<List<string>>> WholeAsync(string backend, string way)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        var migrator = database.Migrator(Shop.Revisions);
        if (way == "down")
        {
            await migrator.UpgradeAsync();
        }

        List<List<string>> states = [await database.ReadAsync()];
        for (var i = 0; i < Shop.Revisions.Count; i++)
        {
            await (way == "up" ? migrator.UpgradeAsync("+1") : migrator.DowngradeAsync("-1"));
            states.Add(await database.ReadAsync());
        }

        return states;
    }

    private static async Task<int> StatementsAsync(string backend, string way)
    {
        await using var database = await MigratingDatabase.CreateAsync(backend);
        if (way == "down")
        {
            await database.Migrator(Shop.Revisions).UpgradeAsync();
        }

        var run = await RunnerProcess.RunAsync(database.Url, way);
        Assert.True(run.ExitCode == 0, run.Said);
        Assert.Equal(Shop.Revisions.Count, run.Steps);
        return run.Statements;
    }

    // Between two statements is after the one and before the other: each place once.
    private static List<(string When, int Number)> Moments(int statements)
    {
        int[] running = [.. Enumerable.Range(1, statements)];
        new Random(Seed).Shuffle(running);
        return
        [
            ("before", 1),
            .. Enumerable.Range(1, statements).Select(number => ("after", number)),
            .. running.Take(Running).Select(number => ("during", number)),
        ];
    }

    private static string? Difference(List<string> expected, List<string> actual) => expected.SequenceEqual(actual) ? null
        : $"it lacks [{string.Join("; ", expected.Except(actual))}] and has [{string.Join("; ", actual.Except(expected))}]"
            + (expected.Count == actual.Count ? "" : $", {actual.Count} lines instead of {expected.Count}");
}
