using Kelpie.Embedding.Endpoints;
using Kelpie.Embedding.Models;
using Kelpie.Onnx;

namespace Kelpie.Cli;

/// <summary>What opens the models that a user gives. The native library of the one is loaded when a model of its kind is opened, not before.</summary>
internal static class Openers
{
    internal static IReadOnlyList<IModelOpener> All { get; } = [new EndpointModels(), new OnnxModels()];
}
