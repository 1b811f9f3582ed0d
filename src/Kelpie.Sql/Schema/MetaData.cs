using System.Collections.Immutable;

namespace Kelpie.Sql.Schema;

/// <summary>The tables of a database, by name: what a program declares, what a line of migrations adds up to.</summary>
public sealed class MetaData : IEquatable<MetaData>
{
    private readonly ImmutableSortedDictionary<string, TableDefinition> _tables;

    private MetaData(ImmutableSortedDictionary<string, TableDefinition> tables) => _tables = tables;

    /// <summary>No table at all.</summary>
    public static MetaData Empty { get; } = new(ImmutableSortedDictionary.Create<string, TableDefinition>(StringComparer.Ordinal));

    /// <summary>The tables, ordered by name.</summary>
    public IEnumerable<TableDefinition> Tables => _tables.Values;

    /// <summary>The tables declared by a program.</summary>
    /// <exception cref="ArgumentException">Two tables have one name.</exception>
    public static MetaData Of(params IEnumerable<Table> tables) =>
        tables.Aggregate(Empty, (all, table) => all.Add(table.Definition));

    /// <summary>The table of a name, or null.</summary>
    public TableDefinition? Find(string name) => _tables.GetValueOrDefault(name);

    /// <summary>The table of a name.</summary>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public TableDefinition Table(string name) => Find(name)
        ?? throw new ArgumentException($"There is no table {name}; there are {(_tables.IsEmpty ? "none" : string.Join(", ", _tables.Keys))}.", nameof(name));

    /// <summary>The same tables and one more.</summary>
    /// <exception cref="ArgumentException">There is a table of that name already.</exception>
    public MetaData Add(TableDefinition table) => _tables.ContainsKey(table.Name)
        ? throw new ArgumentException($"There is a table {table.Name} already.", nameof(table))
        : new(_tables.Add(table.Name, table));

    /// <summary>The same tables without one.</summary>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public MetaData Remove(string name) => new(_tables.Remove(Table(name).Name));

    /// <summary>The same tables with one changed, its name included if <paramref name="change"/> gives it another.</summary>
    /// <exception cref="ArgumentException">There is no such table, or one of the new name.</exception>
    public MetaData Change(string name, Func<TableDefinition, TableDefinition> change) =>
        Remove(name).Add(change(Table(name)));

    /// <inheritdoc/>
    public bool Equals(MetaData? other) => other is not null && _tables.SequenceEqual(other._tables);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MetaData);

    /// <inheritdoc/>
    public override int GetHashCode() => _tables.Keys.Aggregate(0, HashCode.Combine);
}
