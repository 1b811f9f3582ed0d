using System.Text.Json.Serialization;

namespace Kelpie.Embedding.Endpoints;

/// <summary>What is asked.</summary>
internal sealed record EndpointRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] IReadOnlyList<string> Input);

/// <summary>What is answered.</summary>
internal sealed record EndpointResponse([property: JsonPropertyName("data")] IReadOnlyList<EndpointVector?>? Data);

/// <summary>One vector of an answer.</summary>
/// <param name="Index">The place of its text in the request; null where the server does not say.</param>
/// <param name="Embedding">The vector.</param>
internal sealed record EndpointVector(
    [property: JsonPropertyName("index")] int? Index,
    [property: JsonPropertyName("embedding")] float[]? Embedding);

/// <summary>Reads and writes them without reflection.</summary>
[JsonSerializable(typeof(EndpointRequest))]
[JsonSerializable(typeof(EndpointResponse))]
internal sealed partial class EndpointJson : JsonSerializerContext;
