namespace Kelpie.Search.Plain;

/// <summary>A chunk that may answer a question.</summary>
/// <param name="Id">Its row.</param>
/// <param name="FileId">Its file's row.</param>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="FileChunks">How many chunks its file has.</param>
/// <param name="Content">Its text.</param>
internal sealed record CandidateChunk(long Id, long FileId, int Index, int FileChunks, string Content);
