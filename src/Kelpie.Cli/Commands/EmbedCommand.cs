using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Embedding;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie embed</c></summary>
internal static class EmbedCommand
{
    private static readonly Option<bool> Retrain = new("--retrain") { Description = "Learn the model anew, though it is not due." };

    internal static Command Create()
    {
        var command = new Command("embed", "Give every chunk a vector, by a model that is learnt from the index itself; goes on where it was broken off.") { Retrain };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        // It must be there, and at the revision that is needed.
        await (await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        await using var database = await call.OpenAsync(DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);
        var summary = await EmbedReport.RunAsync(call.Terminal, progress => new IndexEmbedder(database).RunAsync(call.Value(Retrain), progress, cancellationToken)).ConfigureAwait(false);
        EmbedReport.Write(call.Terminal, database.Url, summary);
        return ExitStatus.Done;
    }
}
