using Kelpie.Answers;
using Kelpie.Search;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>What a search found, for people.</summary>
internal static class FindReport
{
    // Private-use characters: no file's text is likely to hold them, and they are taken out before anything is shown.
    private const string Open = "\uE0F0";
    private const string Close = "\uE0F1";

    internal static (string Open, string Close) Marks => (Open, Close);

    internal static void Write(Terminal terminal, FindAnswer answer)
    {
        var hits = answer.Answer.Hits;
        if (hits.Count == 0)
        {
            terminal.Note("Nothing found.");
            return;
        }

        foreach (var hit in hits)
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

        var files = hits.Select(hit => hit.Envelope.FilePath).Distinct().Count();
        terminal.Note($"{Text.Count(hits.Count, "match", "matches")} in {Text.Count(files, "file", "files")}");
    }

    /// <summary>A snippet in one line, its matches as the terminal shows them.</summary>
    internal static string Marked(string snippet) => Markup.Escape(Folded(snippet))
        .Replace(Open, "[bold yellow]", StringComparison.Ordinal).Replace(Close, "[/]", StringComparison.Ordinal);

    /// <summary>A snippet in one line, its matches like the rest.</summary>
    internal static string Unmarked(string snippet) => Folded(snippet).Replace(Open, "", StringComparison.Ordinal).Replace(Close, "", StringComparison.Ordinal);

    private static void WriteOnTerminal(Terminal terminal, FullTextHit hit)
    {
        var envelope = hit.Envelope;
        terminal.Out.MarkupLine($"[bold]{Text.Link(envelope.FilePath)}[/] [grey]chunk {envelope.ChunkIndex}[/][yellow]{Text.Mark(hit.Freshness)}[/]");
        terminal.Out.Write(new Padder(new Markup(Marked(hit.Snippet)), new Padding(2, 0, 0, 0)));
        foreach (var context in hit.Context)
        {
            terminal.Out.MarkupLine($"  [grey]chunk {context.ChunkIndex}:[/]");
            terminal.Out.Write(new Padder(new Spectre.Console.Text(context.Content), new Padding(4, 0, 0, 0)));
        }

        terminal.Out.WriteLine();
    }

    private static void WritePlain(Terminal terminal, FullTextHit hit)
    {
        terminal.Line($"{Text.OneLine(hit.Envelope.FilePath)}\t{hit.Envelope.ChunkIndex}\t{Unmarked(hit.Snippet)}{Text.Mark(hit.Freshness, before: "\t")}");
        foreach (var context in hit.Context)
        {
            terminal.Line($"{Text.OneLine(context.FilePath)}\t{context.ChunkIndex}\t{Folded(context.Content)}");
        }
    }

    // One blank for each run of white space: a snippet is for recognising a passage, not for its layout.
    private static string Folded(string snippet) => Text.OneLine(string.Join(' ', snippet.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
