using System.CommandLine;
using Kelpie.Analysis;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Embedding;
using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie scan</c></summary>
internal static class ScanCommand
{
    private static readonly Argument<string[]> Directories = new("DIR") { Description = "The directories to scan.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<bool> Force = new("--force") { Description = "Read files again that have not changed." };
    private static readonly Option<string[]> Include = new("--include") { Description = "Only files that fit, also such as are left out otherwise.", HelpName = "GLOB" };
    private static readonly Option<string[]> Exclude = new("--exclude") { Description = "No files or directories that fit.", HelpName = "GLOB" };
    private static readonly Option<bool> Hidden = new("--hidden") { Description = "Also hidden files and directories." };
    private static readonly Option<int> Workers = new("--workers") { Description = "How many files are read at once.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> KeepMissing = new("--keep-missing") { Description = "Keep files in the index that have gone from the disk." };
    private static readonly Option<bool> Overlap = new("--overlap") { Description = "Cut prose into overlapping windows instead of paragraphs." };
    private static readonly Option<bool> NoAnalysis = new("--no-analysis") { Description = "Do not find out what files are about; the next scan without this does." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would be done." };

    internal static Command Create()
    {
        var command = new Command("scan", "Index directories: what is new, what has changed, what has gone.")
        {
            Directories, Force, Include, Exclude, Hidden, Workers, KeepMissing, Overlap, NoAnalysis, DryRun,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var request = new ScanRequest
        {
            Roots = call.Value(Directories)!,
            Rules = new ScanRules
            {
                Include = [.. call.Value(Include)!.Select(pattern => ArgumentFormats.Glob("--include", pattern))],
                Exclude = [.. call.Value(Exclude)!.Select(pattern => ArgumentFormats.Glob("--exclude", pattern))],
                Hidden = call.Value(Hidden),
            },
            Force = call.Value(Force),
            Workers = ArgumentFormats.AtLeast(1, "--workers", call.Value(Workers)),
            KeepMissing = call.Value(KeepMissing),
            Overlap = call.Value(Overlap),
        };

        // A directory that is not there should not bring a database into being.
        Scanner.CheckRoots(request);
        var answer = call.Value(DryRun)
            ? await CompareAsync(call, request, cancellationToken).ConfigureAwait(false)
            : await ScanAsync(call, request, cancellationToken).ConfigureAwait(false);
        if (call.Terminal.IsJson)
        {
            call.Terminal.Json(answer.Write);
        }
        else
        {
            ScanReport.Write(call.Terminal, answer);
        }

        return answer.Summary.Outcome switch
        {
            ScanOutcome.Interrupted => ExitStatus.Interrupted,
            ScanOutcome.Incomplete => ExitStatus.Failed,
            _ => ExitStatus.Done,
        };
    }

    private static async Task<ScanAnswer> ScanAsync(Invocation call, ScanRequest request, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenAsync(DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);
        if (database.IsNew)
        {
            call.Terminal.Note($"Created {database.Url}");
        }

        var summary = await ScanProgressBar.RunAsync(
            call.Terminal, progress => new Scanner(database).ScanAsync(request, progress, cancellationToken)).ConfigureAwait(false);
        var analysis = call.Value(NoAnalysis) || summary.Outcome == ScanOutcome.Interrupted
            ? null
            : await ScanProgressBar.RunAsync(
                call.Terminal, progress => new IndexAnalyzer(database, request.Workers).KeepUpAsync(progress, cancellationToken)).ConfigureAwait(false);
        if (summary.Added + summary.Changed > 0 && summary.Outcome != ScanOutcome.Interrupted)
        {
            EmbedReport.WriteKeptUp(call.Terminal, await new IndexEmbedder(database, Openers.All).KeepUpAsync(cancellationToken).ConfigureAwait(false));
        }

        return new ScanAnswer(database.Url, database.IsNew, false, summary) { Analysis = analysis };
    }

    private static async Task<ScanAnswer> CompareAsync(Invocation call, ScanRequest request, CancellationToken cancellationToken)
    {
        var summary = await Scanner.CompareAsync(call.Database(), request, cancellationToken).ConfigureAwait(false);
        return new ScanAnswer(call.Database(), false, true, summary);
    }
}
