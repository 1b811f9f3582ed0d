using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Compilation;

/// <summary>What kind of thing a statement creates or drops.</summary>
internal enum ObjectKind
{
    Table,
    Index,
    View,
    Trigger,
    Routine,
}

/// <summary>The beginning of a <c>CREATE</c> or <c>DROP</c>, as far as it says what comes and goes.</summary>
/// <param name="Creates">Whether it creates; else it drops.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Table">The table it belongs to, where the statement names one.</param>
internal sealed record StatementHead(bool Creates, ObjectKind Kind, string Name, string? Table)
{
    /// <summary>A statement's first word, past comments; empty where it has none.</summary>
    internal static string FirstWord(string statement) => Words(statement).FirstOrDefault("");

    /// <summary>Reads the beginning of a statement; null where it creates and drops nothing of these kinds.</summary>
    internal static StatementHead? Read(string statement)
    {
        var words = Words(statement).GetEnumerator();
        if (!words.MoveNext() || words.Current.ToUpperInvariant() is not ("CREATE" or "DROP"))
        {
            return null;
        }

        var creates = words.Current.Equals("CREATE", StringComparison.OrdinalIgnoreCase);
        ObjectKind? kind = null;
        while (kind is null && words.MoveNext())
        {
            switch (words.Current.ToUpperInvariant())
            {
                case "TABLE": kind = ObjectKind.Table; break;
                case "INDEX": kind = ObjectKind.Index; break;
                case "VIEW": kind = ObjectKind.View; break;
                case "TRIGGER": kind = ObjectKind.Trigger; break;
                case "FUNCTION" or "PROCEDURE": kind = ObjectKind.Routine; break;
                case "EXTENSION" or "SEQUENCE" or "SCHEMA" or "CATALOG": return null;
                default: break;
            }
        }

        return kind is { } known && NameOf(words) is { } name
            ? new StatementHead(creates, known, name, known is ObjectKind.Index or ObjectKind.Trigger ? TableOf(words) : null)
            : null;
    }

    private static string? NameOf(IEnumerator<string> words)
    {
        while (words.MoveNext())
        {
            if (words.Current.ToUpperInvariant() is not ("IF" or "NOT" or "EXISTS" or "CONCURRENTLY"))
            {
                return Unquoted(words.Current);
            }
        }

        return null;
    }

    private static string? TableOf(IEnumerator<string> words)
    {
        while (words.MoveNext())
        {
            if (words.Current.Equals("ON", StringComparison.OrdinalIgnoreCase))
            {
                return words.MoveNext() ? Unquoted(words.Current) : null;
            }
        }

        return null;
    }

    internal static string Unquoted(string word) => word is ['"' or '`' or '[', .., _] ? word[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : word;

    internal static IEnumerable<string> Words(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            var quoted = SqlNames.LengthOfQuoted(sql, i);
            var length = quoted;
            while (quoted == 0 && i + length < sql.Length && SqlNames.IsNamePart(sql[i + length]))
            {
                length++;
            }

            if (length > 0 && SqlNames.LengthOfComment(sql, i) == 0)
            {
                // What stands before a dot is the schema of what stands behind it.
                if (i + length >= sql.Length || sql[i + length] != '.')
                {
                    yield return sql.Substring(i, length);
                }
            }

            i += Math.Max(1, length);
        }
    }
}
