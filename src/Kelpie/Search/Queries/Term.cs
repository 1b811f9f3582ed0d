namespace Kelpie.Search.Queries;

/// <summary>A word that must occur, in any case, with or without diacritics, in any form with the same stem.</summary>
public sealed record Term : SearchQuery
{
    internal Term(string word) => Word = word;

    /// <summary>One word as written, never empty.</summary>
    public string Word { get; }
}
