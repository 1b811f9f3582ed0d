using Kelpie.Database;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>Migrations: what they would do, what they do, what they did.</summary>
internal static class MigrationReport
{
    internal static int WriteScript(Terminal terminal, MigrationPlan plan)
    {
        if (plan.Steps.IsEmpty)
        {
            terminal.Note($"Nothing to do: the database is at {plan.To}.");
            return ExitStatus.Done;
        }

        Console.Out.Write(plan.ToScript());
        foreach (var stake in plan.Stakes)
        {
            terminal.Note($"Mind: {stake}");
        }

        return ExitStatus.Done;
    }

    internal static async Task<int> RunAsync(
        Invocation call,
        DatabaseAccess access,
        Func<KelpieDatabase, IProgress<MigrationEvent>, Task<IReadOnlyList<MigrationStep>>> run,
        CancellationToken cancellationToken)
    {
        await using var database = await call.OpenAsync(access, cancellationToken).ConfigureAwait(false);
        var steps = await run(database, new Report(call.Terminal)).ConfigureAwait(false);
        if (call.Terminal.IsJson)
        {
            WriteSteps(call.Terminal, database.Url, steps);
        }
        else if (steps.Count == 0)
        {
            call.Terminal.Note("Nothing to do: the database is there already.");
        }

        return ExitStatus.Done;
    }

    internal static void WriteHistory(Terminal terminal, DatabaseUrl url, IReadOnlyList<HistoryEntry> entries, string none)
    {
        if (terminal.IsJson)
        {
            WriteHistoryJson(terminal, url, entries);
            return;
        }

        if (entries.Count == 0)
        {
            terminal.Line(none);
            return;
        }

        terminal.Table(["revision", "parent", "applied", "", "message"], [.. entries.Select(entry => new[]
        {
            entry.Revision,
            string.Join(", ", entry.Migration?.Parents ?? entry.Applied?.Parents ?? []),
            entry.Applied is { } applied ? Text.Local(applied.AppliedAt) : "",
            string.Join(", ", entry.Marks),
            entry.Migration?.Message ?? entry.Applied?.Message ?? "",
        })]);
    }

    private static void WriteSteps(Terminal terminal, DatabaseUrl url, IReadOnlyList<MigrationStep> steps) => terminal.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteString("database", url.ToString());
        json.WriteStartArray("steps");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("revision", step.Migration.Revision);
            json.WriteString("direction", step.Direction == MigrationDirection.Upgrade ? "upgrade" : "downgrade");
            json.WriteString("message", step.Migration.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteHistoryJson(Terminal terminal, DatabaseUrl url, IReadOnlyList<HistoryEntry> entries) => terminal.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "success");
        json.WriteString("database", url.ToString());
        json.WriteStartArray("revisions");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("revision", entry.Revision);
            json.WriteStartArray("parents");
            foreach (var parent in entry.Migration?.Parents ?? entry.Applied?.Parents ?? [])
            {
                json.WriteStringValue(parent);
            }

            json.WriteEndArray();
            json.WriteString("message", entry.Migration?.Message ?? entry.Applied?.Message);
            json.WriteString("applied_at", entry.Applied?.AppliedAt.ToString("yyyy-MM-ddTHH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteBoolean("is_current", entry.IsCurrent);
            json.WriteBoolean("is_head", entry.IsHead);
            json.WriteBoolean("is_known", entry.Migration is not null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private sealed class Report(Terminal terminal) : IProgress<MigrationEvent>
    {
        void IProgress<MigrationEvent>.Report(MigrationEvent value)
        {
            switch (value)
            {
                case MigrationEvent.Waiting waiting:
                    terminal.Note($"waiting up to {Text.Seconds(waiting.UpTo)} for {waiting.Holder ?? "whoever holds the lock on the database"}");
                    break;
                case MigrationEvent.Continued continued:
                    terminal.Note($"going on with {continued.Step.Migration} behind statement {continued.Finished}");
                    break;
                case MigrationEvent.Became became:
                    terminal.Note($"{became.From} became {became.To}, {Text.Count(became.Rows, "row", "rows")}");
                    break;
                case MigrationEvent.Ended { Step: { Duration: { } duration } step }:
                    var verb = step.Direction == MigrationDirection.Upgrade ? "upgraded to" : "undone:";
                    terminal.Note($"{verb} {step.Migration} in {Text.Seconds(duration)}");
                    break;
                default:
                    break;
            }
        }
    }
}
