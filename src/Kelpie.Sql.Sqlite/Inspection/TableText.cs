using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>A column as its <c>CREATE TABLE</c> spells it.</summary>
internal sealed record ColumnText(string Name, string Type)
{
    internal bool IsNotNull { get; init; }

    /// <summary>Whether <c>PRIMARY KEY</c> stands in the column and not behind the columns, in ascending order.</summary>
    internal bool IsInlineKey { get; init; }

    internal bool IsAutoincrement { get; init; }

    internal string? Collation { get; init; }

    /// <summary>What stands behind <c>DEFAULT</c>, parentheses included.</summary>
    internal string? Default { get; init; }

    /// <summary>What makes it a generated column: all from its <c>AS</c> on.</summary>
    internal string? Generated { get; init; }
}

/// <summary>A check, and the column it stands in.</summary>
internal sealed record CheckText(string? Name, string? Column, string Sql);

/// <summary>A reference; no columns referred to are those of the other table's key.</summary>
internal sealed record ReferenceText(
    string? Name, ValueList<string> Columns, string Table, ValueList<string> Keys, ReferentialAction OnDelete, ReferentialAction OnUpdate);

/// <summary>A unique constraint.</summary>
internal sealed record UniqueText(string? Name, ValueList<string> Columns);

/// <summary>All that a <c>CREATE TABLE</c> says.</summary>
internal sealed class TableText
{
    internal List<ColumnText> Columns { get; } = [];

    internal List<CheckText> Checks { get; } = [];

    internal List<ReferenceText> References { get; } = [];

    internal List<UniqueText> Uniques { get; } = [];

    internal PrimaryKey? Key { get; set; }
}
