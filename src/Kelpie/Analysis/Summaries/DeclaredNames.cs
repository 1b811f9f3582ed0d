namespace Kelpie.Analysis;

/// <summary>
/// The names a program declares, found line by line: after a word such as <c>class</c> or <c>fn</c>, or before the parenthesis of a
/// function. It reads many languages a little rather than one well.
/// </summary>
internal static class DeclaredNames
{
    /// <summary>Longer lines are data or were written by a program.</summary>
    private const int LongestLine = 300;

    /// <summary>The names in their order, each once, without those that Python gives a meaning to.</summary>
    /// <param name="code">The program.</param>
    /// <param name="most">The most names to give.</param>
    public static IReadOnlyList<string> Of(ReadOnlySpan<char> code, int most)
    {
        List<string> names = [];
        foreach (CodeLine line in new CodeLines(code))
        {
            if (line.IsComment || line.Content.IsEmpty || line.Content.Length > LongestLine)
            {
                continue;
            }

            string name = In(line.Content, line.IsIndented).ToString();
            if (name.Length > 1 && !name.StartsWith("__", StringComparison.Ordinal) && !names.Contains(name))
            {
                names.Add(name);
            }

            if (names.Count >= most)
            {
                break;
            }
        }

        return names;
    }

    private static ReadOnlySpan<char> In(ReadOnlySpan<char> line, bool isIndented)
    {
        var modifiers = DeclarationWords.Modifiers.GetAlternateLookup<ReadOnlySpan<char>>();
        var kinds = DeclarationWords.Kinds.GetAlternateLookup<ReadOnlySpan<char>>();
        NameReader reader = new(line);
        bool modified = false;
        while (reader.MoveNext() && (modifiers.Contains(reader.Current) || kinds.Contains(reader.Current)))
        {
            if (kinds.Contains(reader.Current))
            {
                return reader.IsFollowedBySpace ? AfterKind(line, reader) : [];
            }

            modified = true;
        }

        return Assigned(line) is { IsEmpty: false } assigned ? assigned
            : modified || !isIndented ? BeforeParenthesis(line, modified)
            : [];
    }

    private static ReadOnlySpan<char> AfterKind(ReadOnlySpan<char> line, NameReader reader)
    {
        // func (r *Ring) Push: what a method of Go belongs to comes first.
        ReadOnlySpan<char> rest = line[reader.End..].TrimStart(' ');
        if (rest.StartsWith("(") && rest.IndexOf(')') is var end and > 0)
        {
            rest = rest[(end + 1)..];
        }

        var between = DeclarationWords.Between.GetAlternateLookup<ReadOnlySpan<char>>();
        NameReader names = new(rest);
        while (names.MoveNext())
        {
            if (!between.Contains(names.Current))
            {
                return names.IsAfterSpaces ? names.Current : [];
            }
        }

        return [];
    }

    /// <summary>The name of <c>const name = (a) =&gt;</c> and <c>let name = function</c>.</summary>
    private static ReadOnlySpan<char> Assigned(ReadOnlySpan<char> line)
    {
        int equals = line.IndexOf(" = ");
        if (equals < 0)
        {
            return [];
        }

        ReadOnlySpan<char> value = line[(equals + 3)..];
        bool isFunction = value.Contains("=>", StringComparison.Ordinal) || value.StartsWith("function") || value.StartsWith("async function");
        NameReader reader = new(line[..equals]);
        bool declares = reader.MoveNext() && reader.Current is "const" or "let" or "var" or "export";
        ReadOnlySpan<char> last = [];
        while (reader.MoveNext())
        {
            last = reader.Current;
        }

        return isFunction && declares ? last : [];
    }

    /// <summary>The name of a function whose declaration is its type, its name and its parameters.</summary>
    private static ReadOnlySpan<char> BeforeParenthesis(ReadOnlySpan<char> line, bool modified)
    {
        int parenthesis = line.IndexOf('(');
        if (parenthesis <= 0 || line[..parenthesis].ContainsAny("=.\"'") || (line.EndsWith(";") && !modified))
        {
            return [];
        }

        var statements = DeclarationWords.Statements.GetAlternateLookup<ReadOnlySpan<char>>();
        NameReader reader = new(line[..parenthesis]);
        ReadOnlySpan<char> last = [];
        int count = 0;
        for (; reader.MoveNext(); count++)
        {
            last = reader.Current;
            if (statements.Contains(last))
            {
                return [];
            }
        }

        bool touches = last.Length > 0 && line[..parenthesis].EndsWith(last);
        return count > 1 && touches ? last : [];
    }
}
