using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Kelpie.Onnx;

/// <summary>The network itself: numbers of tokens in, one vector a text out.</summary>
internal sealed class SentenceModel : IDisposable
{
    private const string Ids = "input_ids";
    private const string Mask = "attention_mask";
    private const string Types = "token_type_ids";

    // A vector a text, or one a token.
    private const string Whole = "sentence_embedding";
    private static readonly string[] Outputs = [Whole, "last_hidden_state", "token_embeddings"];

    private readonly ModelFolder _folder;
    private readonly InferenceSession _session;
    private readonly Pooling _pooling;
    private readonly bool _normalises;
    private readonly string _output;

    private SentenceModel(ModelFolder folder, ModelSettings settings, InferenceSession session, string output) =>
        (_folder, _pooling, _normalises, _session, _output) = (folder, settings.Pooling, settings.Normalises, session, output);

    /// <exception cref="KelpieException">It is of a kind that is not known.</exception>
    /// <exception cref="OnnxRuntimeException">It cannot be loaded.</exception>
    internal static SentenceModel Open(ModelFolder folder, ModelSettings settings)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var session = new InferenceSession(folder.Model, options);
        try
        {
            var strange = session.InputMetadata.Where(input => input.Key is not (Ids or Mask or Types) || input.Value.ElementDataType != TensorElementType.Int64).Select(input => input.Key).ToList();
            if (strange.Count > 0 || !session.InputMetadata.ContainsKey(Ids))
            {
                throw folder.Unusable(
                    $"has a model.onnx with the inputs {string.Join(", ", session.InputMetadata.Keys)}, where {Ids}, {Mask} and {Types} of 64-bit numbers are known", "Export it as a sentence model.");
            }

            var output = Outputs.FirstOrDefault(name => session.OutputMetadata.TryGetValue(name, out var found)
                && found.ElementDataType == TensorElementType.Float && found.Dimensions.Length == (name == Whole ? 2 : 3));
            return output is not null
                ? new SentenceModel(folder, settings, session, output)
                : throw folder.Unusable(
                    $"has a model.onnx with the outputs {string.Join(", ", session.OutputMetadata.Keys)}, and none of {string.Join(", ", Outputs)} in 32-bit numbers", "Export it as a sentence model.");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The vectors of a batch.</summary>
    /// <param name="texts">The numbers of each text's tokens.</param>
    /// <param name="padding">What fills up the shorter ones.</param>
    /// <exception cref="KelpieException">The network refuses them.</exception>
    internal float[][] Run(IReadOnlyList<long[]> texts, int padding)
    {
        var (count, length) = (texts.Count, texts.Max(text => text.Length));
        var (ids, mask) = (new long[count * length], new long[count * length]);
        Array.Fill(ids, padding);
        for (var i = 0; i < count; i++)
        {
            texts[i].CopyTo(ids, i * length);
            Array.Fill(mask, 1, i * length, texts[i].Length);
        }

        var inputs = new Dictionary<string, OrtValue>();
        try
        {
            foreach (var (name, values) in new[] { (Ids, ids), (Mask, mask), (Types, new long[ids.Length]) }.Where(input => _session.InputMetadata.ContainsKey(input.Item1)))
            {
                inputs.Add(name, OrtValue.CreateTensorValueFromMemory(values, [count, length]));
            }

            using var options = new RunOptions();
            using var results = _session.Run(options, inputs, [_output]);
            return Pool(results[0].GetTensorDataAsSpan<float>(), results[0].GetTensorTypeAndShape().Shape, mask, count, length);
        }
        catch (OnnxRuntimeException exception)
        {
            throw _folder.Unusable($"has a model that fails: {exception.Message}", "Look whether its files belong together, and fetch it again.", exception);
        }
        finally
        {
            foreach (var input in inputs.Values)
            {
                input.Dispose();
            }
        }
    }

    public void Dispose() => _session.Dispose();

    private float[][] Pool(ReadOnlySpan<float> values, long[] shape, long[] mask, int count, int length)
    {
        var width = (int)shape[^1];
        var isWhole = shape.Length == 2;
        if (shape[0] != count || (!isWhole && shape[1] != length) || width == 0)
        {
            throw _folder.Unusable($"has a model that makes {string.Join(" x ", shape)} numbers of {count} x {length} tokens", "Export it as a sentence model.");
        }

        var vectors = new float[count][];
        for (var i = 0; i < count; i++)
        {
            var tokens = isWhole ? values.Slice(i * width, width) : values.Slice(i * length * width, length * width);
            var vector = isWhole || _pooling == Pooling.First ? tokens[..width].ToArray() : Mean(tokens, mask.AsSpan(i * length, length), width);
            vectors[i] = _normalises ? Normalised(vector) : vector;
        }

        return vectors;
    }

    private static float[] Mean(ReadOnlySpan<float> tokens, ReadOnlySpan<long> mask, int width)
    {
        var sums = new double[width];
        var count = 0;
        for (var token = 0; token < mask.Length; token++)
        {
            if (mask[token] == 0)
            {
                continue;
            }

            count++;
            var row = tokens.Slice(token * width, width);
            for (var i = 0; i < width; i++)
            {
                sums[i] += row[i];
            }
        }

        return Array.ConvertAll(sums, sum => (float)(sum / count));
    }

    // What has no direction stays as it is: who asked for it is to see it.
    private static float[] Normalised(float[] vector)
    {
        var length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return length is > 0 and < double.PositiveInfinity ? Array.ConvertAll(vector, value => (float)(value / length)) : vector;
    }
}
