namespace Kelpie.Embedding.Endpoints;

/// <summary>Where a model is served, as <c>http://127.0.0.1:11434/v1#nomic-embed-text</c>: the model's name stands behind the hash.</summary>
/// <param name="Base">What stands before <c>/embeddings</c>, without a slash at its end.</param>
/// <param name="Model">The model's name there.</param>
public sealed record EndpointAddress(Uri Base, string Model)
{
    private const string Form = "Write it as http://127.0.0.1:11434/v1#nomic-embed-text; a key goes into the environment, as KELPIE_API_KEY.";

    // As the table has room for.
    private const int LongestName = 200;

    /// <summary>Where vectors are asked for.</summary>
    public Uri Embeddings => new(Base.AbsoluteUri.TrimEnd('/') + "/embeddings");

    /// <summary>Whether a text begins as an address does.</summary>
    /// <param name="text">What was typed.</param>
    public static bool IsOne(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">What was typed.</param>
    /// <exception cref="KelpieException">It is none, names no model, or has in it what may be secret.</exception>
    public static EndpointAddress Parse(string text)
    {
        // What is wrong may hold a password: it is not said again.
        if (!IsOne(text) || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Wrong("This is no address of an endpoint.");
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            throw Wrong($"The address of the endpoint at {uri.Host} has a user, a password or a query in it, which would be stored.");
        }

        var model = Uri.UnescapeDataString(uri.Fragment.TrimStart('#'));
        if (model.Length == 0)
        {
            throw Wrong($"The address {uri.GetLeftPart(UriPartial.Path)} names no model.");
        }

        if (model.Length > LongestName || model.Any(char.IsControl))
        {
            throw Wrong($"The name of a model has at most {LongestName} letters, none of them a control character.");
        }

        var path = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        const string Asked = "/embeddings";
        return new EndpointAddress(new Uri(path.EndsWith(Asked, StringComparison.Ordinal) ? path[..^Asked.Length].TrimEnd('/') : path), model);
    }

    /// <summary>The address as it was typed, in one form.</summary>
    public override string ToString() => $"{Base.AbsoluteUri.TrimEnd('/')}#{Model}";

    private static KelpieException Wrong(string message) => new("endpoint_address", message, Form);
}
