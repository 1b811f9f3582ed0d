using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
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

    internal static Command Create()
    {
        var command = new Command("find", "Find chunks by their words: full text, best first.") { Query, Limit, ChunkOptions.Context, ChunkOptions.Under, ChunkOptions.Type };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var (options, context) = (ChunkOptions.Of(call, Limit), ChunkOptions.ContextOf(call));
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
