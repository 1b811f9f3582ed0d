using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Search.Fusion;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie search</c></summary>
internal static class SearchCommand
{
    private static readonly Argument<string[]> Words = new("TEXT") { Description = "A question in plain language; its words need not all occur.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<int> Limit = new("--limit") { Description = "So many chunks at the most.", HelpName = "N", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Context = new("--context") { Description = "So many chunks before and behind each.", HelpName = "N" };
    private static readonly Option<string> Under = new("--under") { Description = "Only files below this directory.", HelpName = "DIR" };
    private static readonly Option<string[]> Type = new("--type") { Description = "Only files of this extension.", HelpName = "EXT" };

    internal static Command Create()
    {
        var command = new Command("search", "Find chunks by a question: by its words and by what they mean.") { Words, Limit, Context, Under, Type };
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
        var query = string.Join(' ', call.Value(Words)!);
        try
        {
            await SimilarCommand.EnsureModelAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (KelpieException nothing) when (nothing.Error == FusedSearch.NothingToLearn)
        {
            // Full text alone answers, and says so.
        }

        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var found = await new FusedSearch(database).FindAsync(query, options, context, cancellationToken).ConfigureAwait(false);
        SearchReport.Write(call.Terminal, new SearchAnswer(query, context, database.Url, found));
        return ExitStatus.Done;
    }
}
