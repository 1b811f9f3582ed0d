using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kelpie.Embedding.Lsa;

/// <summary>A trained model: makes of a text a vector, near to the vectors of texts that mean alike. For any number of threads.</summary>
public sealed class LsaModel
{
    internal LsaModel(LsaVocabulary vocabulary, TermVectors vectors, long trainedOn)
        : this(vocabulary, vectors, trainedOn, ContentHash(vocabulary, vectors, trainedOn))
    {
    }

    internal LsaModel(LsaVocabulary vocabulary, TermVectors vectors, long trainedOn, uint hash)
    {
        (Vocabulary, Vectors, TrainedOn, Hash) = (vocabulary, vectors, trainedOn, hash);
        Name = NameOf(vectors.Dimensions, hash);
    }

    /// <summary>
    /// The dimensions and a hash of the content, for example <c>lsa-256@1f0c93ab</c>. Only vectors of one name are comparable.
    /// </summary>
    public string Name { get; }

    /// <summary>How many numbers a vector has: fewer than were asked for where the documents did not span as many.</summary>
    public int Dimensions => Vectors.Dimensions;

    /// <summary>How many documents there were at the training, the ones included that were not in its sample.</summary>
    public long TrainedOn { get; }

    /// <summary>The terms that the model knows.</summary>
    public LsaVocabulary Vocabulary { get; }

    internal TermVectors Vectors { get; }

    internal uint Hash { get; }

    /// <summary>The vector of a text.</summary>
    /// <param name="text">The terms of the text, cut as those were that the model was trained on.</param>
    /// <returns>A vector of length 1, or null if the model knows no term of the text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public float[]? Embed(TermBag text)
    {
        float[] vector = new float[Dimensions];
        return TryEmbed(text, vector) ? vector : null;
    }

    /// <summary>Writes the vector of a text.</summary>
    /// <param name="text">The terms of the text, cut as those were that the model was trained on.</param>
    /// <param name="vector">Takes the vector, of length 1: as many numbers as the model has dimensions.</param>
    /// <returns>Whether there is one: false if the model knows no term of the text, and then nothing was written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="vector"/> has not as many numbers as the model has dimensions.</exception>
    public bool TryEmbed(TermBag text, Span<float> vector)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (vector.Length != Dimensions)
        {
            throw new ArgumentException($"A vector of this model has {Dimensions} numbers, not {vector.Length}.", nameof(vector));
        }

        Span<float> sums = stackalloc float[Vectors.Width];
        sums.Clear();
        TextVector sum = new(sums);
        for (int index = 0; index < text.Count; index++)
        {
            if (Vocabulary.TryGetId(text.TermAt(index), out int id))
            {
                sum.Add(Vectors.Rows(id, 1), Vectors.Scales[id], text.CountAt(index));
            }
        }

        return sum.TryFinish(vector);
    }

    /// <summary>How many of the occurrences in a text are of terms that the model knows.</summary>
    /// <param name="text">The terms of the text.</param>
    /// <returns>From 0 to <see cref="TermBag.Occurrences"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public int CountKnown(TermBag text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int known = 0;
        for (int index = 0; index < text.Count; index++)
        {
            known += Vocabulary.TryGetId(text.TermAt(index), out _) ? text.CountAt(index) : 0;
        }

        return known;
    }

    internal static string NameOf(int dimensions, uint hash) => $"lsa-{dimensions}@{hash:x8}";

    private static uint ContentHash(LsaVocabulary vocabulary, TermVectors vectors, long trainedOn)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<long>([vectors.Dimensions, vocabulary.Count, trainedOn]));
        foreach (string term in vocabulary.Terms)
        {
            hash.AppendData(MemoryMarshal.AsBytes<char>(term));
            hash.AppendData([0, 0]);
        }

        hash.AppendData(MemoryMarshal.AsBytes(vectors.Scales));
        hash.AppendData(MemoryMarshal.AsBytes(vectors.Rows(0, vocabulary.Count)));
        return BinaryPrimitives.ReadUInt32BigEndian(hash.GetHashAndReset());
    }
}
