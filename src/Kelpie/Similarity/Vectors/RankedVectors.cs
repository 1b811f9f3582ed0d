namespace Kelpie.Similarity.Vectors;

/// <summary>What a ranking gives.</summary>
/// <param name="Matches">The nearest, the nearest first, and of equals that of the smaller id.</param>
/// <param name="Absent">
/// The ids of candidates that were asked for and are not there. If there are any, the matches need not be the nearest: the scan may have
/// dropped others on their account. Scan again without them.
/// </param>
/// <param name="Fetched">How many vectors were fetched.</param>
public sealed record RankedVectors(IReadOnlyList<VectorMatch> Matches, IReadOnlyList<long> Absent, int Fetched);
