using Kelpie.Embedding.Models;

namespace Kelpie.Embedding.Endpoints;

/// <summary>Opens models behind endpoints that speak as OpenAI's does.</summary>
/// <param name="options">How they are spoken to; null for the usual way.</param>
public sealed class EndpointModels(EndpointOptions? options = null) : IModelOpener
{
    /// <inheritdoc/>
    public string Kind => ModelKinds.Endpoint;

    /// <inheritdoc/>
    public string? SourceOf(string reference) => EndpointAddress.IsOne(reference) ? EndpointAddress.Parse(reference).ToString() : null;

    /// <summary>Makes ready what asks the endpoint; that it is away shows when it is asked.</summary>
    /// <inheritdoc/>
    public Task<OpenedModel> OpenAsync(string source, CancellationToken cancellationToken = default)
    {
        var address = EndpointAddress.Parse(source);
        return Task.FromResult(new OpenedModel(address.Model, address.ToString(), new EndpointEmbeddingGenerator(address, options))
        {
            Prompts = ModelPrompts.ByConvention(address.Model),
        });
    }
}
