using Kelpie.Search.Queries;

namespace Kelpie.Database.FullText;

/// <summary>A term of a question that chunks are looked up by.</summary>
/// <param name="Query">What finds it in the index.</param>
/// <param name="Weight">How much it says: the rarer, the more.</param>
internal readonly record struct SoughtTerm(SearchQuery Query, double Weight);
