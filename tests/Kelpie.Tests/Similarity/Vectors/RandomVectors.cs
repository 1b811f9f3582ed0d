using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

/// <summary>Sets of vectors that are easy to tell apart, and such that are not.</summary>
internal static class RandomVectors
{
    /// <summary>Dimensions on both sides of what the loops take at a time.</summary>
    internal static Gen<int> Dimensions { get; } = Gen.OneOf(1, 2, 7, 15, 16, 17, 31, 32, 33, 64, 100, 256, 384);

    /// <summary>A usable vector of any length, some with few numbers that are not zero, some with one that outweighs all others.</summary>
    internal static Gen<float[]> Of(int dimensions) =>
        Gen.Select(Gen.Int, Gen.Int[0, 3], Gen.OneOf(1e-30f, 0.01f, 1f, 1e30f), (seed, kind, length) =>
        {
            var random = new Random(seed);
            var vector = new float[dimensions];
            for (var i = 0; i < dimensions; i++)
            {
                vector[i] = length * Normal(random) * (kind == 1 && random.Next(8) > 0 ? 0 : 1);
            }

            if (kind == 2 || !VectorMath.IsUsable(vector))
            {
                vector[random.Next(dimensions)] = length * 10;
            }

            return vector;
        });

    /// <summary>A query and vectors among which are clusters, duplicates, opposites, and such that differ in one last bit.</summary>
    internal static Gen<(float[] Query, float[][] Vectors)> Crowd(int dimensions, int most) =>
        Gen.Select(Gen.Int, Gen.Int[1, most], Gen.OneOf(1f, 0.1f, 1e-3f, 1e-6f, 0f), (seed, count, spread) =>
        {
            var random = new Random(seed);
            float[][] centres = [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Unit(random, dimensions))];
            float[][] vectors = new float[count][];
            for (var i = 0; i < count; i++)
            {
                vectors[i] = random.Next(10) switch
                {
                    0 when i > 0 => vectors[random.Next(i)],
                    1 when i > 0 => NextBit(vectors[random.Next(i)], random),
                    2 when i > 0 => [.. vectors[random.Next(i)].Select(number => -number)],
                    _ => Near(random, centres[random.Next(centres.Length)], spread),
                };
            }

            return (random.Next(3) == 0 ? vectors[random.Next(count)] : Near(random, centres[0], spread), vectors);
        });

    internal static float[] Unit(Random random, int dimensions) =>
        VectorMath.Normalised([.. Enumerable.Range(0, dimensions).Select(_ => Normal(random))]);

    internal static float[] Near(Random random, float[] centre, float spread) =>
        VectorMath.Normalised([.. centre.Select(number => number + (spread * Normal(random) / MathF.Sqrt(centre.Length)))]);

    /// <summary>Blocks of vectors, each vector's id being its place times three, so that there are ids between them.</summary>
    internal static VectorBlock[] Blocks(float[][] vectors, int blockCount)
    {
        var dimensions = vectors[0].Length;
        return [.. vectors.Select((vector, i) => (Id: 3L * i, Vector: vector)).Chunk(Math.Max(1, (vectors.Length + blockCount - 1) / blockCount)).Select(part =>
        {
            var builder = new VectorBlockBuilder(dimensions);
            foreach (var (id, vector) in part)
            {
                builder.Add(id, vector);
            }

            return VectorBlock.Decode(builder.Encode(), dimensions);
        })];
    }

    /// <summary>What comparing the query with each vector finds.</summary>
    internal static VectorMatch[] Nearest(float[] query, float[][] vectors, int k, Func<long, bool> allowed) =>
    [
        .. vectors.Select((vector, i) => (Id: 3L * i, Cosine: VectorMath.Cosine(query, vector)))
            .Where(match => allowed(match.Id))
            .OrderByDescending(match => match.Cosine).ThenBy(match => match.Id).Take(k)
            .Select(match => new VectorMatch(match.Id, match.Cosine, VectorMath.Distance(match.Cosine))),
    ];

    private static float[] NextBit(float[] vector, Random random)
    {
        float[] next = [.. vector];
        var i = random.Next(vector.Length);
        next[i] = MathF.BitIncrement(next[i]);
        return VectorMath.IsUsable(next) ? next : vector;
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
