namespace Kelpie.Search.Queries;

/// <summary>A query that matches no text, such as an empty one.</summary>
public sealed record Nothing : SearchQuery
{
    private Nothing()
    {
    }

    /// <summary>The only one there is.</summary>
    public static Nothing Instance { get; } = new();
}
