using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>Reads a <c>CREATE INDEX</c> as the file keeps it, <see href="https://www.sqlite.org/lang_createindex.html"/>.</summary>
internal static class IndexParser
{
    /// <param name="sql">The statement.</param>
    /// <param name="name">The index's name.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">The table's columns: what is none of them is an expression.</param>
    internal static IndexDefinition Parse(string sql, string name, string table, IReadOnlyList<string> columns)
    {
        var reader = new StatementReader(sql);
        reader.Take("CREATE");
        var isUnique = reader.Take("UNIQUE");
        reader.Take("INDEX");
        reader.Take("IF", "NOT", "EXISTS");
        reader.TakeName();
        reader.Take("ON");
        reader.TakeName();
        reader.Take("(");
        var keys = new List<IndexColumn>();
        while (!reader.IsAtEnd && !reader.Take(")"))
        {
            keys.Add(ParseKey(reader, columns));
            reader.Take(",");
        }

        var start = reader.Take("WHERE") ? reader.Current.Start : sql.Length;
        return new IndexDefinition(name, table, keys.ToValueList())
        {
            IsUnique = isUnique,
            Where = start < sql.Length ? sql[start..].TrimEnd() : null,
        };
    }

    private static IndexColumn ParseKey(StatementReader reader, IReadOnlyList<string> columns)
    {
        var first = reader.Current;
        reader.SkipTo(closing: false);
        var text = reader.TextFrom(first.Start);
        var tokens = Tokenizer.Read(text);
        var isDescending = tokens[^1] is { Kind: TokenKind.Word } last && last.Is("DESC");
        if (isDescending || tokens[^1].Is("ASC"))
        {
            text = text[..tokens[^2].End];
            tokens = [.. tokens.Take(tokens.Count - 1)];
        }

        var column = tokens is [{ Kind: not TokenKind.Number } only]
            ? columns.FirstOrDefault(name => name.Equals(only.Value, StringComparison.OrdinalIgnoreCase))
            : null;
        return column is not null ? new IndexColumn(column, isDescending) : new IndexColumn(WithoutParentheses(text), isDescending, IsExpression: true);
    }

    private static string WithoutParentheses(string text)
    {
        if (text[0] != '(')
        {
            return text;
        }

        var reader = new StatementReader(text);
        var inner = reader.TakeGroup();
        return reader.IsAtEnd ? inner : text;
    }
}
