namespace Kelpie.Similarity.Indexes;

/// <summary>What the list of vector indexes says of one.</summary>
/// <param name="Form">How it is made.</param>
/// <param name="IsReady">Whether it was whole once.</param>
/// <param name="LastBlock">The last block of its model's vectors when it had all of them, and how large that was.</param>
internal sealed record VectorIndexEntry(string Form, bool IsReady, (long Number, long Bytes) LastBlock)
{
    /// <summary>Whether it has all vectors of its model: nobody who does not know of it has added any since.</summary>
    internal bool IsWhole((long Number, long Bytes) lastBlock) => IsReady && lastBlock == LastBlock;
}
