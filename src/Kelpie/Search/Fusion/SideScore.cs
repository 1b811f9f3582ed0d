namespace Kelpie.Search.Fusion;

/// <summary>What one side says of a chunk.</summary>
/// <param name="Id">The chunk's row.</param>
/// <param name="Score">How good it is; the more, the better.</param>
internal readonly record struct SideScore(long Id, double Score);
