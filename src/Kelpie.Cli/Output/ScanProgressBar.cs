using Kelpie.Analysis;
using Kelpie.Scanning;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kelpie.Cli.Output;

/// <summary>A bar with rate and remaining time on standard error, where a person sees it.</summary>
internal static class ScanProgressBar
{
    internal static async Task<ScanSummary> RunAsync(Terminal terminal, Func<IProgress<ScanProgress>?, Task<ScanSummary>> scan)
    {
        if (!terminal.ShowsProgress)
        {
            return await scan(null).ConfigureAwait(false);
        }

        var progress = AnsiConsoleExtensions.Progress(terminal.Error).AutoClear(true).HideCompleted(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new RateColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context =>
        {
            var bar = context.AddTask("scanning", maxValue: 1);
            return await scan(new Report(bar)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    internal static async Task<AnalysisSummary> RunAsync(Terminal terminal, Func<IProgress<AnalysisProgress>?, Task<AnalysisSummary>> analyse)
    {
        if (!terminal.ShowsProgress)
        {
            return await analyse(null).ConfigureAwait(false);
        }

        var progress = AnsiConsoleExtensions.Progress(terminal.Error).AutoClear(true).HideCompleted(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new FilesRateColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context =>
        {
            var bar = context.AddTask("analysing", maxValue: 1);
            return await analyse(new AnalysisReport(bar)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    // Progress<T> would hand the reports over to the thread pool, late and out of order.
    private sealed class Report(ProgressTask bar) : IProgress<ScanProgress>
    {
        void IProgress<ScanProgress>.Report(ScanProgress value)
        {
            bar.MaxValue = Math.Max(1, value.FinishedBytes + value.WaitingBytes);
            bar.Value = value.FinishedBytes;
            bar.Description = $"{Text.Count(value.FinishedFiles)} of {Text.Count(value.FoundFiles)}{(value.FoundAll ? "" : "+")} files";
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task.Speed is { } speed ? $"{Text.Bytes((long)speed)}/s" : "");
    }

    private sealed class AnalysisReport(ProgressTask bar) : IProgress<AnalysisProgress>
    {
        void IProgress<AnalysisProgress>.Report(AnalysisProgress value)
        {
            bar.MaxValue = Math.Max(1, value.All);
            bar.Value = value.Done;
            bar.Description = $"{Text.Count(value.Done)} of {Text.Count(value.All)} files analysed";
        }
    }

    private sealed class FilesRateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task.Speed is { } speed ? $"{Text.Count((long)speed)} files/s" : "");
    }
}
