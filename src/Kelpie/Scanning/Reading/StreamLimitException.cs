namespace Kelpie.Scanning.Reading;

/// <summary>A <see cref="LimitedStream"/> holds more than may be read.</summary>
internal sealed class StreamLimitException : IOException
{
    /// <summary>Makes the exception.</summary>
    public StreamLimitException()
        : base("There is more data than may be read.")
    {
    }
}
