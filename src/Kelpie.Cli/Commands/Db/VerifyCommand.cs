using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db verify</c></summary>
internal static class VerifyCommand
{
    internal static Command Create()
    {
        var command = new Command(
            "verify", "Take every revision up, down and up again on a database made for it, with rows: on SQLite, and on the server that --db names.");
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var reports = await KelpieSchema.VerifyAsync(call.Database(), new Progress(call.Terminal), cancellationToken).ConfigureAwait(false);
        VerificationReports.Write(call.Terminal, reports);
        return reports.All(report => report.IsOk) ? ExitStatus.Done : ExitStatus.Failed;
    }

    private sealed class Progress(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.Note(value);
    }
}
