using System.Net.Http.Headers;

namespace Kelpie.Embedding.Endpoints;

/// <summary>The key of the environment. It is read for each request, kept nowhere, and taken out of what servers say.</summary>
internal sealed class EndpointKey(EndpointAddress address, Func<string, string?> environment)
{
    /// <summary>What goes into a request; null where there is no key.</summary>
    internal AuthenticationHeaderValue? Header => Value is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;

    // That of another program is not sent where everybody on the way could read it.
    private string? Value => Read("KELPIE_API_KEY") ?? (address.Base.Scheme == Uri.UriSchemeHttps || address.Base.IsLoopback ? Read("OPENAI_API_KEY") : null);

    /// <summary>A text without the key.</summary>
    internal string Hide(string text) => Value is { } key ? text.Replace(key, "***", StringComparison.Ordinal) : text;

    private string? Read(string name) => environment(name)?.Trim() is { Length: > 0 } key ? key : null;
}
