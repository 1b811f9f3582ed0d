namespace Kelpie.Search.Queries;

/// <summary>The beginning of a word that must occur.</summary>
public sealed record Prefix : SearchQuery
{
    internal Prefix(string start) => Start = start;

    /// <summary>How the word begins, as written, without the asterisk, never empty.</summary>
    public string Start { get; }
}
