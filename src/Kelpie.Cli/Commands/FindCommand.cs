using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Search;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie find</c></summary>
internal static class FindCommand
{
    private static readonly Argument<string[]> Query = new("QUERY")
    {
        Description = "Words (all must occur), \"a phrase\", prefix*, AND, OR, NOT, parentheses.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> Limit = new("--limit") { Description = "So many matches at the most.", HelpName = "N", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Context = new("--context") { Description = "So many chunks before and behind each match.", HelpName = "N" };
    private static readonly Option<string> Under = new("--under") { Description = "Only files below this directory.", HelpName = "DIR" };
    private static readonly Option<string[]> Type = new("--type") { Description = "Only files of this extension.", HelpName = "EXT" };

    internal static Command Create()
    {
        var command = new Command("find", "Find chunks by their words: full text, best first.") { Query, Limit, Context, Under, Type };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var marks = call.Terminal.IsJson ? ("**", "**") : FindReport.Marks;
        var options = new FullTextOptions
        {
            Limit = ArgumentFormats.AtLeast(1, "--limit", call.Value(Limit)),
            Under = ArgumentFormats.Directory(call.Value(Under)),
            Types = [.. call.Value(Type)!.Select(ArgumentFormats.Extension)],
            OpenMark = marks.Item1,
            CloseMark = marks.Item2,
        };
        var context = ArgumentFormats.AtLeast(0, "--context", call.Value(Context));
        var query = string.Join(' ', call.Value(Query)!);

        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var found = await new FullTextSearch(database).FindAsync(query, options, context, cancellationToken).ConfigureAwait(false);
        var answer = new FindAnswer(query, context, database.Url, found);
        foreach (var note in found.Notes)
        {
            call.Terminal.Note(note);
        }

        if (call.Terminal.IsJson)
        {
            call.Terminal.Json(answer.Write);
        }
        else
        {
            FindReport.Write(call.Terminal, answer);
        }

        return ExitStatus.Done;
    }
}
