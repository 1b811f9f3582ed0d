namespace Kelpie.Database.Stores;

/// <summary>A model that gives chunks their vectors.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Name">Its name and version.</param>
/// <param name="Dimensions">The numbers of a vector.</param>
/// <param name="TrainedOn">The chunks that there were when it was learnt from them; else 0.</param>
public sealed record ModelRow(long Id, string Name, int Dimensions, long TrainedOn)
{
    /// <summary>What kind of model it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is, a folder or a URL; null where it is learnt from the index.</summary>
    public string? Source { get; init; }

    /// <summary>What tells that the same model is there still; null where nothing does.</summary>
    public string? Fingerprint { get; init; }
}
