namespace Kelpie.Similarity.Vectors;

/// <summary>Fetches vectors as they are.</summary>
/// <param name="ids">The ids, up to some thousand, each once.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <returns>Those that there are, in any order.</returns>
public delegate IAsyncEnumerable<IdentifiedVector> VectorFetch(IReadOnlyList<long> ids, CancellationToken cancellationToken);
