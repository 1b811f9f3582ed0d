using System.Collections.Immutable;
using System.Globalization;
using Kelpie.Chunking;

namespace Kelpie.Original;

/// <summary>The text that envelopes are of, put together again: they all tell of it, and must tell the same.</summary>
/// <param name="Text">The text, cut.</param>
/// <param name="Made">When the chunks were made, in UTC.</param>
internal sealed record EnvelopesOfFile(ChunkedText Text, DateTime Made)
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <param name="envelopes">The envelopes, at least one, in any order.</param>
    /// <exception cref="ArgumentException">They are not of one text that was cut once; the message says where they part.</exception>
    internal static EnvelopesOfFile Of(IReadOnlyList<Envelope> envelopes)
    {
        var first = envelopes[0];
        foreach (var envelope in envelopes)
        {
            Require(envelope, Told(envelope) == Told(first), $"of another text than chunk {first.ChunkIndex}, or cut otherwise");
            Require(envelope, envelope.ChunkIndex >= 0 && envelope.ChunkIndex < envelope.TotalChunks, $"not one of {envelope.TotalChunks}");
        }

        if (envelopes.GroupBy(envelope => envelope.ChunkIndex).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            Require(twice.First(), false, "there twice");
        }

        var moment = DateTime.MinValue;
        Require(first, DateTime.TryParse(first.CreatedAt, CultureInfo.InvariantCulture, Styles, out moment), $"made at \"{first.CreatedAt}\", which is no moment of ISO 8601");
        var chunks = envelopes.OrderBy(envelope => envelope.ChunkIndex)
            .Select(envelope => new Chunk(envelope.ChunkIndex, envelope.Content, envelope.CharCount, envelope.LineCount, envelope.WordCount))
            .ToImmutableArray();
        return new(new ChunkedText(first.Strategy, first.TextLength, first.TextHash, chunks.Sum(chunk => chunk.WordCount), chunks), moment);
    }

    private static (string, ChunkStrategy, int, int, int) Told(Envelope envelope) =>
        (envelope.TextHash, envelope.Strategy, envelope.OverlapChars, envelope.TextLength, envelope.TotalChunks);

    private static void Require(Envelope envelope, bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new ArgumentException($"Chunk {envelope.ChunkIndex} of {envelope.FilePath} is {otherwise}; store the chunks of one file as they were cut together.");
        }
    }
}
