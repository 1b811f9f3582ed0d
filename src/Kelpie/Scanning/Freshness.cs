namespace Kelpie.Scanning;

/// <summary>Whether a file is still what the index says of it.</summary>
public enum Freshness
{
    /// <summary>Its size and its date are those that were indexed.</summary>
    Fresh,

    /// <summary>It has changed since.</summary>
    Changed,

    /// <summary>There is no file of that path on this machine any more.</summary>
    Gone,

    /// <summary>The system does not let it be looked at.</summary>
    Unknown,
}
