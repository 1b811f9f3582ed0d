namespace Kelpie.Sql.Sqlite.Inspection;

internal enum TokenKind
{
    /// <summary>A key word or a name without quotes.</summary>
    Word,

    /// <summary>A name in double quotes, back quotes or brackets.</summary>
    QuotedName,

    /// <summary>A text in single quotes, which SQLite takes for a name where only a name can stand.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A single sign, or a literal of bytes.</summary>
    Other,
}

/// <summary>A piece of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sql">The statement.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct Token(TokenKind Kind, string Sql, int Start, int End)
{
    /// <summary>The name or text it stands for, without its quotes.</summary>
    internal string Value => Kind switch
    {
        TokenKind.Word or TokenKind.Number or TokenKind.Other => Sql[Start..End],
        _ when Sql[Start] == '[' => Sql[(Start + 1)..(End - 1)],
        _ => Sql[(Start + 1)..(End - 1)].Replace(new string(Sql[Start], 2), Sql[Start].ToString(), StringComparison.Ordinal),
    };

    internal bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Other && Sql.AsSpan(Start, End - Start).Equals(word, StringComparison.OrdinalIgnoreCase);
}
