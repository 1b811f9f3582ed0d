namespace Kelpie.Embedding.Lsa;

/// <summary>Makes of a model the blocks as which it is stored.</summary>
/// <remarks>
/// Block 0 says what the model is and which terms are in which of the others. Those hold 64 KiB each at most, terms being in ordinal order:
/// to embed a query, <see cref="LsaModelReader"/> fetches block 0 and one for each of its terms.
/// </remarks>
public static class LsaModelWriter
{
    private const int MostBytes = 64 * 1024;

    // The number, the start of the first term, and what ModelBlock adds.
    private const int FixedBytes = 32;

    /// <summary>The blocks of a model.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The blocks in the order of their numbers, from 0, made one by one. The same model gives the same bytes.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    public static IEnumerable<byte[]> Write(LsaModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Blocks(model);
    }

    private static IEnumerable<byte[]> Blocks(LsaModel model)
    {
        List<int> firsts = Divide(model);
        ModelDirectory directory = new(
            model.Dimensions, model.TrainedOn, model.Vocabulary.Count, [.. firsts.Select(first => model.Vocabulary.Terms[first])]);
        yield return ModelBlock.Seal(0, model.Hash, directory.ToBytes());
        for (int index = 0; index < firsts.Count; index++)
        {
            int end = index + 1 < firsts.Count ? firsts[index + 1] : model.Vocabulary.Count;
            yield return ModelBlock.Seal(index + 1, model.Hash, TermBlock.ToBytes(model, firsts[index], end - firsts[index]));
        }
    }

    private static List<int> Divide(LsaModel model)
    {
        List<int> firsts = [0];
        int bytes = FixedBytes;
        for (int term = 0; term < model.Vocabulary.Count; term++)
        {
            int more = sizeof(int) + sizeof(float) + model.Vocabulary.Terms[term].Length * sizeof(char) + model.Vectors.Width;
            if (bytes + more > MostBytes)
            {
                firsts.Add(term);
                bytes = FixedBytes;
            }

            bytes += more;
        }

        return firsts;
    }
}
