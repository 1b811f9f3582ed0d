using Kelpie.Embedding;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>How far an embedding is, and what it did.</summary>
internal static class EmbedReport
{
    internal static Task<EmbedSummary> RunAsync(Terminal terminal, Func<IProgress<EmbedProgress>, Task<EmbedSummary>> run) => run(new Progress(terminal));

    internal static void Write(Terminal terminal, DatabaseUrl database, EmbedSummary summary)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                json.WriteString("model", summary.Model);
                json.WriteBoolean("trained", summary.WasTrained);
                json.WriteNumber("trained_on", summary.TrainedOn);
                json.WriteNumber("embedded", summary.Embedded);
                json.WriteNumber("without_words", summary.WithoutWords);
            });
            return;
        }

        terminal.Line($"{Text.Count(summary.Embedded, "chunk", "chunks")} embedded by {summary.Model}"
            + $"{(summary.WithoutWords > 0 ? $", {Text.Count(summary.WithoutWords)} without words that it knows" : "")}");
    }

    // A line when each half begins: who waits wants to know for what.
    private sealed class Progress(Terminal terminal) : IProgress<EmbedProgress>
    {
        private bool? _wasTraining;

        void IProgress<EmbedProgress>.Report(EmbedProgress value)
        {
            if (value.IsTraining && _wasTraining is null)
            {
                terminal.Note($"learning from {Text.Count(value.All, "chunk", "chunks")} what words mean");
            }

            _wasTraining = value.IsTraining;
        }
    }
}
