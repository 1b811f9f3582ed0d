namespace Kelpie.Retrieval.Bench;

/// <summary>The words that Lucene's analysis of English leaves out.</summary>
internal static class EnglishStopWords
{
    private static readonly HashSet<string> Words = [.. (
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with").Split(' ')];

    internal static bool Are(string word) => Words.Contains(word);
}
