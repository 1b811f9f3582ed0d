namespace Kelpie.Embedding.Models;

/// <summary>What a model wants to be said before a text: some are trained to tell questions and passages apart by it.</summary>
/// <param name="Query">Before what is searched for.</param>
/// <param name="Passage">Before what is found.</param>
public sealed record ModelPrompts(string Query, string Passage)
{
    /// <summary>Nothing.</summary>
    public static ModelPrompts None { get; } = new("", "");

    /// <summary>What the makers of some models ask for, by the model's name; nothing for any other.</summary>
    /// <param name="model">The name.</param>
    public static ModelPrompts ByConvention(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        // A name such as intfloat/multilingual-e5-small:latest. Those that take instructions want none before passages, and one of each user's own.
        var words = model.ToLowerInvariant().Split('/', '-', '_', ':', '.', '@', ' ');
        return (words.Contains("e5"), words.Contains("nomic"), words.Contains("instruct")) switch
        {
            (true, _, false) => new("query: ", "passage: "),
            (_, true, false) => new("search_query: ", "search_document: "),
            _ => None,
        };
    }
}
