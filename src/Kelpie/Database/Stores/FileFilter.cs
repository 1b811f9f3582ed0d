namespace Kelpie.Database.Stores;

/// <summary>Which files are asked for. What is not set does not restrict.</summary>
public sealed record FileFilter
{
    /// <summary>A part of the name, in capitals or not.</summary>
    public string? Name { get; init; }

    /// <summary>A part of the extension or of the MIME type.</summary>
    public string? Type { get; init; }

    /// <summary>More bytes than this.</summary>
    public long? LargerThan { get; init; }

    /// <summary>Fewer bytes than this.</summary>
    public long? SmallerThan { get; init; }

    /// <summary>Created at this moment or after, in UTC.</summary>
    public DateTime? CreatedSince { get; init; }

    /// <summary>Created before this moment, in UTC.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Changed at this moment or after, in UTC.</summary>
    public DateTime? ModifiedSince { get; init; }

    /// <summary>Changed before this moment, in UTC.</summary>
    public DateTime? ModifiedBefore { get; init; }

    /// <summary>Somewhere below this directory.</summary>
    public string? Under { get; init; }

    /// <summary>So many files at the most.</summary>
    public int? Limit { get; init; }
}
