namespace Kelpie.Migrations.Compilation;

/// <summary>The one column that an <c>ALTER TABLE</c> adds, drops, renames or defines anew.</summary>
/// <param name="Table">The table.</param>
/// <param name="Come">The column that is there when it is done, and was not before.</param>
/// <param name="Gone">The column that is not there when it is done, and was before.</param>
internal sealed record ColumnClause(string Table, string? Come, string? Gone)
{
    /// <summary>Reads a statement; null where it is no such one.</summary>
    internal static ColumnClause? Read(string statement)
    {
        string[] words = [.. StatementHead.Words(statement).Take(7).Select(StatementHead.Unquoted)];
        return words.Select(word => word.ToUpperInvariant()).ToArray() switch
        {
            ["ALTER", "TABLE", _, "ADD", "COLUMN", ..] when words.Length > 5 => new(words[2], words[5], null),
            ["ALTER", "TABLE", _, "DROP", "COLUMN", ..] when words.Length > 5 => new(words[2], null, words[5]),
            ["ALTER", "TABLE", _, "RENAME", "COLUMN", ..] when words is [_, _, _, _, _, var from, _, ..] && words.Length > 6 => After(statement, words[2], from),
            ["ALTER", "TABLE", _, "CHANGE", "COLUMN", ..] when words.Length > 6 => Renamed(words[2], words[5], words[6]),
            ["ALTER", "TABLE", _, "CHANGE", ..] when words.Length > 5 => Renamed(words[2], words[4], words[5]),
            ["ALTER", "TABLE", _, "MODIFY", ..] => new(words[2], null, null),
            _ => null,
        };
    }

    private static ColumnClause? After(string statement, string table, string from) =>
        StatementHead.Words(statement).Skip(7).FirstOrDefault() is { } to ? Renamed(table, from, StatementHead.Unquoted(to)) : null;

    private static ColumnClause Renamed(string table, string from, string to) => from == to ? new(table, null, null) : new(table, to, from);
}
