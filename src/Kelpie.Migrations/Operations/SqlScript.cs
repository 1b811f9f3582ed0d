namespace Kelpie.Migrations.Operations;

/// <summary>SQL as you write it, for one kind of database or for all.</summary>
/// <param name="Dialect">The dialect's name, such as <c>sqlite</c>, or null where the text serves all that have none of their own.</param>
/// <param name="Sql">One statement or several; see <see cref="Split"/>.</param>
public sealed record SqlScript(string? Dialect, string Sql)
{
    /// <summary>
    /// The statements of a text, without the semicolons that end them. A statement ends with a semicolon that is the last thing
    /// on its line, where a blank line or the end of the text follows; so the body of a trigger may have semicolons of its
    /// own, as long as it has no blank line behind one. Comments before a statement stay with it; quoted text, comments and
    /// PostgreSQL's <c>$$</c> bodies are never cut.
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var statements = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == ';' && EndsStatement(text, i))
            {
                AddTo(statements, text[start..i]);
                start = i + 1;
            }

            i += Math.Max(1, SqlNames.LengthOfQuoted(text, i));
        }

        AddTo(statements, text[start..]);
        return statements;
    }

    /// <summary>The line by which a statement asks to be run outside a transaction, such as PostgreSQL's <c>CREATE INDEX CONCURRENTLY</c>.</summary>
    public const string OutsideTransaction = "-- run outside the transaction";

    /// <summary>Whether a statement bears the line <see cref="OutsideTransaction"/>.</summary>
    public static bool RunsOutsideTransaction(string statement) => statement.Contains(OutsideTransaction, StringComparison.Ordinal)
        && statement.Split('\n').Any(line => line.Trim() == OutsideTransaction);

    private static void AddTo(List<string> statements, string piece)
    {
        if (HoldsStatement(piece))
        {
            statements.Add(piece.Trim());
        }
    }

    private static bool EndsStatement(string text, int semicolon)
    {
        var lineEnd = EndOfBlank(text, semicolon + 1);
        if (lineEnd == text.Length)
        {
            return true;
        }

        var nextEnd = text[lineEnd] == '\n' ? EndOfBlank(text, lineEnd + 1) : -1;
        return nextEnd == text.Length || (nextEnd > 0 && text[nextEnd] == '\n');
    }

    private static int EndOfBlank(string text, int start)
    {
        while (start < text.Length && text[start] is ' ' or '\t')
        {
            start++;
        }

        return start;
    }

    private static bool HoldsStatement(string piece)
    {
        for (var i = 0; i < piece.Length;)
        {
            var comment = SqlNames.LengthOfComment(piece, i);
            if (comment == 0 && !char.IsWhiteSpace(piece[i]) && piece[i] != ';')
            {
                return true;
            }

            i += Math.Max(1, comment);
        }

        return false;
    }
}
