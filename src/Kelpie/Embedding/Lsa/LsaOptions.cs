namespace Kelpie.Embedding.Lsa;

/// <summary>How a model is trained.</summary>
public sealed record LsaOptions
{
    /// <summary>The most dimensions that a model may have.</summary>
    public const int MostDimensions = 1024;

    /// <summary>
    /// How many dimensions the vectors have, from 1 to 1,024; fewer where the documents do not span as many. 200 to 300 is what the
    /// literature finds best (M. W. Berry, S. T. Dumais and G. W. O'Brien, SIAM Review 37 (1995), 573-595).
    /// </summary>
    public int Dimensions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostDimensions);
            field = value;
        }
    } = 256;

    /// <summary>How many terms the model knows at most. A term takes about 280 bytes of a model of 256 dimensions.</summary>
    public int MaxTerms
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 50_000;

    /// <summary>How many threads train. The model is the same however many there are.</summary>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = Environment.ProcessorCount;
}
