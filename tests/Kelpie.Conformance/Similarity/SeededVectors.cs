using Kelpie.Similarity.Vectors;

namespace Kelpie.Conformance.Similarity;

/// <summary>Vectors that are the same each time, in clusters as those of texts are: about a centre, and farther off in some directions than in others.</summary>
internal sealed class SeededVectors
{
    private const int PerCluster = 100;

    private readonly Random _random;
    private readonly float[][] _centres;
    private readonly float[] _spread;

    /// <param name="count">How many there are to be.</param>
    /// <param name="dimensions">The numbers of a vector.</param>
    /// <param name="seed">Another gives others.</param>
    internal SeededVectors(int count, int dimensions, int seed = 7)
    {
        _random = new Random(seed);
        _spread = [.. Enumerable.Range(0, dimensions).Select(i => (float)(0.6 / Math.Sqrt(1 + i)))];
        _centres = [.. Enumerable.Range(0, Math.Max(1, count / PerCluster)).Select(_ => VectorMath.Normalised([.. Enumerable.Range(0, dimensions).Select(_ => Normal())]))];
    }

    /// <summary>How many clusters there are.</summary>
    internal int Clusters => _centres.Length;

    /// <summary>A vector of some cluster.</summary>
    internal float[] Next() => Of(_random.Next(_centres.Length));

    /// <summary>A vector of a cluster.</summary>
    internal float[] Of(int cluster) => VectorMath.Normalised([.. _centres[cluster].Select((value, i) => value + (_spread[i] * Normal()))]);

    private float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
