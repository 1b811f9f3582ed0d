using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>One thing in which two schemas differ.</summary>
/// <param name="Table">The table it is about.</param>
public abstract record SchemaDifference(string Table)
{
    private protected abstract string Subject { get; }

    private protected abstract string? WordsBefore { get; }

    private protected abstract string? WordsAfter { get; }

    /// <summary>The difference in a line: <c>chunks.size: integer in the models, bigint in the database</c>.</summary>
    /// <param name="before">What the schema before is called: <c>the models</c>.</param>
    /// <param name="after">What the schema after is called: <c>the database</c>.</param>
    public virtual string Describe(string before, string after) => (WordsBefore, WordsAfter) switch
    {
        ({ } one, { } other) => $"{Subject}: {one} in {before}, {other} in {after}",
        ({ } one, null) => $"{Subject}: {one} in {before}, not in {after}",
        (_, var other) => $"{Subject}: not in {before}, {other} in {after}",
    };
}

/// <summary>A table that only one of the schemas has.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Before">The table in the schema before, or null.</param>
/// <param name="After">The table in the schema after, or null.</param>
public sealed record TableDifference(string Table, TableDefinition? Before, TableDefinition? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"table {Table}";

    private protected override string? WordsBefore => null;

    private protected override string? WordsAfter => null;

    /// <inheritdoc/>
    public override string Describe(string before, string after) =>
        Before is null ? $"{Subject}: in {after}, not in {before}" : $"{Subject}: in {before}, not in {after}";
}

/// <summary>What of a column differs.</summary>
public enum ColumnAspect
{
    /// <summary>Only one of the schemas has it.</summary>
    Existence,

    /// <summary>What it holds.</summary>
    Type,

    /// <summary>Whether it may be NULL.</summary>
    Nullability,

    /// <summary>What a row gets that does not say.</summary>
    Default,

    /// <summary>Whether the database numbers the rows.</summary>
    Identity,
}

/// <summary>A column that only one of the schemas has, or that differs in one respect. One that differs in several is there several times.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Aspect">In what respect.</param>
/// <param name="Before">The column in the schema before, or null.</param>
/// <param name="After">The column in the schema after, or null.</param>
public sealed record ColumnDifference(string Table, ColumnAspect Aspect, ColumnDefinition? Before, ColumnDefinition? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"{Table}.{(Before ?? After)!.Name}";

    private protected override string? WordsBefore => Words(Before, After);

    private protected override string? WordsAfter => Words(After, Before);

    private string? Words(ColumnDefinition? column, ColumnDefinition? other) => column is null ? null : Aspect switch
    {
        ColumnAspect.Existence => SchemaWords.For(column),
        ColumnAspect.Type => SchemaWords.For(column.Type, other!.Type),
        ColumnAspect.Nullability => SchemaWords.ForNullability(column),
        ColumnAspect.Default => SchemaWords.For(column.Default),
        _ => column.IsIdentity ? "numbers the rows" : "does not number the rows",
    };
}

/// <summary>A primary key that only one of the schemas has, or that is another.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Before">The key in the schema before, or null.</param>
/// <param name="After">The key in the schema after, or null.</param>
public sealed record PrimaryKeyDifference(string Table, PrimaryKey? Before, PrimaryKey? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"primary key of {Table}";

    private protected override string? WordsBefore => Before is null ? null : SchemaWords.For(Before);

    private protected override string? WordsAfter => After is null ? null : SchemaWords.For(After);
}

/// <summary>A foreign key that only one of the schemas has, or that is another in each.</summary>
/// <param name="Table">The referring table's name.</param>
/// <param name="Before">The key in the schema before, or null.</param>
/// <param name="After">The key in the schema after, or null.</param>
public sealed record ForeignKeyDifference(string Table, ForeignKey? Before, ForeignKey? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"foreign key {(Before ?? After)!.Name} of {Table}";

    private protected override string? WordsBefore => Before is null ? null : SchemaWords.For(Before);

    private protected override string? WordsAfter => After is null ? null : SchemaWords.For(After);
}

/// <summary>A unique constraint that only one of the schemas has, or that is another in each.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Before">The constraint in the schema before, or null.</param>
/// <param name="After">The constraint in the schema after, or null.</param>
public sealed record UniqueDifference(string Table, UniqueConstraint? Before, UniqueConstraint? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"unique constraint {(Before ?? After)!.Name} of {Table}";

    private protected override string? WordsBefore => Before is null ? null : SchemaWords.For(Before.Columns);

    private protected override string? WordsAfter => After is null ? null : SchemaWords.For(After.Columns);
}

/// <summary>A check that only one of the schemas has, or that is another in each.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Before">The check in the schema before, or null.</param>
/// <param name="After">The check in the schema after, or null.</param>
public sealed record CheckDifference(string Table, CheckConstraint? Before, CheckConstraint? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"check {(Before ?? After)!.Name} of {Table}";

    private protected override string? WordsBefore => Before is null ? null : $"({Before.Sql})";

    private protected override string? WordsAfter => After is null ? null : $"({After.Sql})";
}

/// <summary>An index that only one of the schemas has, or that is another in each.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Before">The index in the schema before, or null.</param>
/// <param name="After">The index in the schema after, or null.</param>
public sealed record IndexDifference(string Table, IndexDefinition? Before, IndexDefinition? After) : SchemaDifference(Table)
{
    private protected override string Subject => $"index {(Before ?? After)!.Name} of {Table}";

    private protected override string? WordsBefore => Before is null ? null : SchemaWords.For(Before);

    private protected override string? WordsAfter => After is null ? null : SchemaWords.For(After);
}
