namespace Kelpie.Embedding;

/// <summary>How far an embedding is.</summary>
/// <param name="IsTraining">Whether the model is being learnt; else chunks get their vectors.</param>
/// <param name="Done">Chunks that are done.</param>
/// <param name="All">Chunks that there are to do.</param>
public sealed record EmbedProgress(bool IsTraining, long Done, long All)
{
    /// <summary>The model; null where it is not known yet.</summary>
    public string? Model { get; init; }

    /// <summary>Whether another one has the turn, and is waited for.</summary>
    public bool IsWaiting { get; init; }
}
