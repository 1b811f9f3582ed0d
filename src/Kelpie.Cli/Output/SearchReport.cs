using Kelpie.Answers;
using Kelpie.Search.Fusion;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>What a question found, for people and for programs.</summary>
internal static class SearchReport
{
    internal static void Write(Terminal terminal, SearchAnswer answer)
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
            if (terminal.IsInteractive)
            {
                WriteOnTerminal(terminal, hit);
            }
            else
            {
                WritePlain(terminal, hit);
            }
        }
    }

    private static void WriteOnTerminal(Terminal terminal, FusedHit hit)
    {
        var envelope = hit.Envelope;
        terminal.Out.MarkupLine(
            $"[bold]{Text.Link(envelope.FilePath)}[/] [grey]chunk {envelope.ChunkIndex} · {WhereOf(hit)}[/][yellow]{Text.Mark(hit.Freshness)}[/]");
        terminal.Out.Write(new Padder(new Markup(FindReport.Marked(hit.Snippet)), new Padding(2, 0, 0, 0)));
        foreach (var context in hit.Context)
        {
            terminal.Out.MarkupLine($"  [grey]chunk {context.ChunkIndex}:[/]");
            terminal.Out.Write(new Padder(new Spectre.Console.Text(context.Content), new Padding(4, 0, 0, 0)));
        }

        terminal.Out.WriteLine();
    }

    private static void WritePlain(Terminal terminal, FusedHit hit)
    {
        terminal.Line($"{Text.OneLine(hit.Envelope.FilePath)}\t{hit.Envelope.ChunkIndex}\t{WhereOf(hit)}\t{FindReport.Unmarked(hit.Snippet)}{Text.Mark(hit.Freshness, before: "\t")}");
        foreach (var context in hit.Context)
        {
            terminal.Line($"{Text.OneLine(context.FilePath)}\t{context.ChunkIndex}\t\t{FindReport.Unmarked(context.Content)}");
        }
    }

    private static string WhereOf(FusedHit hit) => (hit.FullText, hit.Similarity) switch
    {
        ({ } words, { } likeness) => $"full text {words.Rank} · likeness {likeness.Rank}",
        ({ } words, null) => $"full text {words.Rank}",
        (null, { } likeness) => $"likeness {likeness.Rank}",
        _ => "",
    };
}
