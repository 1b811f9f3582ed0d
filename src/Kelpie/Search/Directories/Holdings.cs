namespace Kelpie.Search.Directories;

/// <summary>Which directories hold something of one kind: right in them, and anywhere below.</summary>
internal sealed class Holdings
{
    private readonly Dictionary<string, string> _direct = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _below = new(StringComparer.Ordinal);

    /// <summary>The directories that hold some right in them.</summary>
    internal IEnumerable<string> Direct => _direct.Keys;

    /// <summary>Something that a directory holds right in it.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="entry">What, from the directory on.</param>
    internal void Add(string directory, string entry)
    {
        Keep(_direct, directory, entry);
        foreach (var above in Ancestors.Of(directory))
        {
            Keep(_below, above, Ancestors.Relative(above, directory) + "/" + entry);
        }
    }

    /// <summary>Something that a directory holds at the very place that was asked for.</summary>
    internal void AddAtPlace(string directory, string entry) => Keep(_direct, directory, entry);

    /// <summary>The first of what a directory holds, right in it before what is below; null where there is none.</summary>
    internal string? First(string directory) => _direct.GetValueOrDefault(directory) ?? _below.GetValueOrDefault(directory);

    private static void Keep(Dictionary<string, string> kept, string directory, string entry)
    {
        if (!kept.TryGetValue(directory, out var known) || string.CompareOrdinal(entry, known) < 0)
        {
            kept[directory] = entry;
        }
    }
}
