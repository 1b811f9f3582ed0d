using System.Text.Json;
using Kelpie.Embedding;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>What an embedding did.</summary>
internal static class EmbedReport
{
    /// <summary>Writes what became of each model; those that failed make the command fail.</summary>
    internal static int Write(Terminal terminal, DatabaseUrl database, IReadOnlyList<EmbedOutcome> outcomes)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                json.WriteStartArray("models");
                foreach (var outcome in outcomes)
                {
                    WriteOutcome(json, outcome);
                }

                json.WriteEndArray();
            });
            return StatusOf(outcomes);
        }

        foreach (var outcome in outcomes)
        {
            if (outcome.Summary is { } summary)
            {
                terminal.Line(Line(summary));
            }

            WriteTroubles(Console.Error.WriteLine, outcome);
        }

        return StatusOf(outcomes);
    }

    /// <summary>Tells what a scan did to keep up, and what it could not do.</summary>
    internal static void WriteKeptUp(Terminal terminal, IReadOnlyList<EmbedOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.Summary is { Embedded: > 0 } summary)
            {
                terminal.Note($"{Text.Count(summary.Embedded, "chunk", "chunks")} embedded by {summary.Model}");
            }

            WriteTroubles(terminal.Note, outcome);
        }
    }

    internal static void WriteRemoved(Terminal terminal, DatabaseUrl database, string model)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                json.WriteString("removed", model);
            });
            return;
        }

        terminal.Line($"{model} and its vectors have been removed");
    }

    private static int StatusOf(IReadOnlyList<EmbedOutcome> outcomes) =>
        outcomes.All(outcome => outcome.Failure is null) ? ExitStatus.Done : ExitStatus.Failed;

    private static string Line(EmbedSummary summary) => $"{Text.Count(summary.Embedded, "chunk", "chunks")} embedded by {summary.Model}"
        + $"{(summary.WithoutWords > 0 ? $", {Text.Count(summary.WithoutWords)} without words that it knows" : "")}";

    private static void WriteTroubles(Action<string> say, EmbedOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            say($"{Text.Count(outcome.Waiting, "chunk waits", "chunks wait")} for a vector of {outcome.Model}: {failure.Message}");
            say($"{failure.Hint} kelpie embed does what is left.");
        }

        if (outcome.Summary is { Truncated: > 0 } truncated)
        {
            say($"{Text.Count(truncated.Truncated, "chunk was", "chunks were")} longer than {truncated.Model} reads; what counts is the beginning");
        }

        if (outcome.Summary is { Unusable: > 0 } unusable)
        {
            say($"{unusable.Model} gave {Text.Count(unusable.Unusable, "chunk", "chunks")} no usable vector, the first {unusable.FirstUnusable}");
        }
    }

    private static void WriteOutcome(Utf8JsonWriter json, EmbedOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("model", outcome.Model);
        if (outcome.Failure is { } failure)
        {
            json.WriteString("error", failure.Error);
            json.WriteString("message", failure.Message);
            json.WriteString("hint", failure.Hint);
            json.WriteNumber("waiting", outcome.Waiting);
        }

        if (outcome.Summary is { } summary)
        {
            json.WriteBoolean("trained", summary.WasTrained);
            json.WriteNumber("trained_on", summary.TrainedOn);
            json.WriteNumber("embedded", summary.Embedded);
            json.WriteNumber("without_words", summary.WithoutWords);
            json.WriteNumber("truncated", summary.Truncated);
            json.WriteNumber("unusable", summary.Unusable);
        }

        json.WriteEndObject();
    }
}
