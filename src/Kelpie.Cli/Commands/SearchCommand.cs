using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Search.Fusion;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie search</c></summary>
internal static class SearchCommand
{
    private static readonly Argument<string[]> Words = new("TEXT") { Description = "A question in plain language; its words need not all occur.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<int> Limit = new("--limit") { Description = "So many chunks at the most.", HelpName = "N", DefaultValueFactory = _ => 10 };

    internal static Command Create()
    {
        var command = new Command("search", "Find chunks by a question: by its words and by what they mean.") { Words, Limit, ChunkOptions.Context, ChunkOptions.Under, ChunkOptions.Type };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var (options, context) = (ChunkOptions.Of(call, Limit), ChunkOptions.ContextOf(call));
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
        var found = await new FusedSearch(database, Openers.All).FindAsync(query, options, context, cancellationToken).ConfigureAwait(false);
        SearchReport.Write(call.Terminal, new SearchAnswer(query, context, database.Url, found));
        return ExitStatus.Done;
    }
}
