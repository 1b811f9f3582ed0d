using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Safety;

/// <summary>What a statement of raw SQL may do to rows, as far as its first word says.</summary>
internal enum RawEffect
{
    /// <summary>Nothing: it creates or drops what is none of the known tables, or sets something.</summary>
    None,

    /// <summary>It changes rows of tables that it mentions.</summary>
    Rows,

    /// <summary>It runs what is not in sight.</summary>
    Unknown,
}

/// <summary>Reads the beginning of raw SQL.</summary>
internal static class RawStatement
{
    internal static RawEffect Effect(string statement) => StatementHead.FirstWord(statement).ToUpperInvariant() switch
    {
        "INSERT" or "REPLACE" or "UPDATE" or "DELETE" or "TRUNCATE" or "MERGE" or "WITH" or "COPY" or "LOAD" or "ALTER" => RawEffect.Rows,
        "CALL" or "DO" or "EXEC" or "EXECUTE" or "SELECT" or "IF" or "BEGIN" or "DECLARE" => RawEffect.Unknown,
        _ => RawEffect.None,
    };

    /// <summary>Whether it speaks of a table, in whatever quotes.</summary>
    internal static bool Mentions(string statement, string table) => SqlNames.Mentions(statement, table)
        || statement.Contains($"`{table}`", StringComparison.OrdinalIgnoreCase) || statement.Contains($"[{table}]", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it begins with a word that destroys.</summary>
    internal static bool Destroys(string statement) => StatementHead.FirstWord(statement).ToUpperInvariant() is "DROP" or "DELETE" or "TRUNCATE";
}
