using System.CommandLine;
using Kelpie.Adoption;
using Kelpie.Cli.Output;
using Kelpie.Sql;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db adopt</c></summary>
internal static class AdoptCommand
{
    private static readonly Argument<string> OriginalFile = new("FILE") { Description = "The database of the original program, usually file_metadata.db." };
    private static readonly Option<string?> To = new("--to") { Description = "Into this database, and leave the file as it is; else in place, behind a copy.", HelpName = "URL" };

    internal static Command Create()
    {
        var command = new Command("adopt", "Make a database of the original program Kelpie's own.") { OriginalFile, To };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var target = call.Value(To) is { } url ? DatabaseUrl.Parse(url) : null;
        var report = await AdoptionReports.RunAsync(call.Terminal, progress =>
        {
            var adopter = new Adopter(call.Value(OriginalFile)!, progress);
            return target is null ? adopter.InPlaceAsync(cancellationToken) : adopter.IntoAsync(target, cancellationToken);
        }).ConfigureAwait(false);
        AdoptionReports.Write(call.Terminal, report);
        return ExitStatus.Done;
    }
}
