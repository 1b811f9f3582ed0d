namespace Kelpie.Database.Stores;

/// <summary>What a scan needs to know of a file in the index, to tell whether it has changed.</summary>
/// <param name="Id">The row's number.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its bytes last changed, in UTC.</param>
/// <param name="Status">What became of it, by its stored name.</param>
/// <param name="Strategy">How its text was cut, by its stored name.</param>
internal readonly record struct KnownFile(long Id, long Size, DateTime? Modified, string Status, string? Strategy);
