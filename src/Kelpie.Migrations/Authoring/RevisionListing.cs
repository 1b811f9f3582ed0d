using System.Text;

namespace Kelpie.Migrations.Authoring;

/// <summary>Finds the list of migrations in a C# file, and adds one to it.</summary>
internal static class RevisionListing
{
    private const int LongestLine = 140;
    private const string Graph = "RevisionGraph";
    private static readonly string[] Accessor = ["{", "}", "get", "init", "private", "=", ">"];

    /// <summary>The code with one more migration in its list; null where there is no such list, or several.</summary>
    /// <param name="code">The file.</param>
    /// <param name="item">What makes the migration: <c>new AddYears()</c>.</param>
    internal static string? Add(string code, string item)
    {
        var tokens = CSharpLexer.Read(code);
        return Lists(tokens) is [var (open, close)] ? Insert(code, tokens, open, close, item) : null;
    }

    /// <summary>The names of the classes that the list makes migrations of.</summary>
    internal static IReadOnlyList<string> Classes(string code)
    {
        var tokens = CSharpLexer.Read(code);
        return
        [
            .. Lists(tokens).SelectMany(list => Items(tokens, list.Open, list.Close))
                .Where(item => tokens[item.First].Is("new") && tokens[item.First + 1].Kind == CSharpTokenKind.Word)
                .Select(item => tokens[item.First + 1].Text),
        ];
    }

    private static List<(int Open, int Close)> Lists(IReadOnlyList<CSharpToken> tokens) =>
        [.. Enumerable.Range(0, tokens.Count).Select(i => ListAt(tokens, i)).OfType<(int Open, int Close)>().Distinct()];

    // Either "new RevisionGraph(", also by its full name, or "RevisionGraph Name = new(" in any form of a field or property.
    private static (int Open, int Close)? ListAt(IReadOnlyList<CSharpToken> tokens, int i)
    {
        if (!tokens[i].Is(Graph) || i + 1 == tokens.Count)
        {
            return null;
        }

        if (tokens[i + 1].Is("("))
        {
            var first = i;
            while (first >= 2 && tokens[first - 1].Is(".") && tokens[first - 2].Kind == CSharpTokenKind.Word)
            {
                first -= 2;
            }

            return first > 0 && tokens[first - 1].Is("new") ? Arguments(tokens, i + 1) : null;
        }

        if (tokens[i + 1].Kind != CSharpTokenKind.Word)
        {
            return null;
        }

        var next = i + 2;
        while (next < tokens.Count && (Accessor.Contains(tokens[next].Text) || (tokens[next].Is(";") && tokens[next - 1].Text is "get" or "init")))
        {
            next++;
        }

        return next + 1 < tokens.Count && tokens[next].Is("new") && tokens[next + 1].Is("(") ? Arguments(tokens, next + 1) : null;
    }

    // The list is what stands between the parentheses, or the collection that is all that stands there. Each item must make a
    // migration, or spread others: where a variable is given, there is no list to add to.
    private static (int Open, int Close)? Arguments(IReadOnlyList<CSharpToken> tokens, int open)
    {
        if (Closing(tokens, open) is not { } close)
        {
            return null;
        }

        var isCollection = tokens[open + 1].Is("[") && Closing(tokens, open + 1) == close - 1;
        var (first, last) = isCollection ? (open + 1, close - 1) : (open, close);
        return Items(tokens, first, last).All(item => tokens[item.First].Is("new") || (isCollection && tokens[item.First].Is("."))) ? (first, last) : null;
    }

    /// <summary>The first and the last token of each item between two brackets.</summary>
    private static List<(int First, int Last)> Items(IReadOnlyList<CSharpToken> tokens, int open, int close)
    {
        var items = new List<(int, int)>();
        for (var first = open + 1; first < close;)
        {
            var end = first;
            while (end < close && !tokens[end].Is(","))
            {
                end = IsOpening(tokens[end]) && Closing(tokens, end) is { } closing ? closing + 1 : end + 1;
            }

            items.Add((first, end - 1));
            first = end + 1;
        }

        return items;
    }

    private static bool IsOpening(CSharpToken token) => token.Is("(") || token.Is("[") || token.Is("{");

    private static int? Closing(IReadOnlyList<CSharpToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Count; i++)
        {
            depth += IsOpening(tokens[i]) ? 1 : tokens[i].Is(")") || tokens[i].Is("]") || tokens[i].Is("}") ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }

    private static string Insert(string code, IReadOnlyList<CSharpToken> tokens, int open, int close, string item)
    {
        var (begin, end) = (tokens[open].End, tokens[close].Start);
        var items = Items(tokens, open, close);
        if (items.Count == 0)
        {
            return code[..begin] + item + code[end..];
        }

        var last = tokens[close - 1];
        var endsInComma = last.Is(",");
        var comma = endsInComma ? "" : ",";
        if (code.AsSpan(begin, end - begin).Contains('\n'))
        {
            // A comment behind the last item stays behind it.
            var lineEnd = code.IndexOf('\n', last.End);
            var rest = lineEnd < end ? code[last.End..lineEnd].TrimEnd() : "";
            var before = NewLine(code) + Indent(LineAt(code, tokens[items[^1].First].Start));
            return code[..last.End] + comma + rest + before + item + (endsInComma ? "," : "") + code[(last.End + rest.Length)..];
        }

        var line = LineAt(code, end);
        return line.Length + item.Length + 2 <= LongestLine
            ? code[..last.End] + comma + " " + item + (endsInComma ? "," : "") + code[last.End..]
            : Broken(code, tokens, items, begin, NewLine(code) + Indent(line) + "    ") + NewLine(code) + Indent(line) + "    " + item + code[end..];
    }

    /// <summary>The code up to the end of a list that is in one line, each of its items in a line of its own, with a comma behind it.</summary>
    private static string Broken(string code, IReadOnlyList<CSharpToken> tokens, List<(int First, int Last)> items, int begin, string before)
    {
        var text = new StringBuilder(code[..begin]);
        foreach (var (first, last) in items)
        {
            text.Append(before).Append(code.AsSpan(tokens[first].Start, tokens[last].End - tokens[first].Start)).Append(',');
        }

        return text.ToString();
    }

    private static string NewLine(string code) => code.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    private static string LineAt(string code, int position)
    {
        var start = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var end = code.IndexOf('\n', position);
        return code[start..(end < 0 ? code.Length : end)].TrimEnd('\r');
    }

    private static string Indent(string line) => line[..(line.Length - line.TrimStart().Length)];
}
