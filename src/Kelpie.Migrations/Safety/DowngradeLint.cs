using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.State;

namespace Kelpie.Migrations.Safety;

/// <summary>Whether a revision has a way back, and whether it leads there.</summary>
internal static class DowngradeLint
{
    /// <returns>The way back, or null where there is none; and what is wrong with it, or null for nothing.</returns>
    internal static (IReadOnlyList<Operation>? Downgrade, Hazard? Hazard) Of(
        Migration migration, IReadOnlyList<Operation> upgrade, SchemaState before, SchemaState after)
    {
        IReadOnlyList<Operation> downgrade;
        try
        {
            downgrade = migration.Downgrades(before);
        }
        catch (InvalidOperationException reason)
        {
            var isRaw = upgrade.Any(operation => operation is ExecuteSql { Undo: null } or ExecuteInBatches { Undo: null });
            return (null, new Hazard(
                HazardKind.HasNoDowngrade,
                HazardSeverity.MayFail,
                isRaw ? "raw SQL" : "downgrade",
                $"has no downgrade: {reason.Message.TrimEnd('.')}",
                "Override Downgrade, or say what undoes the operation."));
        }

        try
        {
            var back = SchemaHistory.Advance(after, migration, MigrationDirection.Downgrade, before).After;
            var differences = Differences(before, back);
            return (downgrade, differences.Count == 0 ? null : Strays($"leads back to another schema: {string.Join("; ", differences)}"));
        }
        catch (MigrationException reason)
        {
            return (null, Strays(reason.InnerException is { } inner ? $"cannot be done: {inner.Message.TrimEnd('.')}" : reason.Message));
        }
    }

    /// <summary>How two schemas differ, in lines.</summary>
    internal static IReadOnlyList<string> Differences(SchemaState before, SchemaState back) =>
    [
        .. SchemaComparison.Of(before.Tables, back.Tables).Describe("the schema before", "the schema after its downgrade"),
        .. Names("view", before.Views.Keys, back.Views.Keys),
        .. Names("trigger", before.Triggers.Keys, back.Triggers.Keys),
    ];

    private static IEnumerable<string> Names(string what, IEnumerable<string> before, IEnumerable<string> back) =>
    [
        .. before.Except(back, StringComparer.Ordinal).Select(name => $"the {what} {name} does not come back"),
        .. back.Except(before, StringComparer.Ordinal).Select(name => $"the {what} {name} stays"),
    ];

    private static Hazard Strays(string what) => new(
        HazardKind.DowngradeStrays, HazardSeverity.MayFail, "downgrade", what, "Leave Downgrade out, so that it is derived from the upgrade, or mend it.");
}
