using Kelpie.Embedding.Models;
using Kelpie.Onnx.Tokenizing;
using Microsoft.ML.OnnxRuntime;

namespace Kelpie.Onnx;

/// <summary>Opens sentence models by their folders: <c>model.onnx</c> or <c>onnx/model.onnx</c>, a tokenizer, and what sentence-transformers keeps beside them.</summary>
public sealed class OnnxModels : IModelOpener
{
    /// <inheritdoc/>
    public string Kind => ModelKinds.Onnx;

    /// <summary>A folder that is there, or what can be nothing else.</summary>
    /// <inheritdoc/>
    public string? SourceOf(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var isPath = reference.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || reference is "." or "..";
        return reference.Contains("://", StringComparison.Ordinal) || !(isPath || Directory.Exists(reference))
            ? null
            : Path.TrimEndingDirectorySeparator(Path.GetFullPath(reference));
    }

    /// <inheritdoc/>
    public Task<OpenedModel> OpenAsync(string source, CancellationToken cancellationToken = default) => Task.Run(() => Open(source, cancellationToken), cancellationToken);

    private static OpenedModel Open(string source, CancellationToken cancellationToken)
    {
        var folder = ModelFolder.At(source);
        try
        {
            var settings = ModelSettings.Read(folder);
            var tokenizer = TokenizerReader.Read(folder);
            var fingerprint = folder.Fingerprint(cancellationToken);
            return new OpenedModel(folder.Name, source, OnnxEmbeddingGenerator.Open(folder, settings, tokenizer))
            {
                Fingerprint = fingerprint,
                Prompts = settings.Prompts,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw folder.Unusable($"cannot be read: {exception.Message}", "Look at its permissions.", exception);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new KelpieException("onnx_runtime_missing", $"The library onnxruntime cannot be loaded: {(exception.InnerException ?? exception).Message}", "It belongs beside the program; build Kelpie again.", exception);
        }
        catch (OnnxRuntimeException exception)
        {
            throw folder.Unusable($"has a model.onnx that is none, or is damaged: {exception.Message}", "Fetch it again.", exception);
        }
    }
}
