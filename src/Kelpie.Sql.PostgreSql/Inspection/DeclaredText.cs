using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>
/// Conditions and expressions as they were declared, in a comment beside what the server made of them. The server keeps a
/// parse tree and prints it its own way (<c>x IN (1, 2)</c> comes back as <c>(x = ANY (ARRAY[1, 2]))</c>), so that neither
/// side can be turned into the other by any rule short of the server's own parser. A comment goes when its constraint or
/// index does, and neither can be changed but by being created anew; only a renamed column makes it wrong, and one that
/// does not mention all columns in question is not believed.
/// </summary>
internal static class DeclaredText
{
    private const string Check = "CHECK (";
    private const string Expressions = "EXPRESSIONS";
    private const string Where = "WHERE";

    /// <summary>The comment for a check.</summary>
    internal static string ForCheck(CheckConstraint check) => $"{Check}{check.Sql})";

    /// <summary>The comment for an index, or null where it has neither an expression nor a condition.</summary>
    internal static string? ForIndex(IndexDefinition index)
    {
        var dialect = PostgreSqlDialect.Instance;
        var expressions = index.Columns.Where(column => column.IsExpression).Select(column => dialect.QuoteText(column.Name)).ToList();
        return (expressions, index.Where) switch
        {
            ([], null) => null,
            (_, null) => $"{Expressions} {string.Join(' ', expressions)}",
            ([], { } where) => $"{Where} {dialect.QuoteText(where)}",
            (_, { } where) => $"{Expressions} {string.Join(' ', expressions)} {Where} {dialect.QuoteText(where)}",
        };
    }

    /// <summary>The condition of a check by its comment; null where that is none of ours, or older than a column's name.</summary>
    internal static string? OfCheck(string? comment, ValueList<string> columns) =>
        comment is not null && comment.StartsWith(Check, StringComparison.Ordinal) && comment[^1] == ')'
            && comment[Check.Length..^1] is var sql && Mentions(sql, columns) ? sql : null;

    /// <summary>An index with its expressions and condition by its comment; as it was where the comment is none of ours, or too old.</summary>
    internal static IndexDefinition OfIndex(string? comment, IndexDefinition printed, ValueList<string> columns)
    {
        var texts = comment is null ? [] : Texts(comment);
        var expressions = printed.Columns.Count(column => column.IsExpression);
        var plain = printed.Columns.Where(column => !column.IsExpression).Select(column => column.Name);
        if (texts.Count == 0 || texts.Count != expressions + (printed.Where is null ? 0 : 1)
            || !Mentions(string.Join(' ', texts), columns.Except(plain).ToValueList()))
        {
            return printed;
        }

        using var next = texts.GetEnumerator();
        return printed with
        {
            Columns = printed.Columns.Select(column => column.IsExpression && next.MoveNext() ? column with { Name = next.Current } : column).ToValueList(),
            Where = printed.Where is null ? null : texts[^1],
        };
    }

    private static bool Mentions(string sql, ValueList<string> columns)
    {
        var words = CatalogExpression.Tokens(sql).Select(CatalogExpression.NameOf).ToHashSet(StringComparer.Ordinal);
        return columns.All(words.Contains);
    }

    // What stands in quotes, where the whole is of our making.
    private static List<string> Texts(string comment)
    {
        var texts = new List<string>();
        var rest = new StringBuilder();
        foreach (var token in CatalogExpression.Tokens(comment))
        {
            if (token[0] == '\'')
            {
                texts.Add(CatalogExpression.Unquote(token));
            }
            else
            {
                rest.Append(token);
            }
        }

        var words = rest.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [Expressions, Where] or [Expressions] or [Where] ? texts : [];
    }
}
