namespace Kelpie.Experiments.Promotion;

/// <summary>A file that a promotion writes.</summary>
/// <param name="Path">Where it is, below the root of the clone.</param>
/// <param name="Text">What it holds then.</param>
/// <param name="Before">What it holds now; null where it is not there yet.</param>
public sealed record PromotedFile(string Path, string Text, string? Before);
