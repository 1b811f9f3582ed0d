using Kelpie.Database.Copying;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kelpie.Cli.Output;

/// <summary>A bar with rate and remaining time on standard error, where a person sees it.</summary>
internal static class CopyProgressBar
{
    internal static async Task<CopySummary> RunAsync(Terminal terminal, Func<IProgress<CopyProgress>?, Task<CopySummary>> copy)
    {
        if (!terminal.ShowsProgress)
        {
            return await copy(null).ConfigureAwait(false);
        }

        var progress = AnsiConsoleExtensions.Progress(terminal.Error).AutoClear(true).HideCompleted(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new RateColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context => await copy(new Report(context)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    // A bar for each stage: they have rates of their own.
    private sealed class Report(ProgressContext context) : IProgress<CopyProgress>
    {
        private readonly Dictionary<CopyStage, ProgressTask> _bars = [];

        void IProgress<CopyProgress>.Report(CopyProgress value)
        {
            if (!_bars.TryGetValue(value.Stage, out var bar))
            {
                foreach (var before in _bars.Values)
                {
                    before.StopTask();
                }

                bar = context.AddTask("copying");
                _bars.Add(value.Stage, bar);
            }

            bar.MaxValue = Math.Max(1, value.Of);
            bar.IsIndeterminate = value.Stage == CopyStage.Indexing;
            bar.Value = value.Stage == CopyStage.Indexing ? 0 : value.Rows;
            bar.Description = value.Stage switch
            {
                CopyStage.Indexing => "filling full text",
                CopyStage.Comparing => $"comparing {value.Table}",
                _ => $"copying {value.Table}, {Text.Count(value.Rows)} of {Text.Count(value.Of)}",
            };
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task.Speed is { } speed ? $"{Text.Count((long)speed)} rows/s" : "");
    }
}
