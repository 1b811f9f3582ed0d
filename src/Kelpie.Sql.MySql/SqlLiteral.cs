using System.Text;
using static Kelpie.Sql.MySql.SqlToken;

namespace Kelpie.Sql.MySql;

/// <summary>Texts within the expressions that the servers print.</summary>
internal static class SqlLiteral
{
    /// <summary>MySQL's information_schema escapes the quotes and backslashes of an expression once more.</summary>
    internal static string Unescape(string sql)
    {
        var plain = new StringBuilder(sql.Length);
        for (var i = 0; i < sql.Length; i++)
        {
            i += sql[i] == '\\' && i + 1 < sql.Length ? 1 : 0;
            plain.Append(sql[i]);
        }

        return plain.ToString();
    }

    /// <summary>The text that a literal stands for; null where the SQL is anything else.</summary>
    internal static string? TextOf(string sql) => Split(sql) switch
    {
        [{ Kind: TokenKind.Text } text, { Kind: TokenKind.End }] => text.Value,
        // How a text with characters beyond U+FFFF is declared; MySQL and MariaDB print the bytes each in its own way.
        [{ Value: "convert" }, { Value: "(" }, .. var bytes, { Value: "using" }, { Value: "utf8mb4" }, { Value: ")" }, { Kind: TokenKind.End }] =>
            bytes is [.., { } last] && (bytes is [{ Kind: TokenKind.Number }] or [{ Value: "X" }, { Kind: TokenKind.Text }])
                ? Encoding.UTF8.GetString(Convert.FromHexString(last.Value.StartsWith("0x", StringComparison.Ordinal) ? last.Value[2..] : last.Value))
                : null,
        _ => null,
    };
}
