using Kelpie.Embedding;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Kelpie.Cli.Output;

/// <summary>A bar with rate and remaining time on standard error, where a person sees it; else a line for each thing that takes its time.</summary>
internal static class EmbedProgressBar
{
    internal static async Task<T> RunAsync<T>(Terminal terminal, Func<IProgress<EmbedProgress>, Task<T>> embed)
    {
        var lines = new Lines(terminal);
        if (!terminal.ShowsProgress)
        {
            return await embed(lines).ConfigureAwait(false);
        }

        var progress = AnsiConsoleExtensions.Progress(terminal.Error).AutoClear(true).HideCompleted(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new RateColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(async context => await embed(new Bars(context)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static string Learning(EmbedProgress value) => $"learning from {Text.Count(value.All, "chunk", "chunks")} what words mean";

    // Who waits wants to know for what.
    private sealed class Lines(Terminal terminal) : IProgress<EmbedProgress>
    {
        private bool _hasTold;

        void IProgress<EmbedProgress>.Report(EmbedProgress value)
        {
            if (value.IsWaiting)
            {
                terminal.Note("waiting for another program that makes vectors here");
            }
            else if (value.IsTraining && !_hasTold)
            {
                _hasTold = true;
                terminal.Note(Learning(value));
            }
        }
    }

    // A bar for each model and for the learning: they have rates of their own.
    private sealed class Bars(ProgressContext context) : IProgress<EmbedProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars = [];

        void IProgress<EmbedProgress>.Report(EmbedProgress value)
        {
            var name = value.IsWaiting ? "waiting for another program" : value.IsTraining ? Learning(value) : Markup.Escape($"embedding by {value.Model}");
            if (!_bars.TryGetValue(name, out var bar))
            {
                foreach (var before in _bars.Values)
                {
                    before.StopTask();
                }

                _bars.Add(name, bar = context.AddTask(name));
            }

            bar.IsIndeterminate = value.IsWaiting;
            bar.MaxValue = Math.Max(1, value.All);
            bar.Value = value.Done;
        }
    }

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(task.Speed is { } speed ? $"{Text.Count((long)speed)} chunks/s" : "");
    }
}
