using System.Globalization;
using Kelpie.Answers;
using Kelpie.Chunking;

namespace Kelpie.Cli.Output;

/// <summary>Chunks, for people: a line about each, then its text as it is.</summary>
internal static class ChunksReport
{
    internal static void Write(Terminal terminal, ChunksAnswer answer)
    {
        if (answer.Statistics is { } statistics)
        {
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{statistics.TotalChunks} chunks ({statistics.Strategy.StoredName}), {statistics.TotalSize} characters: from {statistics.MinSize} to {statistics.MaxSize}, {statistics.AverageSize:0.#} on average"));
        }

        if (answer.Analysis is { Language: { } language } analysis)
        {
            terminal.Line($"language {language}{(analysis.KeywordList is { Count: > 0 } words ? $", about {Text.OneLine(string.Join(", ", words))}" : "")}");
            if (analysis.Summary is { } summary)
            {
                terminal.Line(Text.OneLine(summary));
            }
        }

        if (answer.Chunks.Count == 0)
        {
            terminal.Note("No chunks.");
        }

        // Neighbours asked for as context overlap where several chunks are shown: each is shown once, in order.
        var all = answer.Chunks.SelectMany(chunk => chunk.Context.Append(chunk.Envelope)).DistinctBy(envelope => envelope.ChunkIndex);
        foreach (var envelope in all.OrderBy(envelope => envelope.ChunkIndex))
        {
            terminal.Line($"--- chunk {envelope.ChunkIndex} of {envelope.TotalChunks}, {envelope.CharCount} characters{Text.Mark(answer.Freshness)}");
            terminal.Line(envelope.Content);
        }
    }
}
