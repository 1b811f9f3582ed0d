namespace Kelpie.Migrations.Operations;

/// <summary>What a <see cref="RowMapping"/> says of a column whose name and type do not say it all.</summary>
/// <param name="From">The column of the table that the rows come from.</param>
/// <param name="To">What it is called in the other table; null where it is dropped.</param>
public sealed record ColumnRule(string From, string? To)
{
    /// <summary>How the moments in a column of text are spelled, such as <c>yyyy-MM-dd HH:mm:ss</c>; null where there are none.</summary>
    public string? Format { get; init; }

    /// <summary>How the truth values in a column of text are spelled; null where there are none.</summary>
    public (string True, string False)? Truth { get; init; }

    /// <summary>The row of another table that is referred to in place of the value; null where the value itself arrives.</summary>
    public KeyLookup? Lookup { get; init; }

    /// <summary>What a dropped column holds in each row that is handed back; null for NULL.</summary>
    public string? Back { get; init; }
}

/// <summary>Finds a row by a value that it holds, to refer to it by its key.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that holds the value, of which each is there once.</param>
/// <param name="Key">The key.</param>
/// <param name="HashColumn">
/// A column that holds the SHA-256 of the value's UTF-8 bytes in hexadecimal, and has an index where the value is too long for one; null for none.
/// </param>
public sealed record KeyLookup(string Table, string Column, string Key, string? HashColumn = null);
