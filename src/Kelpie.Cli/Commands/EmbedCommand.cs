using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Embedding;
using Kelpie.Embedding.Models;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie embed</c></summary>
internal static class EmbedCommand
{
    private static readonly Option<string> Model = new("--model")
    {
        Description = "By this model: the folder of a sentence model, the URL of an endpoint as http://127.0.0.1:11434/v1#nomic-embed-text, or the name of one that is here. Else by all that are here.",
        HelpName = "NAME|FOLDER|URL",
    };

    private static readonly Option<bool> Retrain = new("--retrain") { Description = "Learn the built-in model anew, though it is not due." };
    private static readonly Option<string> Remove = new("--remove") { Description = "Remove this model and its vectors.", HelpName = "NAME" };

    internal static Command Create()
    {
        var command = new Command("embed", "Give every chunk a vector, by each model that is here; goes on where it was broken off.") { Model, Retrain, Remove };
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetValue(Model) is not null, result.GetValue(Retrain), result.GetValue(Remove) is not null };
            if (given.Count(option => option) > 1)
            {
                result.AddError("Of --model, --retrain and --remove one at the most can be given.");
            }
        });
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        // It must be there, and at the revision that is needed.
        await (await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        await using var database = await call.OpenAsync(DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);
        if (call.Value(Remove) is { } removed)
        {
            var model = await new ModelCatalog(database, Openers.All).RemoveAsync(removed, cancellationToken).ConfigureAwait(false);
            EmbedReport.WriteRemoved(call.Terminal, database.Url, model.Name);
            return ExitStatus.Done;
        }

        var embedder = new IndexEmbedder(database, Openers.All);
        var outcomes = await EmbedProgressBar.RunAsync(
            call.Terminal,
            async progress => call.Value(Model) is { } name
                ? [Outcome(await embedder.RunAsync(name, progress, cancellationToken).ConfigureAwait(false))]
                : await embedder.RunAllAsync(call.Value(Retrain), progress, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

        // One alone fails as any command does.
        return outcomes is [{ Failure: { } failure }] ? throw failure : EmbedReport.Write(call.Terminal, database.Url, outcomes);
    }

    private static EmbedOutcome Outcome(EmbedSummary summary) => new(summary.Model, summary, null, 0);
}
