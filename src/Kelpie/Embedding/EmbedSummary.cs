namespace Kelpie.Embedding;

/// <summary>What an embedding did.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="WasTrained">Whether it was learnt anew.</param>
/// <param name="TrainedOn">The chunks that there were then.</param>
/// <param name="Embedded">How many chunks got a vector.</param>
/// <param name="WithoutWords">How many got none: they have no word that the built-in model knows.</param>
public sealed record EmbedSummary(string Model, bool WasTrained, long TrainedOn, long Embedded, long WithoutWords)
{
    /// <summary>How many chunks were longer than the model can read: their vectors are of their beginnings.</summary>
    public long Truncated { get; init; }

    /// <summary>How many chunks got none because what the model gave them was all zero, or no numbers.</summary>
    public long Unusable { get; init; }

    /// <summary>The first of these: its file and its place there.</summary>
    public string? FirstUnusable { get; init; }
}

/// <summary>What became of one of several models.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Summary">What was done; null where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Waiting">How many chunks it has not looked at, where it failed.</param>
public sealed record EmbedOutcome(string Model, EmbedSummary? Summary, KelpieException? Failure, long Waiting);
