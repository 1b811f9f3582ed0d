namespace Kelpie.Sql.Schema;

/// <summary>
/// A table as a value: what a <c>CREATE TABLE</c> says, what an inspector reads back, and what a comparison compares.
/// Queries use a typed <see cref="Table"/>, which is built on one of these.
/// </summary>
/// <param name="Name">The table's name, unquoted.</param>
/// <param name="Columns">Its columns, in order.</param>
public sealed record TableDefinition(string Name, ValueList<ColumnDefinition> Columns)
{
    /// <summary>The primary key, or null for a table without one.</summary>
    public PrimaryKey? PrimaryKey { get; init; }

    /// <summary>References to other tables.</summary>
    public ValueList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Unique constraints.</summary>
    public ValueList<UniqueConstraint> Uniques { get; init; } = [];

    /// <summary>Check constraints.</summary>
    public ValueList<CheckConstraint> Checks { get; init; } = [];

    /// <summary>Indexes, those of the keys aside.</summary>
    public ValueList<IndexDefinition> Indexes { get; init; } = [];

    /// <summary>What it is for, for people.</summary>
    public string? Comment { get; init; }

    /// <summary>The column of a name, or null.</summary>
    public ColumnDefinition? FindColumn(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public ColumnDefinition Column(string name) => FindColumn(name)
        ?? throw new ArgumentException($"Table {Name} has no column {name}; it has {string.Join(", ", Columns.Select(c => c.Name))}.", nameof(name));
}
