using System.Collections.Immutable;

namespace Kelpie.Sql.Schema;

/// <summary>Per-database spellings of a type, compared by content.</summary>
public sealed class SpellingSet : IEquatable<SpellingSet>
{
    private readonly ImmutableSortedDictionary<string, string> _byDialect;

    private SpellingSet(ImmutableSortedDictionary<string, string> byDialect) => _byDialect = byDialect;

    /// <summary>No spelling of its own on any database.</summary>
    public static SpellingSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The spelling on one database, or null where the dialect's own applies.</summary>
    public string? this[string dialect] => _byDialect.GetValueOrDefault(dialect);

    /// <summary>All of them, by dialect name.</summary>
    public IReadOnlyDictionary<string, string> ByDialect => _byDialect;

    /// <summary>The same set with one spelling more.</summary>
    public SpellingSet With(string dialect, string spelling) => new(_byDialect.SetItem(dialect, spelling));

    /// <inheritdoc/>
    public bool Equals(SpellingSet? other) => other is not null && _byDialect.SequenceEqual(other._byDialect);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpellingSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (dialect, spelling) in _byDialect)
        {
            hash.Add(dialect);
            hash.Add(spelling);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _byDialect.Select(pair => $"{pair.Key}: {pair.Value}"));
}
