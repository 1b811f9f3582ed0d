using System.Collections.Immutable;
using Kelpie.Embedding.Lsa.Algebra;

namespace Kelpie.Embedding.Lsa;

/// <summary>A sample as numbers: a row for each document that has a chosen term, a column for each such term.</summary>
/// <param name="matrix">The weights of the terms in the documents, each row of length 1.</param>
/// <param name="globals">The global weights of the terms.</param>
internal sealed class WeightedSample(SparseMatrix matrix, float[] globals)
{
    /// <summary>The weights of the terms in the documents, each row of length 1.</summary>
    public SparseMatrix Matrix => matrix;

    /// <summary>The global weights of the terms.</summary>
    public ReadOnlySpan<float> Globals => globals;

    /// <summary>Weighs a sample.</summary>
    /// <param name="sample">The documents.</param>
    /// <param name="frequencies">In how many documents each term occurs.</param>
    /// <param name="chosen">The terms that become columns, in that order.</param>
    public static WeightedSample Of(CorpusSample sample, int[] frequencies, ImmutableArray<int> chosen)
    {
        int[] columnOf = new int[frequencies.Length];
        Array.Fill(columnOf, -1);
        float[] globals = new float[chosen.Length];
        for (int column = 0; column < chosen.Length; column++)
        {
            columnOf[chosen[column]] = column;
            globals[column] = TermWeights.Global(frequencies[chosen[column]], sample.DocumentCount);
        }

        int entries = chosen.Sum(term => frequencies[term]);
        List<int> starts = [0];
        int[] columns = new int[entries];
        float[] values = new float[entries];
        int end = 0;
        for (int document = 0; document < sample.DocumentCount; document++)
        {
            int start = end;
            double square = 0;
            ReadOnlySpan<int> terms = sample.TermsOf(document);
            ReadOnlySpan<ushort> counts = sample.CountsOf(document);
            for (int index = 0; index < terms.Length; index++)
            {
                if (columnOf[terms[index]] is var column and >= 0)
                {
                    float weight = TermWeights.Local(counts[index]) * globals[column];
                    (columns[end], values[end++]) = (column, weight);
                    square += (double)weight * weight;
                }
            }

            if (end > start)
            {
                float scale = (float)(1 / Math.Sqrt(square));
                foreach (ref float value in values.AsSpan(start, end - start))
                {
                    value *= scale;
                }

                starts.Add(end);
            }
        }

        return new(new(chosen.Length, [.. starts], columns, values), globals);
    }
}
