using Kelpie.Database;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.Verification;
using Kelpie.Sql;

namespace Kelpie.Experiments.Promotion;

/// <summary>Tries a promotion before a file is written: without the rows, with them, and there and back.</summary>
internal static class PromotionTrial
{
    /// <param name="engine">The database that has the experiment. It is read only.</param>
    /// <param name="revision">The promotion.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">A row would be lost, or the revision is none that could be committed.</exception>
    internal static async Task RequireAsync(Engine engine, PromotionRevision revision, CancellationToken cancellationToken)
    {
        var graph = revision.Graph();
        if (new Lint(graph, [.. KelpieDatabase.Drivers.Select(driver => driver.Dialect)]).Run()
            .FirstOrDefault(finding => finding.Migration == revision && finding.Hazard.Severity != HazardSeverity.Note) is { } flaw)
        {
            throw new KelpieException("cannot_promote", $"The revision would not be clean: {flaw.Hazard.What}.", $"{flaw.Hazard.Remedy} Or write the revision by hand: kelpie db revision.");
        }

        try
        {
            var plan = await new Migrator(engine, graph).PlanUpgradeAsync(revision.Revision, cancellationToken).ConfigureAwait(false);
            if (plan.Stakes.Where(stake => stake.IsViolation).ToList() is { Count: > 0 } lost)
            {
                throw new KelpieException(
                    "would_lose_rows", $"Rows would be lost: {string.Join("; ", lost.Select(stake => $"{stake.Hazard.What}: {stake.Rows}"))}.",
                    $"They are found by: {lost[0].Query}. Mend them, decide otherwise (--type, --drop), and run it again.");
            }
        }
        catch (UpgradeRefusedException refused)
        {
            throw new KelpieException("cannot_promote", refused.Message, "Others cannot refer to a table that becomes Kelpie's: promote them first, or drop their foreign keys.", refused);
        }

        await VerifyAsync(revision, cancellationToken).ConfigureAwait(false);
    }

    private static async Task VerifyAsync(PromotionRevision revision, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("kelpie-promotion-");
        try
        {
            await using var engine = Engine.Create(DatabaseUrl.Parse(Path.Combine(folder.FullName, "verify.db")), KelpieDatabase.Drivers);
            var report = await new Verifier(engine, revision.Graph()).RunAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!report.IsOk)
            {
                throw new KelpieException(
                    "cannot_promote", $"The revision does not lead there and back: {string.Join("; ", report.Revisions.Where(one => !one.IsOk))}.", "Write the revision by hand: kelpie db revision.");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
