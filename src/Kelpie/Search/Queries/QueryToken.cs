namespace Kelpie.Search.Queries;

/// <summary>A part of a query's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Query">
/// What it asks for as an operand, null if it holds no word. An operator asks for its own name: it is a word wherever it
/// cannot be an operator.
/// </param>
internal readonly record struct QueryToken(QueryTokenKind Kind, SearchQuery? Query = null);
