using System.CommandLine;
using System.Text.Json;
using Kelpie.Answers;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>
/// Where a command writes: results to standard output, all else to standard error. On a terminal with colours, links
/// and tables that fit; into a pipe as plain text, a row a line, its columns set apart by tabs.
/// </summary>
internal sealed class Terminal
{
    private readonly Lazy<IAnsiConsole> _out;
    private readonly Lazy<IAnsiConsole> _error;

    private Terminal(bool isJson, bool isPretty, bool isQuiet)
    {
        IsJson = isJson;
        IsPretty = isPretty;
        IsQuiet = isQuiet;
        // Made when first used: a command that answers in JSON never pays for it.
        _out = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) }));
        _error = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));
    }

    internal bool IsJson { get; }

    internal bool IsPretty { get; }

    internal bool IsQuiet { get; }

    /// <summary>Whether a person sees the results as they are written.</summary>
    internal bool IsInteractive => !Console.IsOutputRedirected;

    /// <summary>Whether a person sees progress.</summary>
    internal bool ShowsProgress => !Console.IsErrorRedirected && !IsQuiet && !IsJson;

    /// <summary>Standard output, with markup.</summary>
    internal IAnsiConsole Out => _out.Value;

    /// <summary>Standard error, with markup.</summary>
    internal IAnsiConsole Error => _error.Value;

    internal static Terminal For(ParseResult arguments) => new(
        arguments.GetValue(GlobalOptions.Json), arguments.GetValue(GlobalOptions.Pretty), arguments.GetValue(GlobalOptions.Quiet));

    /// <summary>Writes a line of the result.</summary>
    internal void Line(string text) => Console.Out.WriteLine(text);

    /// <summary>Tells a person something beside the result.</summary>
    internal void Note(string text)
    {
        if (!IsQuiet)
        {
            Console.Error.WriteLine(text);
        }
    }

    /// <summary>Writes rows of figures: as a table that fits the terminal, or with tabs between them.</summary>
    internal void Table(IReadOnlyList<string> head, IReadOnlyList<string[]> rows)
    {
        if (!IsInteractive)
        {
            foreach (var row in rows)
            {
                Line(string.Join('\t', row));
            }

            return;
        }

        var table = new Table().Border(TableBorder.None);
        foreach (var name in head)
        {
            table.AddColumn(new TableColumn(new Markup($"[grey]{Markup.Escape(name)}[/]")));
        }

        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Spectre.Console.Text(cell))]);
        }

        Out.Write(table);
    }

    /// <summary>Writes an answer as JSON.</summary>
    internal void Json(Action<Utf8JsonWriter> write) => WriteJson(Console.OpenStandardOutput(), write);

    /// <summary>Writes an error as JSON.</summary>
    internal void JsonError(Action<Utf8JsonWriter> write) => WriteJson(Console.OpenStandardError(), write);

    private void WriteJson(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (stream)
        {
            using (var json = new Utf8JsonWriter(stream, JsonAnswer.Options(IsPretty)))
            {
                write(json);
            }

            stream.WriteByte((byte)'\n');
        }
    }
}
