using System.Globalization;
using Kelpie.Answers;

namespace Kelpie.Cli.Output;

/// <summary>What is like something, for people and for programs.</summary>
internal static class SimilarReport
{
    private const int Shown = 200;

    internal static void Write(Terminal terminal, SimilarAnswer answer)
    {
        foreach (var note in answer.Answer.Notes)
        {
            terminal.Note(note);
        }

        if (terminal.IsJson)
        {
            terminal.Json(answer.Write);
            return;
        }

        if (answer.Answer.Hits.Count == 0)
        {
            terminal.Note("Nothing found.");
            return;
        }

        foreach (var hit in answer.Answer.Hits)
        {
            terminal.Line($"{Text.OneLine(hit.Envelope.FilePath)}\t{hit.Envelope.ChunkIndex}\t{hit.Score.ToString("0.000", CultureInfo.InvariantCulture)}\t{Folded(hit.Envelope.Content)}{Text.Mark(hit.Freshness, before: "\t")}");
            foreach (var context in hit.Context)
            {
                terminal.Line($"{Text.OneLine(context.FilePath)}\t{context.ChunkIndex}\t\t{Folded(context.Content)}");
            }
        }
    }

    private static string Folded(string content)
    {
        var line = Text.OneLine(string.Join(' ', content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return line.Length <= Shown ? line : line[..(Shown - 1)] + "…";
    }
}
