using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Embedding;
using Kelpie.Embedding.Models;
using Kelpie.Similarity;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie similar</c></summary>
internal static class SimilarCommand
{
    private static readonly Argument<string[]> Words = new("TEXT") { Description = "What it should be like.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string> Like = new("--file") { Description = "What it should be like: a file of the index.", HelpName = "PATH" };
    private static readonly Option<int?> Index = new("--index") { Description = "One chunk of that file, from 0.", HelpName = "N" };
    private static readonly Option<int> Limit = new("--limit") { Description = "So many chunks at the most.", HelpName = "N", DefaultValueFactory = _ => 5 };
    private static readonly Option<string> Model = new("--model") { Description = "By this model, where there are several: its name, folder or URL.", HelpName = "NAME" };

    private static readonly Option<bool> Exact = new("--exact") { Description = "Compare with every chunk, also where a server's vector index would be quicker." };

    internal static Command Create()
    {
        var command = new Command("similar", "Find chunks that mean alike, though they may share no word.") { Words, Like, Index, Limit, ChunkOptions.Context, ChunkOptions.Under, ChunkOptions.Type, Model, Exact };
        command.Validators.Add(result =>
        {
            var (words, file) = (result.GetValue(Words) is { Length: > 0 }, result.GetValue(Like) is not null);
            if (words == file)
            {
                result.AddError("similar takes a text, or --file PATH.");
            }

            if (result.GetValue(Index) is not null && !file)
            {
                result.AddError("--index is for --file.");
            }
        });
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var (options, context) = (ChunkOptions.Of(call, Limit), ChunkOptions.ContextOf(call));
        await EnsureModelAsync(call, cancellationToken).ConfigureAwait(false);
        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var search = new SimilaritySearch(database, call.Value(Model), Openers.All) { IsExact = call.Value(Exact) };
        var file = ArgumentFormats.Directory(call.Value(Like));
        var query = file ?? string.Join(' ', call.Value(Words)!);
        var found = await (file is null
            ? search.FindAsync(query, options, context, cancellationToken)
            : search.FindLikeAsync(file, call.Value(Index), options, context, cancellationToken)).ConfigureAwait(false);
        SimilarReport.Write(call.Terminal, new SimilarAnswer(query, context, database.Url, found));
        return ExitStatus.Done;
    }

    /// <summary>The first who asks has the model made.</summary>
    /// <exception cref="KelpieException">The index has no word to learn from.</exception>
    internal static async Task EnsureModelAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using (var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false))
        {
            // One that is named, and is not here, is not made by asking for it.
            if (call.Value(Model) is not (null or ModelKinds.Lsa) || await HasModelAsync(database, call.Value(Model), cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        await using var writing = await call.OpenAsync(DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);
        await EmbedProgressBar.RunAsync(call.Terminal, progress => new IndexEmbedder(writing).RunAsync(progress: progress, cancellationToken: cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<bool> HasModelAsync(KelpieDatabase database, string? kind, CancellationToken cancellationToken) =>
        (await database.Embeddings.ModelsAsync(cancellationToken).ConfigureAwait(false)).Any(model => kind is null || model.Kind == kind);
}
